"""What a framework is: scales, facts, questions, rules and the tree of sections and criteria, all immutable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from aboveline.frameworks.conditions import Condition
from aboveline.frameworks.documents import Mapping

STANDINGS = ("published", "derived", "assumed")
"""How far a rule is known, surest first: printed in a source; worked out from printed numbers; believed only."""

ROLES = ("scored", "fact", "reason", "derived")
"""What a question is for: scored ones enter means; facts describe; reasons explain; derived follow from others."""

LEVELS = ("overall", "section", "criterion")
NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a scale. `above` is None where the choice is neither above nor below the line."""

    id: str
    label: str
    above: bool | None


@dataclass(frozen=True, slots=True)
class Scale:
    """The choices of a question, in printed order; `several` for a tick list."""

    id: str
    choices: tuple[Choice, ...]
    several: bool = False
    not_applicable: bool = True


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes a fact may take in one era: code → label."""

    since: str
    until: str
    codes: dict[str, str]
    source: str
    standing: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A case fact an edition may name: kind is code, yes-no, number, date or text."""

    id: str
    title: str
    kind: str
    personal: bool
    lists: tuple[CodeList, ...] = ()

    @property
    def codes(self) -> dict[str, str]:
        """Every code of every era → its newest label."""
        return {code: label for codes in self.lists for code, label in codes.codes.items()}


@dataclass(frozen=True, slots=True)
class Tag:
    """A mark on questions by which rules select them."""

    id: str
    title: str
    source: str
    standing: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the item bank.

    `also_in` are further criteria where it counts too; `theme` the round of inspections it is asked in, blank for all.
    """

    id: str
    text: str
    criterion: str
    role: str
    scale: Scale
    report: int
    capture: int
    line: int
    file: str
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    applies: Condition | None = None
    applies_text: str = ""
    when: Condition | None = None
    when_text: str = ""
    reason_of: str = ""
    also_in: tuple[str, ...] = ()
    theme: str = ""
    source: str = ""
    standing: str = "derived"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which inputs a rule works on: counted parts, or scored questions picked by place and tag.

    `questions` is own (of this part), under (of this part and all below) or all (of the edition).
    """

    parts: bool = False
    questions: str = ""
    with_tag: tuple[str, ...] = ()
    without_tag: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Band:
    """A word and the edge of its range: from that number on, or up to and including it."""

    word: str
    edge: float


@dataclass(frozen=True, slots=True)
class Clause:
    """When a word grade is earned: all, most or some items at least this strong, the rest at least that."""

    grade: str
    how_many: str
    strength: str
    rest: str


@dataclass(frozen=True, slots=True)
class Near:
    """When a rating counts as near a boundary: its score this close to an edge, one case deciding, a small base.

    points: the distance, or None; base: so many cases or fewer, or None.
    """

    points: float | None
    base: int | None
    one_case: bool
    source: str
    standing: str

    @property
    def grounds(self) -> dict[str, str]:
        """Ground → what it says, for those that hold here."""
        near_edge = {"near-edge": f"within {self.points:g} points of an edge"} if self.points is not None else {}
        one_case = {"one-case": "one case would change the rating"} if self.one_case else {}
        small_base = {"small-base": f"a base of {self.base} cases or fewer"} if self.base is not None else {}
        return near_edge | one_case | small_base


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule, with where it was read and how far it is known. Fields not used by its operator stay empty."""

    id: str
    operator: str
    missing: str
    source: str
    standing: str
    line: int
    file: str
    of: tuple[Selection, ...] = ()
    weights: dict[str, float] = field(default_factory=dict)
    points: dict[str, float] = field(default_factory=dict)
    scale: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    bands_by_parts: dict[int, tuple[Band, ...]] = field(default_factory=dict)
    upper_edges: bool = False
    reads: str = "score"
    rounded: bool = False
    evidence_scale: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    otherwise: str = ""
    near: Near | None = None
    further_grounds: dict[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def grounds(self) -> dict[str, str]:
        """The grounds on which a person may change a rating that the rule made; none where the edition names none."""
        return (self.near.grounds if self.near else {}) | self.further_grounds


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read what the sources say on scoring: the rules put in place of others (old name → new)."""

    id: str
    title: str
    instead: dict[str, str]
    source: str
    standing: str
    line: int


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One thing looked at when a criterion is graded from evidence. Items not counted are shown, not graded on."""

    id: str
    text: str
    counted: bool
    source: str
    standing: str


@dataclass(frozen=True, slots=True)
class Part:
    """A node of the tree: overall, section or criterion. `counted` is False for parts rated but not counted."""

    id: str
    level: str
    title: str
    line: int
    file: str
    about: str = ""
    score: str = ""
    rating: str = ""
    importance: str = ""
    counted: bool = True
    evidence: tuple[EvidenceItem, ...] = ()
    parts: tuple[Part, ...] = ()

    def walk(self) -> Iterator[Part]:
        """This part and every part below it, parents first, in printed order."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def counted_parts(self) -> Iterator[Part]:
        """The parts that count in this one. A heading, with neither score nor rating, stands for those below it."""
        for part in self.parts:
            if part.counted and part.parts and not part.score and not part.rating:
                yield from part.counted_parts()
            elif part.counted:
                yield part


@dataclass(frozen=True, slots=True)
class Thread:
    """A score over tagged questions that runs across sections."""

    id: str
    title: str
    score: str
    line: int
    about: str = ""
    rating: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """One edition of a framework: what we judge by."""

    id: str
    title: str
    years: str
    about: str
    hash: str
    folder: str
    words: dict[str, str]
    sources: dict[str, str]
    facts: dict[str, Fact]
    tags: dict[str, Tag]
    scales: dict[str, Scale]
    rules: dict[str, Rule]
    questions: dict[str, Question]
    tree: tuple[Part, ...]
    threads: tuple[Thread, ...]
    examples: tuple[Mapping, ...]
    sampling: Mapping | None = None
    caseload: Mapping | None = None
    timetable: Mapping | None = None
    readings: dict[str, Reading] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)

    def parts(self) -> Iterator[Part]:
        """Every part of the tree, parents first, in printed order."""
        for part in self.tree:
            yield from part.walk()

    def questions_of(self, part: str) -> tuple[Question, ...]:
        """The questions that count in a criterion, in report order."""
        return tuple(q for q in self.questions.values() if q.criterion == part or part in q.also_in)

    def under(self, reading: str) -> Framework:
        """This edition with its rules as that reading has them; itself where the reading is blank."""
        instead = self.readings[reading].instead if reading else {}
        return replace(self, rules=self.rules | {old: self.rules[new] for old, new in instead.items()})

    def label(self, word: str) -> str:
        """This framework's own label for a word, such as "standard" for criterion."""
        return self.words.get(word, word)
