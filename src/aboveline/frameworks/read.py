"""Reading an edition folder into a `Framework`, every part knowing its file and line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from aboveline.frameworks.check import edition_problems
from aboveline.frameworks.documents import Mapping, document
from aboveline.frameworks.facts import fact_catalogue, read_fact
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Fact, Framework, Question
from aboveline.frameworks.questions import Bank, read_question, read_scale, read_tag
from aboveline.frameworks.rules import read_reading, read_rule
from aboveline.frameworks.tree import read_part, read_thread
from aboveline.problems import Faulty, Problem, near_miss

LIBRARY = Path(__file__).parent / "library"


def framework(path: Path) -> Framework:
    """The framework in that folder; `Faulty` with every problem of its own block where it has any."""
    found, problems = framework_and_problems(path)
    if problems:
        raise Faulty(problems)
    return found


def installed_framework(name: str) -> Framework:
    """The framework of that id from the library that ships with Aboveline."""
    if name not in (known := installed_ids()):
        do = near_miss(name, known) or "See `aboveline frameworks list`."
        what = f"There is no framework {name!r} in the library."
        raise Faulty([Problem("framework-unknown", "framework library", None, what, do)])
    return framework(LIBRARY / name)


def installed_ids() -> list[str]:
    """The ids of the editions in the library, in order."""
    return sorted(path.parent.name for path in LIBRARY.glob("*/framework.yaml"))


def framework_and_problems(path: Path) -> tuple[Framework, list[Problem]]:
    """The framework in that folder as far as it can be read, and every problem with its form and its references."""
    facts, problems = fact_catalogue()
    main, found = document(path / "framework.yaml", "framework.yaml")
    problems += found
    banks = _documents(path, "questions", problems)
    themes = _documents(path, "themes", problems)
    examples = Mapping("examples.yaml", 1)
    if not (path / "examples.yaml").exists():
        do = "Add worked examples: these judgements, these scores."
        problems.append(Problem("file-missing", "examples.yaml", None, "The edition has no worked examples.", do))
    else:
        examples, found = document(path / "examples.yaml", "examples.yaml")
        problems += found
    if not main:
        return _nothing(path), problems
    read = _Documents(main, list(filter(None, banks)), list(filter(None, themes)), examples)
    edition = _framework(path, read, facts, problems)
    # What refers to a document that could not be read is not at fault itself.
    problems += edition_problems(edition) if all([*banks, *themes]) else []
    return edition, problems


def content_hash(documents: Iterable[Mapping]) -> str:
    """`sha256:` and the hash of what the documents say; comments, spacing and quoting do not change it."""
    text = json.dumps(list(documents), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _documents(path: Path, folder: str, problems: list[Problem]) -> list[Mapping]:
    """The documents of a folder in printed order of their names, empty where one cannot be read."""
    read = []
    for file in sorted((path / folder).glob("*.yaml"), key=lambda file: _printed_order(file.stem)):
        mapping, found = document(file, f"{folder}/{file.name}")
        read.append(mapping)
        problems += found
    return read


def _printed_order(name: str) -> list[tuple[int, str]]:
    """2.10 after 2.9, and words after numbers."""
    return [(int(bit), "") if bit.isdecimal() else (10**9, bit) for bit in name.split(".")]


class _Documents(NamedTuple):
    """What was read of an edition folder."""

    main: Mapping
    banks: list[Mapping]
    themes: list[Mapping]
    examples: Mapping


def _framework(path: Path, read: _Documents, catalogue: dict[str, Fact], problems: list[Problem]) -> Framework:
    fields = Fields(read.main, problems, "framework")
    fields.option("format", ("1",))
    rating_scales = _rating_scales(fields)
    bank = _bank(fields, catalogue)
    rules = {name: read_rule(name, item, rating_scales) for name, item in fields.named("rules", "rule").items()}
    readings = {name: read_reading(name, item, rules) for name, item in fields.named("readings", "reading").items()}
    questions = _questions(read.banks, bank, problems)
    themes = _themes(read.themes, bank, questions, problems)
    found = Framework(
        id=fields.text("id"),
        title=fields.text("title"),
        years=fields.text("years", ""),
        about=fields.text("about", ""),
        hash=content_hash([read.main, *read.banks, *read.themes, read.examples]),
        folder=str(path),
        words=fields.pairs("words"),
        sources={name: _source(item) for name, item in fields.named("sources", "source").items()},
        facts=bank.facts,
        tags=bank.tags,
        scales=bank.scales,
        rules=rules,
        questions=questions,
        tree=tuple(read_part(item, rules) for item in fields.each("tree", "part", required=True)),
        threads=tuple(read_thread(item, rules) for item in fields.each("threads", "thread")),
        examples=_examples(read.examples, problems),
        sampling=fields.block("sampling"),
        caseload=fields.block("caseload"),
        timetable=fields.block("timetable"),
        readings=readings,
        themes=themes,
    )
    fields.done()
    return found


def _bank(fields: Fields, catalogue: dict[str, Fact]) -> Bank:
    return Bank(
        scales={name: read_scale(name, item) for name, item in fields.named("scales", "scale").items()},
        tags={name: read_tag(name, item) for name, item in fields.named("tags", "tag").items()},
        facts=_listed_facts(fields, catalogue) | _own_facts(fields, catalogue),
    )


def _rating_scales(fields: Fields) -> dict[str, tuple[str, ...]]:
    mapping = fields.block("rating_scales")
    if mapping is None:
        return {}
    inner = Fields(mapping, fields.problems, "rating scales")
    found = {name: inner.words(name) for name in mapping}
    for name, words in found.items():
        if not words or len(set(words)) < len(words):
            what = f"The rating scale {name} must name its words, each once."
            inner.problem("value-kind", name, what, "List them from the worst to the best.")
    return found


def _listed_facts(fields: Fields, catalogue: dict[str, Fact]) -> dict[str, Fact]:
    found = {}
    for name in fields.words("facts"):
        if name in catalogue:
            found[name] = catalogue[name]
        else:
            what = f"The fact {name!r} is not in the catalogue of facts."
            fields.problem("reference-unknown", "facts", what, near_miss(name, catalogue) or "Correct its name.")
    return found


def _own_facts(fields: Fields, catalogue: dict[str, Fact]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for item in fields.each("own_facts", "fact"):
        fact = read_fact(item)
        if fact.id in catalogue or fact.id in found:
            what = f"The fact {fact.id!r} is already in the catalogue of facts, or stands twice."
            item.problem("id-repeated", "id", what, "List it under `facts:`, or give this one another id.")
        found[fact.id] = fact
    return found


def _source(fields: Fields) -> str:
    title = fields.text("title")
    fields.text("note", "")
    fields.done()
    return title


def _questions(banks: list[Mapping], bank: Bank, problems: list[Problem]) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for mapping in banks:
        fields = Fields(mapping, problems, "question file")
        criterion = fields.text("criterion")
        _add_questions(found, fields, criterion, "", bank)
        fields.done()
    return found


def _themes(
    themes: list[Mapping], bank: Bank, questions: dict[str, Question], problems: list[Problem]
) -> dict[str, str]:
    """Theme → title; the questions of the themes are added to the others."""
    found: dict[str, str] = {}
    for mapping in themes:
        fields = Fields(mapping, problems, "theme file")
        theme = fields.text("theme")
        if theme in found:
            fields.problem("id-repeated", "theme", f"The theme {theme!r} stands twice.", "Rename one, or join them.")
        found[theme] = fields.text("title")
        fields.text("source", "")
        fields.option("standing", STANDINGS, "derived")
        fields.text("note", "")
        _add_questions(questions, fields, "", theme, bank)
        fields.done()
    return found


def _add_questions(found: dict[str, Question], fields: Fields, criterion: str, theme: str, bank: Bank) -> None:
    for item in fields.each("questions", "question", required=True):
        question = read_question(item, criterion, len(found) + 1, bank, theme)
        if question.id and question.id in found:
            first = found[question.id]
            what = f"The question {question.id!r} already stands at {first.file}:{first.line}."
            item.problem("id-repeated", "id", what, "Rename one, or use `also_in:` to count one twice.")
        found.setdefault(question.id, question)


def _examples(mapping: Mapping, problems: list[Problem]) -> tuple[Mapping, ...]:
    if not mapping:
        return ()
    fields = Fields(mapping, problems, "examples file")
    found = tuple(item.mapping for item in fields.each("examples", "example", required=True))
    fields.done()
    return found


def _nothing(path: Path) -> Framework:
    empty: dict[str, str] = {}
    return Framework(path.name, "", "", "", "", str(path), empty, empty, {}, {}, {}, {}, {}, (), (), ())
