"""Hypothesis strategies: random editions, samples judged under them, and groups of their cases.

Editions are made with the model's own classes. Rules that find nothing to work on in what was drawn are taken away
again, so that every edition is one that the check of rules lets pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from aboveline.assessments.code import Coded, coded
from aboveline.assessments.tables import ASSESSMENTS, JUDGEMENTS
from aboveline.cases.table import case_table
from aboveline.frameworks.conditions import condition
from aboveline.frameworks.model import (
    Band,
    Choice,
    Clause,
    CodeList,
    EvidenceItem,
    Fact,
    Framework,
    Part,
    Question,
    Rule,
    Scale,
    Selection,
    Tag,
    Thread,
)
from aboveline.frameworks.questions import DERIVED_SCALE
from aboveline.scoring.check import rule_problems
from aboveline.scoring.discretions import Discretion
from aboveline.scoring.groups import Groups, by_value, replicates, together, whole_sample
from aboveline.scoring.roll_up import Opinion
from aboveline.tables import Table, TableSpec
from tests.reference.scorer import Sample

FACTS = {
    "kind": Fact("kind", "Kind", "code", False, (CodeList("", "", {"x": "X", "y": "Y", "z": "Z"}, "", "derived"),)),
    "size": Fact("size", "Size", "number", False),
    "flag": Fact("flag", "Flag", "yes-no", False),
}
FACT_VALUES = {"kind": ("x", "y", "z", ""), "size": ("0", "2", "3.5", ""), "flag": ("yes", "no", "")}
FACT_TESTS = ("kind is x", "kind is not y", "kind in (x, z)", "size >= 2", "size < 3.5", "size > 0", "flag is yes")

SCORED_SCALES = (
    Scale("yes-no", (Choice("yes", "Yes", True), Choice("no", "No", False))),
    Scale("three", (Choice("full", "Full", True), Choice("part", "Part", False), Choice("none", "None", False))),
    Scale("stars", (Choice("1", "1", False), Choice("2", "2", True), Choice("3", "3", True))),
    Scale("strict", (Choice("bad", "Bad", False), Choice("good", "Good", True)), not_applicable=False),
)
OTHER_SCALES = (
    Scale("ticks", (Choice("a", "A", None), Choice("b", "B", True), Choice("c", "C", None)), several=True),
    Scale("plain", (Choice("red", "Red", None), Choice("blue", "Blue", None))),
)
TAGS = {name: Tag(name, name, "", "derived") for name in ("s", "t")}
VERDICT = ("low", "middle", "high")
STRENGTH = ("thin", "sound", "strong")


@dataclass(frozen=True)
class Inspected:
    """A random edition, and a sample judged under it."""

    framework: Framework
    cases: Table
    readings: Table
    judgements: Table
    scope: dict[str, frozenset[str] | None]
    opinion: Opinion
    theme: str

    def coded(self) -> Coded:
        return coded(self.framework, self.cases, self.readings, self.judgements, self.scope, self.theme)[0]

    def sample(self, weights: Sequence[float], whole: bool, published: bool = True) -> Sample:
        """The same for the reference scorer, with the weight of each case in one group."""
        names = self.cases.columns["case"]
        standing = {row["assessment"]: row["case"] for row in self.readings.rows() if row["stands"] == "yes"}
        judged: dict[str, dict[str, str]] = {}
        for row in self.judgements.rows():
            if row["assessment"] in standing:
                judged.setdefault(row["question"], {})[standing[row["assessment"]]] = row["choices"]
        return Sample(
            cases={row["case"]: {name: row[name] for name in FACTS} for row in self.cases.rows()},
            judgements=judged,
            evidence=self.opinion.evidence,
            given=self.opinion.given,
            discretions={(change.part, change.kind): change.final for change in self.opinion.discretions},
            weights={name: Fraction(weight) for name, weight in zip(names, weights, strict=True)},
            whole=whole,
            published=published,
            scope={
                row["case"]: criteria
                for row in self.cases.rows()
                if (criteria := self.scope[row["cohort"]]) is not None
            },
            theme=self.theme,
        )


@st.composite
def inspected(draw: st.DrawFn, waiting: bool = True, cases: int = 7) -> Inspected:
    """An edition and a sample. `waiting`: whether questions may wait for judgements on others."""
    edition = draw(editions(waiting))
    size = draw(st.integers(1, cases))
    names = [f"c{number}" for number in range(size)]
    facts = {name: draw(_picks(values, size)) for name, values in FACT_VALUES.items()}
    cohorts = draw(_picks(("one", "two"), size))
    criteria = [part.id for part in edition.parts() if part.level == "criterion"]
    scope = {"one": None, "two": draw(st.none() | st.frozensets(st.sampled_from(criteria), min_size=1))}
    # A second reading of some cases; it must not score, wherever it stands in the table.
    second = draw(_picks((False, True), size))
    readings = [(f"r-{name}", name, "yes") for name in names]
    readings += [(f"s-{name}", name, "no") for name, again in zip(names, second, strict=True) if again]
    return Inspected(
        edition,
        table(case_table(edition), {"case": names, "cohort": cohorts, **facts}),
        table(
            ASSESSMENTS,
            dict(zip(("assessment", "case", "stands"), map(list, zip(*readings, strict=True)), strict=True)),
        ),
        draw(_judgements(edition, [name for name, *_ in readings])),
        scope,
        draw(_opinions(edition)),
        draw(st.sampled_from(("", "spring"))),
    )


@st.composite
def groups_of(draw: st.DrawFn, inspected: Inspected) -> Groups:
    """Groups of its cases: sub-samples, weightings, the whole beside itself weighted, or a resampling."""
    size = len(inspected.cases)
    sort = draw(st.sampled_from(("values", "weights", "beside", "few replicates", "many replicates")))
    if sort == "values":
        return together([whole_sample(size), by_value("kind", inspected.cases.columns["kind"], ("z", "w"))])
    if sort == "beside":
        cells = draw(_picks([(7, 3), (1, 1), (10, 7), (5, 1)], size))
        weights = np.array([[of / drawn for of, drawn in cells]])
        weighted = Groups(("weighted",), weights, np.ones(1, np.bool_), {"weighted": "all"})
        return together([whole_sample(size), weighted])
    if sort == "weights":
        rows = draw(st.lists(_picks(range(8), size), min_size=1, max_size=3))
        weights = np.array(rows, np.float64) / 4
        return Groups(tuple(map(str, range(len(rows)))), weights, np.zeros(len(rows), np.bool_))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    count = 3 if sort == "few replicates" else 70
    return replicates(random.multinomial(size, [1 / size] * size, count).astype(np.int32))


def table(spec: TableSpec, columns: dict[str, list[str]]) -> Table:
    """A table of that declaration; columns not given are blank."""
    rows = len(next(iter(columns.values())))
    return Table(spec, spec.name, {n: columns.get(n, [""] * rows) for n in spec.column_names}, range(2, rows + 2))


@st.composite
def editions(draw: st.DrawFn, waiting: bool = True) -> Framework:
    """A random edition that the check of rules lets pass."""
    made = _Making(draw)
    sections = [made.section(str(number), draw(st.integers(1, 3))) for number in range(1, draw(st.integers(1, 3)) + 1)]
    criteria = [part.id for section in sections for part in section.walk() if part.level == "criterion"]
    questions: dict[str, Question] = {}
    for criterion in criteria:
        for _ in range(draw(st.integers(0, 3))):
            made.question(questions, criterion, criteria, waiting)
    tops = (made.overall(sections),) if draw(st.booleans()) else tuple(sections)
    threads = [made.thread(number, criteria) for number in range(draw(st.integers(0, 2)))]
    return _mended(Framework(
        id="random", title="Random", years="", about="", hash="", folder="", words={}, sources={},
        facts=FACTS, tags=TAGS, scales={}, rules=made.rules, questions=questions,
        tree=tops, threads=tuple(threads), examples=(),
    ))  # fmt: skip


class _Making:
    """Draws the pieces of an edition; gives each part a line of its own, by which `_mended` knows it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.rules, self.line = draw, dict[str, Rule](), 0

    def one(self, *values):
        return self.draw(st.sampled_from(values))

    def section(self, name: str, criteria: int) -> Part:
        parts = tuple(self.criterion(f"{name}.{number}") for number in range(1, criteria + 1))
        if self.one(False, False, True):
            # A section within the section; where it is neither scored nor rated it is a heading only.
            parts = (*parts[1:], self.inner(f"{name}.0", parts[:1]))
        return self.inner(name, parts)

    def inner(self, name: str, parts: tuple[Part, ...]) -> Part:
        operator = self.one("", "mean", "weighted-mean", "lowest", "points", "points", "across", "blend")
        return self.part(name, "section", operator, parts=parts)

    def overall(self, sections: list[Part]) -> Part:
        operator = self.one("points", "mean", "weighted-mean", "lowest", "blend")
        return self.part("all", "overall", operator, parts=tuple(sections))

    def criterion(self, name: str) -> Part:
        items = tuple(
            EvidenceItem(f"{name}.{letter}", letter, self.one(True, True, False), "", "derived")
            for letter in "abc"[: self.one(0, 0, 2, 3)]
        )
        return self.part(name, "criterion", self.one("own", "own", "lowest own", "blend own", ""), evidence=items)

    def part(self, name: str, level: str, score: str, **more) -> Part:
        self.line += 1
        return Part(
            id=name, level=level, title=name, line=self.line, file="",
            score=self.score(f"{name} score", score), rating=self.rating(f"{name} rating", score),
            importance=self.one("big", "little"), counted=self.one(True, True, True, False), **more,
        )  # fmt: skip

    def thread(self, number: int, criteria: list[str]) -> Thread:
        self.line += 1
        selection = Selection(questions="all", with_tag=("t",), under=tuple({self.one("", *criteria)} - {""}))
        rule = self.rule(f"thread {number} score", self.one("mean", "lowest"), of=(selection,))
        return Thread(
            f"thread-{number}", "", rule.id, self.line, rating=self.rating(f"thread {number} rating", "thread")
        )

    def score(self, name: str, sort: str) -> str:
        parts, own, under = Selection(parts=True), Selection(questions="own"), Selection(questions="under")
        share = self.one(20.0, 50.0, 80.0)
        blends = {
            "blend": (replace(parts, share=share), replace(under, share=100 - share, with_tag=("s",))),
            "blend own": (
                replace(own, share=share, without_tag=("s",)),
                replace(own, share=100 - share, with_tag=("s",)),
            ),
        }
        if sort in blends:
            return self.rule(name, "blend", missing=self.one("absent", "rescale"), of=blends[sort]).id
        missing = self.one("drop", "absent")
        weights, points = {"big": 2.0, "little": 1.0}, {"low": 0.0, "middle": 1.0, "high": 3.0}
        rules = {
            "mean": {"operator": "mean", "of": (parts,)},
            "own": {"operator": "mean", "of": (own,)},
            "across": {"operator": "mean", "of": (under,)},
            "weighted-mean": {"operator": "weighted-mean", "of": (parts,), "weights": weights},
            "lowest": {"operator": "lowest", "of": (parts,)},
            "lowest own": {"operator": "lowest", "of": (own,)},
            "points": {"operator": "points", "of": (parts,), "scale": VERDICT, "points": points},
        }  # fmt: skip
        return self.rule(name, missing=missing, **rules[sort]).id if sort else ""

    def rating(self, name: str, score: str) -> str:
        likely = {
            "": ("lowest-rating", "given", "given", "grades", ""),
            "points": ("total", "mean-points", "by_parts", "from", "lowest-rating"),
            "thread": ("from", "up_to", ""),
        }
        sort = self.one(
            *likely.get(score, ("from", "from", "up_to", "lowest-rating", "lowest-rating", "given", "grades", ""))
        )
        if sort == "grades":
            clauses = (
                Clause("high", self.one("all", "most"), "strong", self.one("", "sound")),
                Clause("middle", "some", "sound", ""),
            )
            extra = {"evidence_scale": STRENGTH, "clauses": clauses, "otherwise": "low"}
            return self.rule(name, "grades", missing=self.one("drop", "absent"), **extra).id
        if sort == "lowest-rating":
            return self.rule(name, sort, missing=self.one("drop", "absent"), of=(Selection(parts=True),)).id
        return self.bands(name, sort) if sort not in ("", "given") else self.rule(name, sort).id if sort else ""

    def bands(self, name: str, sort: str) -> str:
        def table(*edges: float) -> tuple[Band, ...]:
            return tuple(Band(word, edge) for word, edge in zip(VERDICT, edges, strict=True))

        extra = {
            "from": {"bands": table(0, self.one(50, 33), 75), "rounded": self.one(False, True)},
            "up_to": {"bands": table(25, self.one(50, 66), 100), "upper_edges": True, "rounded": self.one(False, True)},
            "total": {"bands": table(0, 2, 5), "reads": "total"},
            "mean-points": {"bands": table(0, 0.5, 1.5), "reads": "mean-points"},
            "by_parts": {
                "bands_by_parts": {1: table(0, 1, 3), 2: table(1, 3, 6), 3: table(2, 5, 9)},
                "upper_edges": True,
                "reads": "total",
            },
        }[sort]
        return self.rule(name, "bands", **extra).id

    def rule(self, name: str, operator: str, missing: str = "absent", **more) -> Rule:
        scale = more.pop("scale", VERDICT if operator in ("bands", "lowest-rating", "given", "grades") else ())
        standing = self.one("published", "derived", "assumed")
        self.rules[name] = Rule(name, operator, missing, "nowhere", standing, 0, "", scale=scale, **more)
        return self.rules[name]

    def question(self, known: dict[str, Question], criterion: str, criteria: list[str], waiting: bool) -> None:
        name = f"q{len(known)}"
        role = self.one("scored", "scored", "scored", "scored", "fact", "derived" if known and waiting else "fact")
        applies = self.condition(known, waiting) if self.one(False, False, True) else ""
        when = self.condition(known, waiting) if role == "derived" else ""
        scale = DERIVED_SCALE if role == "derived" else self.one(*(SCORED_SCALES if role == "scored" else OTHER_SCALES))
        also = self.one("", "", "", *criteria)
        known[name] = Question(
            id=name, text=name, criterion=criterion, role=role, scale=scale, report=0, capture=0, line=0, file="",
            tags=self.one((), ("s",), ("t",), ("s", "t")), also_in=(also,) if also not in ("", criterion) else (),
            theme=self.one("", "", "", "spring"),
            applies=condition(applies) if applies else None, applies_text=applies,
            when=condition(when) if when else None, when_text=when,
        )  # fmt: skip

    def condition(self, known: dict[str, Question], waiting: bool) -> str:
        one, other = self.test(known, waiting), self.test(known, waiting)
        return self.one("{0}", "{0} and {1}", "{0} or {1}", "not ({0} or {1})", "not {0} and {1}").format(one, other)

    def test(self, known: dict[str, Question], waiting: bool) -> str:
        if not (known and waiting and self.one(False, True)):
            return self.one(*FACT_TESTS)
        question = known[self.one(*known)]
        choice = self.one(*(choice.id for choice in question.scale.choices))
        forms = ["judged {0} is {1}", "judged {0} is not {1}", "judged {0} in ({1}, not-applicable)"]
        return self.one(*forms, *(["judged {0} >= {1}"] if question.scale.id == "stars" else [])).format(
            question.id, choice
        )


