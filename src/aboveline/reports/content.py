"""What a report says, before any style: plain records of finished numbers and sentences, without markup.

Scores and shares run from 0 to 100 and stay unrounded; None is "no score", which is not nought. `standing`
says how far a rule or question is known: published, derived or assumed. Dates are text: 2007, 2007-11 or
2007-11-05.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """The edition's own words for things, in lower case and singular."""

    section: str = "section"
    criterion: str = "criterion"


@dataclass(frozen=True, slots=True)
class Inspection:
    """Which visit this is. `dates` are (what, date) pairs in reading order; `cases` counts the sample read.

    `fictional_note` is blank for a body that exists.
    """

    id: str
    body: str
    body_kind: str
    framework: str
    framework_id: str
    kind: str
    dates: tuple[tuple[str, str], ...]
    cases: int
    constructed: bool
    constructed_note: str
    source: str
    fictional_note: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the figures were made from, so that anyone may make them again."""

    framework_hash: str
    snapshot_hash: str
    code_version: str
    engine: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score or grade: level is overall, section, criterion or thread.

    `base` counts the cases behind it, `applicable` the judgements counted, `above` those above the line; None
    where no case is behind it, as with a grade from evidence. `printed` is the text of the figure in the source,
    `status` the reason why there is no score. `discretion` tells who changed it from what, and why. `points` are shown
    in place of the score where it is points for ratings: "9 of 21". A `heading` has no rule for a score at all.
    """

    level: str
    id: str
    title: str
    score: float | None
    base: int | None
    applicable: int | None
    above: int | None
    standing: str
    rating: str | None = None
    printed: str | None = None
    discretion: str | None = None
    status: str | None = None
    about: str = ""
    points: str | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """How many cases have a choice. `above` is None where the choice is neither above nor below the line."""

    label: str
    count: int
    above: bool | None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question: role is scored, fact, reason or derived; `base` counts the cases with a choice.

    `several` marks a tick list, whose counts may add up to more than the base. `applies` says in words where it
    is asked ("the sentence is community"), None where everywhere.
    """

    id: str
    text: str
    role: str
    base: int
    above: int
    applicable: int
    share: float | None
    not_applicable: int
    unanswered: int
    not_asked: int
    distribution: tuple[ChoiceCount, ...]
    standing: str
    printed: str | None = None
    applies: str | None = None
    several: bool = False


@dataclass(frozen=True, slots=True)
class CriterionResults:
    """The questions of one criterion, in report order; its score row has the same id."""

    id: str
    questions: tuple[QuestionResult, ...]


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One thing that was looked at, and how strong the evidence was; None while unrated."""

    id: str
    text: str
    rating: str | None
    standing: str


@dataclass(frozen=True, slots=True)
class EvidenceGrade:
    """The evidence under a graded criterion; the score row of the same id carries the grade as its rating.

    `grades` and `strengths` are the two word scales, worst first; no strengths where a person grades in any words.
    """

    id: str
    items: tuple[EvidenceItem, ...]
    grades: tuple[str, ...]
    strengths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is asked of the body, the criteria it rests on, and at a follow-up what became of it."""

    number: str
    text: str
    criteria: tuple[str, ...] = ()
    origin: str = ""
    conclusion: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SurveyItem:
    """One thing people were asked or said: a percentage, a count, or words where no number was given."""

    text: str
    percent: float | None = None
    count: int | None = None
    base: int | None = None
    words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """What one kind of people said; `respondents` is how many were asked, where known."""

    respondent: str
    respondents: int | None
    items: tuple[SurveyItem, ...]


@dataclass(frozen=True, slots=True)
class PerformanceRow:
    """One performance figure as its owner printed it, units and all; blank text is "not given"."""

    scheme: str
    domain: str
    metric: str
    actual: str = ""
    target: str = ""
    national: str = ""
    previous: str = ""
    predicted: str = ""
    grade: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A published figure that the constructed cases do not give: where, both figures, and the reason."""

    place: str
    printed: str
    obtained: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleInUse:
    """A rule that is not published as such and decides something here; `parts` are the ids it decides."""

    name: str
    what: str
    source: str
    standing: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Everything one report page says. `scores` are in tree order: a section, then its criteria."""

    inspection: Inspection
    provenance: Provenance
    scores: tuple[ScoreRow, ...]
    criteria: tuple[CriterionResults, ...] = ()
    grades: tuple[EvidenceGrade, ...] = ()
    threads: tuple[ScoreRow, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    surveys: tuple[Survey, ...] = ()
    performance: tuple[PerformanceRow, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    assumed_rules: tuple[RuleInUse, ...] = ()
    labels: Labels = Labels()
