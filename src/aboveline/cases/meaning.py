"""The texts of a caseload's columns as codes, days and numbers, and the columns that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from aboveline.cases import values, worked_out
from aboveline.cases.columns import DISPOSAL, SENTENCE, asked_facts
from aboveline.cases.disposals import LOCATIONS, Disposals, disposal_list
from aboveline.cases.headings import spelling
from aboveline.cases.mapping import BodyMapping
from aboveline.cases.registers import PARTS, Registration, register_list, spelled_registers
from aboveline.cases.sheets import REFERENCE, REGISTER, JoinedSheets
from aboveline.cases.worked_out import AGE_BAND
from aboveline.frameworks.model import Fact, Framework
from aboveline.problems import near_miss

WHOSE = ("practitioner", "practitioner-family-name", "practitioner-first-names", "manager", "team")
DAYS = ("born", "sentenced", "released")
STARTED = "started"
SHORTEST = 4
"""Signs of the shortest text that is likened to codes: B2 is no slip for 2."""
MOST_LISTED = 24
"""Codes that are told where none of them is near to what was written."""


class Meant(NamedTuple):
    """Columns as values; the texts that are none (column → text → advice); which columns follow from others."""

    columns: dict[str, Sequence[str]]
    faulty: dict[str, dict[str, Advice]]
    worked_out: tuple[str, ...]
    cautions: tuple[str, ...]


class Advice(NamedTuple):
    """What is wrong with a text, what its writer can do, and what its reader can do."""

    wrong: str
    do: str
    hint: str


class Lists(NamedTuple):
    """What texts can mean under an edition to a body.

    codes: column → code → label; spelled: column → spelling → code, with what the body's own mapping says; texts:
    spelling → text, of columns that hold no codes; own: spellings of the sentence column that the mapping names.
    """

    facts: Mapping[str, Fact]
    codes: Mapping[str, Mapping[str, str]]
    spelled: Mapping[str, Mapping[str, str]]
    texts: Mapping[str, Mapping[str, str]]
    disposals: Disposals
    own: frozenset[str]

    @property
    def sentenced(self) -> bool:
        """Whether the edition tells kinds of sentence apart."""
        return SENTENCE in self.codes and DISPOSAL in self.codes


def lists_of(framework: Framework, mapping: BodyMapping) -> Lists:
    """The codes that hold in the years of the edition, and every spelling of them."""
    facts, written, era = asked_facts(framework), values.value_lists()[0], values.years(framework.years)
    codes: dict[str, Mapping[str, str]] = {"location": LOCATIONS}
    for name, fact in facts.items():
        if fact.kind == "code":
            codes[name] = fact.codes if name == DISPOSAL else values.era_codes(fact, era)
        elif fact.kind == values.YES_NO:
            codes[name] = {"yes": "yes", "no": "no"}
    spelled: dict[str, Mapping[str, str]] = {}
    for name, known in codes.items():
        group = values.YES_NO if name in facts and facts[name].kind == values.YES_NO else name
        spelled[name] = values.spelled_codes(group, known, written, mapping.values.get(name, {}))
    if AGE_BAND in codes:
        spelled[AGE_BAND] = {**worked_out.band_texts(codes[AGE_BAND]), **spelled[AGE_BAND]}
    names = [name for name in ("", *facts, *DAYS, *WHOSE, "age") if name not in codes]
    texts = {name: values.spelled_codes("", {}, written, mapping.values.get(name, {})) for name in names}
    own = frozenset(map(spelling, mapping.values.get(SENTENCE, {})))
    return Lists(facts, codes, spelled, texts, disposal_list()[0], own)


def meant_columns(rows: Mapping[str, Sequence[str]], registers: JoinedSheets, lists: Lists, on: date | None) -> Meant:
    """What the texts of each column mean. rows: column → texts; registers: the lists of registrations; on: for ages."""
    found: dict[str, Sequence[str]] = {}
    faulty: dict[str, dict[str, Advice]] = {}
    cautions: list[str] = []
    said = SENTENCE in rows and lists.sentenced
    for name, texts in rows.items():
        if name != SENTENCE or not said:
            column = _meant(name, texts, lists)
            found[name] = column.values
            faulty[name] = {text: advice(name, text, lists) for text in column.faulty}
            cautions += [f"{name}: {column.note}."] if column.note else []
    if said:
        faulty[SENTENCE] = _sentence_texts(rows[SENTENCE], found, lists)
    told = _register_facts(found, registers, lists, cautions)
    more = _worked_out(found | told, rows[SENTENCE] if said else None, lists, on, cautions)
    new = tuple(name for name in (*told, *more) if name not in rows)
    faulty = {name: texts for name, texts in faulty.items() if texts}
    return Meant(found | told | more, faulty, new, tuple(cautions))


def advice(name: str, text: str, lists: Lists) -> Advice:
    """What is wrong with a text that is no value of that column, and what to do about it."""
    hint = f'Or say what it means: --value "{name}: {" ".join(text.split())}=…".'
    if name not in lists.codes:
        day = name in DAYS or (name in lists.facts and lists.facts[name].kind == "date")
        if day:
            return Advice("is no day", "Write the day as 5/11/2007 or 2007-11-05.", hint)
        return Advice("is no number", "Write digits, with a point for decimals.", hint)
    codes = lists.codes[name]
    near = near_miss(text.lower(), codes) if len(text) >= SHORTEST else ""
    if not near and len(codes) <= MOST_LISTED:
        near = f"Known here: {', '.join(codes)}."
    return Advice("is not known here", near or "Use the words of the specification.", hint)


def _meant(name: str, texts: Sequence[str], lists: Lists) -> values.Values:
    kind = lists.facts[name].kind if name in lists.facts else ""
    if name in lists.spelled:
        return values.coded(texts, lists.spelled[name], PARTS.get(name))
    if name in DAYS or kind == "date":
        return values.days(texts, name, lists.texts[name])
    if name == "age" or kind == "number":
        return values.numbers(texts, lists.texts[name])
    return values.plain_texts(texts, lists.texts[name]) if name in lists.texts else values.named_texts(texts)


def _sentence_texts(texts: Sequence[str], found: dict[str, Sequence[str]], lists: Lists) -> dict[str, Advice]:
    """Adds what the sentence column says of disposals to the columns found; gives the texts that say nothing known."""
    kinds, disposals = lists.spelled[SENTENCE], lists.spelled[DISPOSAL]
    spelled = {text: spelling(text) for text in set(texts)}
    said = {text: "" if spelled[text] in lists.own else disposals.get(spelled[text], "") for text in spelled}
    found["disposal-said"] = list(map(said.__getitem__, texts))
    strange = [text for text in spelled if spelled[text] not in kinds and spelled[text] not in disposals]
    return {text: advice(SENTENCE, text, lists) for text in strange}


def _register_facts(
    found: Mapping[str, Sequence[str]], registers: JoinedSheets, lists: Lists, cautions: list[str]
) -> dict[str, Sequence[str]]:
    """The facts that registers tell and no column of the cases does."""
    known = spelled_registers(register_list()[0])
    given = [columns for columns in (found, registers.columns) if REGISTER in columns and REFERENCE in columns]
    if not given or REFERENCE not in found:
        return {}
    registrations = [pair for columns in given for pair in _registrations(columns)]
    columns, unknown = worked_out.register_facts(found[REFERENCE], registrations, known)
    wanted = [name for name in columns if name in lists.facts and name not in found]
    if wanted:
        cautions.append(f"Registers tell {', '.join(wanted)}; of a case on none they tell no.")
    if unknown:
        cautions.append(f"Registers that say nothing here: {', '.join(unknown)}.")
    strangers = len({reference for reference, _ in registrations} - {*found[REFERENCE], ""})
    if strangers:
        cautions.append(f"On the registers and none of the cases: {strangers}.")
    return {name: _allowed(columns[name], lists.codes[name]) for name in wanted}


def _registrations(columns: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, Registration]]:
    blank = ("",) * len(columns[REFERENCE])
    told = [columns.get(f"{REGISTER}-{name}", blank) for name in ("level", "category", "ended")]
    for reference, register, *more in zip(columns[REFERENCE], columns[REGISTER], *told, strict=True):
        yield reference, Registration(register, *more)


def _allowed(texts: Sequence[str], codes: Mapping[str, str]) -> Sequence[str]:
    return texts if set(texts) <= codes.keys() else [text if text in codes else "" for text in texts]


def _worked_out(
    found: dict[str, Sequence[str]], texts: Sequence[str] | None, lists: Lists, on: date | None, cautions: list[str]
) -> dict[str, Sequence[str]]:
    more = worked_out.whole_names(found, "name", "first-names", "family-name")
    more |= worked_out.whole_names(found, "practitioner", "practitioner-first-names", "practitioner-family-name")
    if lists.sentenced:
        said = found | ({} if texts is None else {SENTENCE: texts})
        named = {text: lists.spelled[SENTENCE].get(spelling(text), "") for text in set(texts or ())}
        said |= worked_out.locations(said, on)
        more |= worked_out.sentences(said, named, lists.codes[SENTENCE], lists.disposals)
        cautions += _sentence_cautions(said | more, lists.disposals) if DISPOSAL in more else []
    if STARTED in lists.facts:
        more |= worked_out.starts(found | more)
    if AGE_BAND in lists.facts:
        more |= worked_out.age_bands(found, lists.codes[AGE_BAND], on)
    return more | worked_out.cases_of_events(found)


def _sentence_cautions(columns: Mapping[str, Sequence[str]], disposals: Disposals) -> list[str]:
    told = []
    where = columns.get("location", ("",) * len(columns[DISPOSAL]))
    counts = Counter(zip(columns[SENTENCE], columns[DISPOSAL], where, strict=True))
    either = {name for name, disposal in disposals.counts_as.items() if disposal.released}
    unplaced = sum(count for (_, disposal, place), count in counts.items() if disposal in either and not place)
    if unplaced:
        told.append(
            f"Nothing says whether {unplaced} people with a custodial sentence are out: they count as in custody."
        )
    other: Counter[str] = Counter()
    for (kind, disposal, _), count in counts.items():
        if disposal and not kind:
            other[disposal] += count
    if other:
        listed = ", ".join(f"{disposal} {count}" for disposal, count in other.most_common())
        told.append(f"Disposals that are no kind of sentence here: {listed}.")
    return told
