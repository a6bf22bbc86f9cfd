"""Who is eligible: the rules of an edition that say which cases of a caseload could be drawn, and which could not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from aboveline.frameworks.conditions import Condition, Joined
from aboveline.frameworks.facts import fact_catalogue
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Fact, Framework
from aboveline.frameworks.questions import read_condition
from aboveline.problems import Problem, near_miss
from aboveline.sampling.windows import Window, dated_fact, days_of, read_windows
from aboveline.tables import Table, is_date

FAULTY, OUTSIDE, OVER = "faulty", "outside-window", "over"
"""Reasons that every edition has: a fault in the row, begun at another time, over already."""
NOT_KNOWN = "not known: "
"""What a reason begins with where the fact named behind it is blank, and so nothing can be decided."""
_IN = "in: "
_NEVER = Joined("or", ())


class Live(NamedTuple):
    """That a case must not be over: the fact holds the day on which it ended, blank while it is live."""

    fact: str
    source: str
    standing: str


class Exclusion(NamedTuple):
    """Cases that are never drawn; `theme`: only in that round of inspections, blank for all.

    strict: a case of which it cannot be decided is left out too, as not known; otherwise it stays.
    """

    id: str
    title: str
    when: Condition
    when_text: str
    theme: str
    strict: bool
    source: str
    standing: str


class Eligibility(NamedTuple):
    """Who is eligible, and the facts that a caseload is asked for to decide it."""

    asks: tuple[str, ...]
    windows: tuple[Window, ...]
    live: Live | None
    exclusions: tuple[Exclusion, ...]
    source: str
    standing: str

    def needed(self, theme: str = "") -> tuple[str, ...]:
        """The facts that must be known of a case for it to be drawn in a round of that theme."""
        begun = [window.fact for window in self.windows[:1]]
        strict = [rule.when for rule in self.exclusions if rule.strict and rule.theme in ("", theme)]
        return tuple(dict.fromkeys([*begun, *(test.name for when in strict for test in when.tests())]))


class Reason(NamedTuple):
    """Why cases are left out, how many, and how far the rule is known (blank where it is no rule of an edition)."""

    reason: str
    title: str
    cases: int
    standing: str


class Sifted(NamedTuple):
    """A caseload sifted; rows are told by their place in the table, from nought.

    kept: who is eligible; cohorts: the cohort of each; left_out: the others, with the reason; reasons: each with its
    cases, rules in printed order even where they took nobody, then the facts that were blank; blank: fact → eligible
    cases of which it is not known although a rule that is not strict asks for it.
    """

    kept: Sequence[int]
    cohorts: Sequence[str]
    left_out: Sequence[tuple[int, str]]
    reasons: Sequence[Reason]
    blank: Mapping[str, int]


def eligibility(framework: Framework) -> tuple[Eligibility | None, list[Problem]]:
    """The rules of an edition, or of an inspection's own plan (None where it has none), and every problem with them."""
    if framework.caseload is None:
        return None, []
    problems: list[Problem] = []
    fields = Fields(framework.caseload, problems, "rules of who is eligible")
    asks = fields.words("asks")
    facts = _facts(fields, asks, framework)
    found = Eligibility(
        asks=asks,
        windows=read_windows(fields, facts),
        live=_live(fields, facts),
        exclusions=_exclusions(fields, facts, framework),
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
    )
    fields.text("note", "")
    fields.done()
    return found, problems


def eligibility_problems(framework: Framework) -> list[Problem]:
    """Every problem with the rules of who is eligible."""
    return eligibility(framework)[1]