def _mended(framework: Framework) -> Framework:
    """The edition without the rules that find nothing to work on."""
    unfit = {problem.line for problem in rule_problems(framework) if problem.line}
    if not unfit:
        used = {name for named in (*framework.parts(), *framework.threads) for name in (named.score, named.rating)}
        return replace(framework, rules={name: rule for name, rule in framework.rules.items() if name in used})
    rated = {problem.line for problem in rule_problems(framework) if "cannot rate" in problem.what}

    def mended(named):
        if isinstance(named, Part):
            named = replace(named, parts=tuple(mended(part) for part in named.parts))
        if named.line in rated:
            return replace(named, rating="")
        return replace(named, score="") if named.line in unfit else named

    threads = tuple(thread for thread in map(mended, framework.threads) if thread.score)
    return _mended(replace(framework, tree=tuple(map(mended, framework.tree)), threads=threads))


def _picks(values: Sequence, size: int) -> st.SearchStrategy[list]:
    """So many of the values; one draw of bytes, which is much faster than one draw each."""
    return st.binary(min_size=size, max_size=size).map(lambda drawn: [values[byte % len(values)] for byte in drawn])


@st.composite
def _judgements(draw: st.DrawFn, edition: Framework, readings: list[str]) -> Table:
    rows = []
    for question in edition.questions.values():
        if question.role != "derived":
            answers = draw(_picks(answers_to(question), len(readings)))
            rows += [(reading, question.id, text) for reading, text in zip(readings, answers, strict=True)]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    return table(JUDGEMENTS, dict(zip(("assessment", "question", "choices"), columns, strict=True)))


