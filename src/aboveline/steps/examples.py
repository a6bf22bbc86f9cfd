"""Running the worked examples of an edition: these judgements, these scores."""

from __future__ import annotations

from collections.abc import Mapping as Named
from collections.abc import Sequence
from dataclasses import dataclass

from aboveline.assessments.code import coded
from aboveline.assessments.tables import ASSESSMENTS, JUDGEMENTS
from aboveline.cases.table import case_table
from aboveline.engines import memory
from aboveline.evidence.tables import EVIDENCE, GRADES, evidence_problems, grade_problems
from aboveline.frameworks.documents import Items, Mapping, Node, plain
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Framework
from aboveline.problems import Problem, near_miss
from aboveline.scoring.groups import whole_sample
from aboveline.scoring.plan import plan
from aboveline.scoring.results import Score, score_rows
from aboveline.scoring.roll_up import Opinion, rolled_up
from aboveline.scoring.tally import tally
from aboveline.tables import RawTable, Table, TableSpec, checked_table

FILE = "examples.yaml"


def example_problems(framework: Framework) -> list[Problem]:
    """A problem for each worked example that cannot be run or comes out otherwise than written."""
    problems: list[Problem] = []
    for mapping in framework.examples:
        fields = Fields(mapping, problems, "example")
        example = _example(fields, framework)
        fields.done()
        problems += _differences(framework, example)
    return problems


@dataclass(frozen=True)
class _Example:
    title: str
    cases: Mapping
    judgements: Mapping
    evidence: Named[str, str]
    grades: Named[str, str]
    gives: Named[str, str]
    line: int
    lines: Named[str, Named[str, int]]
    reading: str
    theme: str


def _example(fields: Fields, framework: Framework) -> _Example:
    empty = Mapping(fields.file, fields.line())
    blocks = {name: fields.mapping.get(name) for name in ("gives", "evidence", "grades")}
    found = _Example(
        title=fields.text("title"),
        cases=fields.block("cases") or empty,
        judgements=fields.block("judgements") or empty,
        evidence=fields.pairs("evidence"),
        grades=fields.pairs("grades"),
        gives=fields.pairs("gives"),
        line=fields.line(),
        lines={name: block.key_lines for name, block in blocks.items() if isinstance(block, Mapping)},
        reading=fields.option("reading", framework.readings, ""),
        theme=fields.option("theme", framework.themes, ""),
    )
    fields.text("source", "")
    fields.option("standing", STANDINGS, "derived")
    fields.text("note", "")
    return found


def _differences(framework: Framework, example: _Example) -> list[Problem]:
    cases, readings, judgements, problems = _tables(framework, example)
    problems += _opinion_problems(framework, example)
    if problems:
        return problems
    found, problems = coded(framework, cases, readings, judgements, {"": None}, example.theme)
    if problems:
        return problems
    order = plan(framework, example.reading)
    counts = tally(memory, found.judged, whole_sample(len(cases)))
    results = rolled_up(order, counts, Opinion(example.evidence, example.grades))
    rows = {row.id: row for row in score_rows(order, counts, results, found.judged)}
    return [
        problem
        for name, expected in example.gives.items()
        if (problem := _difference(example, name, expected, rows)) is not None
    ]


def _difference(example: _Example, name: str, expected: str, rows: Named[str, Score]) -> Problem | None:
    line = example.lines["gives"][name]
    row = rows.get(name)
    if row is None:
        do = near_miss(name, rows) or "Name a part, a thread or a scored question."
        what = f"The example {example.title!r} expects a score of {name!r}, which the edition does not give."
        return Problem("score-unknown", FILE, line, what, do)
    if _as_written(row, expected):
        return None
    score = "absent" if row.score is None else repr(row.score)
    came = " and ".join(text for text in (score, row.rating) if text)
    what = f"In the example {example.title!r} {name} comes to {came}, not {expected}."
    return Problem("example-differs", FILE, line, what, "Correct the example, or the rule.")


def _as_written(row: Score, expected: str) -> bool:
    if expected == "absent":
        return row.score is None and row.rating is None
    try:
        number = float(expected)
    except ValueError:
        return row.rating == expected
    return row.score is not None and abs(row.score - number) < 1e-9


def _tables(framework: Framework, example: _Example) -> tuple[Table, Table, Table, list[Problem]]:
    names = list(example.cases)
    facts = {name: plain(facts) if isinstance(facts, Mapping) else {} for name, facts in example.cases.items()}
    columns = dict.fromkeys(fact for given in facts.values() for fact in given)
    lines = [example.cases.key_lines[name] for name in names]
    cases, problems = _checked(
        case_table(framework),
        {"case": names} | {fact: [str(facts[name].get(fact, "")) for name in names] for fact in columns},
        lines,
    )
    problems += _not_mappings(example.cases, "case", blank=True)
    problems += _not_mappings(example.judgements, "question", blank=False)
    readings, found = _checked(ASSESSMENTS, {"assessment": names, "case": names, "stands": ["yes"] * len(names)}, lines)
    judged = _judgement_rows(example.judgements)
    rows = {
        "assessment": [case for case, *_ in judged],
        "question": [question for _, question, *_ in judged],
        "choices": [choices for _, _, choices, _ in judged],
    }
    judgements, more = _checked(JUDGEMENTS, rows, [line for *_, line in judged])
    return cases, readings, judgements, problems + found + more


def _not_mappings(mapping: Mapping, noun: str, blank: bool) -> list[Problem]:
    return [
        Problem(
            "value-kind",
            FILE,
            mapping.key_lines[name],
            f"What stands at the {noun} {name!r} is not a mapping.",
            "Write `{fact: value}` for a case and `{case: choice}` for a question.",
        )
        for name, value in mapping.items()
        if not isinstance(value, Mapping) and not (blank and value == "")
    ]


def _opinion_problems(framework: Framework, example: _Example) -> list[Problem]:
    evidence, grades = example.evidence, example.grades
    items = {"item": list(evidence), "rating": list(evidence.values())}
    rated, problems = _checked(EVIDENCE, items, [example.lines["evidence"][item] for item in evidence])
    parts = {"part": list(grades), "rating": list(grades.values()), "by": ["example"] * len(grades)}
    given, found = _checked(GRADES, parts, [example.lines["grades"][part] for part in grades])
    return problems + found + evidence_problems(framework, rated) + grade_problems(framework, given)


def _checked(spec: TableSpec, columns: Named[str, Sequence[str]], lines: list[int]) -> tuple[Table, list[Problem]]:
    return checked_table(spec, RawTable(FILE, tuple(columns), list(columns.values()), lines))


def _judgement_rows(judgements: Mapping) -> list[tuple[str, str, str, int]]:
    rows = []
    for question, by_case in judgements.items():
        line = judgements.key_lines[question]
        for case, choice in by_case.items() if isinstance(by_case, Mapping) else ():
            rows.append((case, question, _ticks(choice), line))
    return rows


def _ticks(choice: Node) -> str:
    return "|".join(map(str, choice)) if isinstance(choice, Items) else str(choice)