def eligible(
    caseload: Table, rules: Eligibility, fieldwork: date, theme: str = "", faulty: Collection[int] = ()
) -> Sifted:
    """The caseload sifted: the first rule that surely speaks against a case gives the reason, else a fact not known.

    faulty: places of rows with a fault, of which nothing else is asked. A column that the caseload lacks is blank.
    """
    exclusions = [rule for rule in rules.exclusions if rule.theme in ("", theme)]
    outcomes = _begun(caseload, rules.windows, fieldwork)
    for row in faulty:
        outcomes[row] = FAULTY
    # Most of a caseload began at another time, and nothing more need be asked of it.
    asked = [row for row, text in enumerate(outcomes) if text != OUTSIDE and text != FAULTY]
    begun = [outcomes[row] for row in asked]
    over, excluded = _over(caseload, asked, rules.live, fieldwork), _excluded(caseload, asked, exclusions)
    keys = list(zip(begun, over, excluded, strict=True))
    told = {key: _verdict(key) for key in set(keys)}
    for row, key in zip(asked, keys, strict=True):
        outcomes[row] = told[key]
    cohorts = {text: text.removeprefix(_IN) for text in set(outcomes) if text.startswith(_IN)}
    kept = [row for row in asked if outcomes[row] in cohorts]
    return Sifted(
        kept,
        cohorts=[cohorts[outcomes[row]] for row in kept],
        left_out=[(row, text) for row, text in enumerate(outcomes) if text not in cohorts],
        reasons=tuple(_reasons(Counter(outcomes), rules, exclusions)),
        blank=_blank(caseload, kept, exclusions),
    )


# A verdict is a text: blank where nothing speaks against the case, else a reason; of a window also the cohort, marked.


def _verdict(key: tuple[str, ...]) -> str:
    against = [text for text in key if text and not text.startswith(_IN)]
    sure = [text for text in against if not text.startswith(NOT_KNOWN)]
    return (sure or against or key)[0]


def _begun(caseload: Table, windows: Sequence[Window], fieldwork: date) -> list[str]:
    if not windows:
        return [_IN] * len(caseload)
    days = [(window.cohort, *window.days_before(fieldwork)) for window in windows]
    column = _column(caseload, windows[0].fact)
    found = {text: _window(text, days, windows[0].fact) for text in set(column)}
    return list(map(found.__getitem__, column))


def _window(text: str, days: Sequence[tuple[str, date, date]], fact: str) -> str:
    if not is_date(text):
        return NOT_KNOWN + fact
    begins, ends = days_of(text)
    for cohort, first, last in days:
        if first <= begins and ends <= last:
            return _IN + cohort
    touched = any(begins <= last and first <= ends for _, first, last in days)
    return NOT_KNOWN + fact if touched else OUTSIDE


def _over(caseload: Table, rows: Sequence[int], live: Live | None, fieldwork: date) -> list[str]:
    if live is None:
        return [""] * len(rows)
    column = list(map(_column(caseload, live.fact).__getitem__, rows))
    found = {text: _ended(text, fieldwork, live.fact) for text in set(column)}
    return list(map(found.__getitem__, column))


def _ended(text: str, fieldwork: date, fact: str) -> str:
    if text == "":
        return ""
    if not is_date(text):
        return NOT_KNOWN + fact
    begins, ends = days_of(text)
    if begins < fieldwork <= ends:
        return NOT_KNOWN + fact
    return OVER if ends < fieldwork else ""


def _excluded(caseload: Table, rows: Sequence[int], exclusions: Sequence[Exclusion]) -> list[str]:
    names = list(dict.fromkeys(test.name for rule in exclusions for test in rule.when.tests()))
    if not names:
        return [""] * len(rows)
    columns = [map(_column(caseload, name).__getitem__, rows) for name in names]
    texts = list(zip(*columns, strict=True))
    found = {values: _exclusion(dict(zip(names, values, strict=True)), exclusions) for values in set(texts)}
    return list(map(found.__getitem__, texts))


def _exclusion(facts: Mapping[str, str], exclusions: Sequence[Exclusion]) -> str:
    def looked(name: str, judged: bool) -> str:
        return facts[name]

    truths = [rule.when.truth(looked) for rule in exclusions]
    if True in truths:
        return exclusions[truths.index(True)].id
    undecided = [rule.when for rule, truth in zip(exclusions, truths, strict=True) if rule.strict and truth is None]
    if not undecided:
        return ""
    return NOT_KNOWN + next(test.name for test in undecided[0].tests() if test.truth(looked) is None)