def answers_to(question: Question) -> list[str]:
    """What may be chosen; choices stand several times so that most answers are choices."""
    choices = [choice.id for choice in question.scale.choices]
    several = ["a|b", "a|b|c", "c|b"] if question.scale.several else []
    return ["", *(["not-applicable"] if question.scale.not_applicable else []), *choices, *choices, *several]


@st.composite
def _opinions(draw: st.DrawFn, edition: Framework) -> Opinion:
    rules = edition.rules
    items = [item.id for part in edition.parts() for item in part.evidence]
    given = [part.id for part in edition.parts() if part.rating and rules[part.rating].operator == "given"]
    scored = [named.id for named in (*edition.parts(), *edition.threads) if named.score]
    rated = [named.id for named in (*edition.parts(), *edition.threads) if named.rating]
    changes = [
        Discretion(part, "score", str(final), "lead", "lead", "because", "2020-01-01")
        for part, final in zip(scored, draw(_picks((None, None, None, 0, 62.5, 100), len(scored))), strict=True)
        if final is not None
    ]
    changes += [
        Discretion(part, "rating", word, "lead", "lead", "because", "2020-01-01")
        for part, word in zip(rated, draw(_picks((None, None, None, *VERDICT), len(rated))), strict=True)
        if word is not None
    ]
    return Opinion(
        dict(zip(items, draw(_picks((*STRENGTH, ""), len(items))), strict=True)),
        dict(zip(given, draw(_picks((*VERDICT, ""), len(given))), strict=True)),
        changes,
    )