def _blank(caseload: Table, kept: Sequence[int], exclusions: Sequence[Exclusion]) -> dict[str, int]:
    names = dict.fromkeys(test.name for rule in exclusions if not rule.strict for test in rule.when.tests())
    columns = {name: column for name in names if "" in (column := _column(caseload, name))}
    counts = {name: sum(not column[row] for row in kept) for name, column in columns.items()}
    return {name: count for name, count in counts.items() if count}


def _column(caseload: Table, name: str) -> Sequence[str]:
    return caseload.columns.get(name) or ("",) * len(caseload)


def _reasons(counts: Counter[str], rules: Eligibility, exclusions: Sequence[Exclusion]) -> Iterable[Reason]:
    if counts[FAULTY]:
        yield Reason(FAULTY, "A fault in the row", counts[FAULTY], "")
    if rules.windows:
        yield Reason(OUTSIDE, "Begun outside the window", counts[OUTSIDE], rules.windows[0].standing)
    if rules.live:
        yield Reason(OVER, "Over before fieldwork", counts[OVER], rules.live.standing)
    for rule in exclusions:
        yield Reason(rule.id, rule.title, counts[rule.id], rule.standing)
    for text in sorted(text for text in counts if text.startswith(NOT_KNOWN)):
        yield Reason(text, text.capitalize(), counts[text], "")


def _facts(fields: Fields, asks: Sequence[str], framework: Framework) -> dict[str, Fact]:
    further = [name for name in asks if name not in framework.facts]
    catalogue = fact_catalogue()[0] if further else {}
    for name in further:
        if name not in catalogue:
            what = f"The caseload is asked for the fact {name!r}, which is not in the catalogue of facts."
            fields.problem("reference-unknown", "asks", what, near_miss(name, catalogue) or "Correct its name.")
    return framework.facts | {name: catalogue[name] for name in further if name in catalogue}


def _live(fields: Fields, facts: Mapping[str, Fact]) -> Live | None:
    block = fields.block("live")
    if block is None:
        return None
    inner = Fields(block, fields.problems, "rule of live cases")
    fact = dated_fact(inner, "ended", facts)
    found = Live(fact, inner.text("source"), inner.option("standing", STANDINGS))
    inner.text("note", "")
    inner.done()
    return found


def _exclusions(fields: Fields, facts: dict[str, Fact], framework: Framework) -> tuple[Exclusion, ...]:
    found: dict[str, Exclusion] = {}
    for item in fields.each("exclusions", "exclusion"):
        rule = _read_exclusion(item, facts, framework)
        if rule.id in (*found, FAULTY, OUTSIDE, OVER) or " " in rule.id:
            what = f"The id {rule.id!r} of an exclusion stands twice, is taken, or is more than one word."
            item.problem("id-repeated", "id", what, "Give it a word of its own.")
        found[rule.id] = rule
    return tuple(found.values())


def _read_exclusion(fields: Fields, facts: dict[str, Fact], framework: Framework) -> Exclusion:
    fields.text("when")
    when, when_text = read_condition(fields, "when", facts)
    if any(test.judged for test in (when.tests() if when else ())):
        what = f"The {fields.noun} waits for a judgement, and none is made before a case is drawn."
        fields.problem("reference-unknown", "when", what, "Name case facts only.")
    found = Exclusion(
        id=fields.text("id"),
        title=fields.text("title"),
        when=when or _NEVER,
        when_text=when_text,
        theme=fields.option("theme", framework.themes, ""),
        strict=fields.option("if_blank", ("left-out", "kept"), "left-out") == "left-out",
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
    )
    fields.text("note", "")
    fields.done()
    return found
