"""A body's spreadsheet as the caseload of an edition: recognised, coded, and every fault by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import NamedTuple

from aboveline.cases.columns import DISPOSAL, HELPING, SENTENCE, WHO, asked_facts, caseload_table, column_titles
from aboveline.cases.faults import Fault
from aboveline.cases.headings import heading_lists, letters, meanings, plain_heading, spelling
from aboveline.cases.mapping import NO_MAPPING, BodyMapping
from aboveline.cases.meaning import Advice, Meant, lists_of, meant_columns
from aboveline.cases.people import same_people
from aboveline.cases.sheets import REFERENCE, JoinedSheets, ReadSheet, joined_sheets, read_sheets
from aboveline.cases.worked_out import AGE_BAND
from aboveline.frameworks.model import Framework
from aboveline.problems import Problem, near_miss
from aboveline.tables import Sheet, Table

FOLLOWS = {DISPOSAL: SENTENCE, AGE_BAND: "born"}
"""Columns that follow from others → those, the lack of which says enough."""


HIDDEN = " (hidden)"
"""What the names of sheets end in that nobody saw; they are read only where they are named."""
NO_REFERENCE = Advice("this is blank", "Fill in the body's own reference, or remove the row.", "")


class Asked(NamedTuple):
    """How a spreadsheet is to be read.

    file: its name in problems; mapping: what its headings and values mean to this body; needed: the columns without
    which nothing can be drawn; wished: those that are asked for too; on: the day on which ages are reckoned; only: the
    sheets to read, all where empty.
    """

    file: str
    mapping: BodyMapping = NO_MAPPING
    needed: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()
    on: date | None = None
    only: tuple[str, ...] = ()


class Caseload(NamedTuple):
    """What a spreadsheet holds.

    table: one row a case, as `caseload_table` declares it, faulty fields blank; sheets: each with what it was taken
    for; aside: rows that are no cases → why; worked_out: columns that follow from others; same_people: rows that hold
    one name and date of birth, each person's together; cautions: sentences on what is no fault.
    """

    table: Table
    sheets: tuple[ReadSheet, ...]
    faults: tuple[Fault, ...]
    aside: Mapping[str, str]
    worked_out: tuple[str, ...]
    same_people: tuple[tuple[str, ...], ...]
    cautions: tuple[str, ...]

    @property
    def problems(self) -> list[Problem]:
        """The problem of each fault."""
        return [fault.told for fault in self.faults]

    @property
    def faulty_rows(self) -> set[str]:
        """The rows with a fault, as the column `row` names them."""
        return {fault.row for fault in self.faults if fault.row}

    @property
    def faulty_places(self) -> list[int]:
        """The places of the rows with a fault in the table, from nought."""
        rows = self.faulty_rows
        return [at for at, row in enumerate(self.table.columns["row"]) if row in rows] if rows else []

    @property
    def origins(self) -> dict[str, tuple[ReadSheet, int]]:
        """Row with a fault → the sheet and the row in it, from nought, where it stands."""
        rows, told = self.faulty_rows, _several(self.sheets)
        return {
            name: (item, at)
            for item in self.sheets
            for at, line in enumerate(item.sheet.lines if item.use == "cases" else ())
            if (name := _row_name(item, line, told)) in rows
        }

    @property
    def column_problems(self) -> list[Problem]:
        """The problems that are in no row: with headings, columns, sheets."""
        return [fault.told for fault in self.faults if not fault.row]

    @property
    def people(self) -> int:
        """How many people the cases belong to, so far as name and date of birth tell."""
        return len(self.table) - sum(len(rows) - 1 for rows in self.same_people)


def caseload(framework: Framework, sheets: Sequence[Sheet], asked: Asked) -> Caseload:
    """The cases that the sheets hold, with everything that is amiss."""
    reading = _Reading(framework, sheets, asked)
    rows = joined_sheets(reading.read)
    lists = lists_of(framework, asked.mapping)
    meant = meant_columns(rows.columns, joined_sheets(reading.read, "registers"), lists, asked.on)
    reading.heading_faults()
    reading.missing_columns(meant.columns)
    names = reading.row_names(rows)
    reading.value_faults(rows, meant, names)
    columns = {column.name: meant.columns.get(column.name, ("",) * len(rows.lines)) for column in reading.spec.columns}
    columns |= {"row": names}
    table, twice = reading.without_twins(Table(reading.spec, asked.file, columns, rows.lines), rows)
    faults = tuple(fault for fault in reading.faults if fault.row not in twice)
    people = same_people(table.columns["name"], table.columns["born"])
    same = tuple(tuple(table.columns["row"][row] for row in group) for group in people)
    aside = reading.aside() | twice
    cautions = (*meant.cautions, *reading.cautions(table, meant.columns))
    return Caseload(table, reading.read, faults, aside, meant.worked_out, same, cautions)


class _Reading:
    """One spreadsheet being read, with its faults as they are found."""

    def __init__(self, framework: Framework, sheets: Sequence[Sheet], asked: Asked) -> None:
        self.framework, self.asked, self.sheets = framework, asked, sheets
        self.faults: list[Fault] = []
        self.spec = caseload_table(framework)
        self.titles = column_titles(framework)
        known = meanings(self.titles, heading_lists()[0], asked.mapping.headings)
        columns = [*(column.name for column in WHO[1:]), *HELPING, *asked_facts(framework)]
        self.read = read_sheets(self._chosen(), known, columns)
        unseen = [sheet for sheet in sheets if sheet.name.endswith(HIDDEN)] if not asked.only else []
        self.read += tuple(ReadSheet(sheet, "aside", 0, (), {}) for sheet in unseen)

    def fault(self, code: str, file: str, line: int | None, what: str, do: str, hint: str = "") -> None:
        """Note a fault that is in no row."""
        self.faults.append(Fault("", Problem(code, file, line, what, do), hint))

    def row_fault(self, code: str, rows: JoinedSheets, at: int, row: str, what: str, do: str, hint: str = "") -> None:
        """Note a fault in a row."""
        file = self.file(self.read[rows.sheets[at]])
        self.faults.append(Fault(row, Problem(code, file, rows.lines[at], what, do), hint))

    def file(self, item: ReadSheet) -> str:
        """What problems call a sheet."""
        return f"{self.asked.file} · {item.sheet.name}" if len(self.sheets) > 1 else self.asked.file

    def _chosen(self) -> list[Sheet]:
        if not self.asked.only:
            return [sheet for sheet in self.sheets if not sheet.name.endswith(HIDDEN)]
        names = [sheet.name.removesuffix(HIDDEN) for sheet in self.sheets]
        wanted = {name.removesuffix(HIDDEN).casefold(): name for name in self.asked.only}
        there = {name.casefold() for name in names}
        for name in [given for folded, given in wanted.items() if folded not in there]:
            self.fault("unknown-name", self.asked.file, None, f"There is no sheet {name!r}.", near_miss(name, names))
        return [sheet for sheet, name in zip(self.sheets, names, strict=True) if name.casefold() in wanted]

    def row_names(self, rows: JoinedSheets) -> Sequence[str]:
        """Each row as the column `row` names it."""
        if not _several(self.read):
            return list(map(str, rows.lines))
        return [_row_name(self.read[at], line, True) for at, line in zip(rows.sheets, rows.lines, strict=True)]

    def aside(self) -> dict[str, str]:
        """Rows that are no cases → why."""
        told = _several(self.read)
        rows = ((item, row, why) for item in self.read for row, why in item.aside.items())
        return {_row_name(item, item.sheet.lines[row], told): why for item, row, why in rows}

    def heading_faults(self) -> None:
        """Sheets without a header, and two headings for one column."""
        if (self.read or not self.asked.only) and not any(item.use == "cases" for item in self.read):
            what = "No row among the first thirty of any sheet holds headings that are known here."
            do = "Name the columns as the specification does."
            self.fault("column-missing", self.asked.file, None, what, do, 'Or say: --map "Heading=column".')
        for item in self.read:
            claims: dict[str, list[str]] = {}
            for heading in item.headings if item.use != "aside" else ():
                if heading.use == "clash":
                    claims.setdefault(heading.column, []).append(_plain(heading.text))
            for column, texts in claims.items():
                what = f"The headings {' and '.join(map(_shown, texts))} claim one column, {column}."
                hint = f'Or choose one: --map "{texts[0]}={column}".'
                if len(set(texts)) < len(texts):
                    hint = ""
                self.fault("column-repeated", self.file(item), item.line, what, "Keep or rename one of them.", hint)

    def missing_columns(self, columns: Iterable[str]) -> None:
        """Columns that are needed and neither there nor worked out."""
        cases = [item for item in self.read if item.use == "cases"]
        if not cases:
            return
        follows = {*columns, *self.asked.needed}
        claimed = {heading.column for item in cases for heading in item.headings if heading.use == "clash"}
        strange = [heading for item in cases for heading in item.headings if heading.use == "unknown"]
        for name in dict.fromkeys((REFERENCE, *self.asked.needed)):
            if name in columns or name in claimed or (name in FOLLOWS and FOLLOWS[name] in follows):
                continue
            what = f"No heading stands for the column {name}: {self.titles.get(name, name)}."
            hint = f'Or say which heading it is: --map "Heading={name}".'
            texts = ", ".join(_shown(heading.text or letters(heading.at)) for heading in strange[:8])
            hint += f" Not recognised: {texts}." if texts else ""
            do = "Add it; where nobody knows it, leave it blank, and let a plan of your own (--plan) ask for less."
            self.fault("column-missing", self.file(cases[0]), cases[0].line, what, do, hint)

    def value_faults(self, rows: JoinedSheets, meant: Meant, names: Sequence[str]) -> None:
        """Texts that are no value of their column, and rows without a reference."""
        found: list[tuple[int, str, str, Advice]] = []
        for name, faulty in meant.faulty.items():
            texts = enumerate(rows.columns[name])
            found += [(at, name, text, faulty[text]) for at, text in texts if text in faulty]
        references = meant.columns.get(REFERENCE, ())
        if "" in references:
            found += [(at, REFERENCE, "", NO_REFERENCE) for at, text in enumerate(references) if not text]
        headings = [{heading.column: heading.text for heading in item.headings} for item in self.read]
        for at, name, text, advice in sorted(found, key=lambda item: item[0]):
            shown = f" {_shown(text)}" if text else ""
            what = f"{_shown(headings[rows.sheets[at]][name])} ({name}):{shown} {advice.wrong}."
            code = "cell-missing" if not text else "cell-unknown" if name in self.spec.column_names else "cell-kind"
            self.row_fault(code, rows, at, names[at], what, advice.do, advice.hint)

    def without_twins(self, table: Table, rows: JoinedSheets) -> tuple[Table, dict[str, str]]:
        """The table without rows that repeat another, and those; a reference with two different rows is a fault."""
        references = "\n".join(table.columns[REFERENCE]).upper().split("\n")
        if len(references) != len(table):  # a reference holds a line end
            references = list(map(str.upper, table.columns[REFERENCE]))
        if len(set(references)) == len(references):
            return table, {}
        names, first, twins = table.columns["row"], dict[str, int](), dict[int, str]()
        others = [name for name in table.columns if name != "row"]
        for at, reference in enumerate(references):
            if not reference or first.setdefault(reference, at) == at:
                continue
            one = first[reference]
            differs = [name for name in others if table.columns[name][at] != table.columns[name][one]]
            if not differs:
                twins[at] = f"the same as row {names[one]}"
                continue
            what = f"The reference {_shown(table.columns[REFERENCE][at])} already stands in row {names[one]},"
            what += f" which differs in {', '.join(differs[:5])}."
            do = "Keep one of the rows, or give each case a reference of its own."
            self.row_fault("row-repeated", rows, at, names[at], what, do)
        kept = [at not in twins for at in range(len(table))]
        if twins:
            columns = {name: list(compress(texts, kept)) for name, texts in table.columns.items()}
            table = Table(table.spec, table.file, columns, list(compress(table.lines, kept)))
        return table, {names[at]: why for at, why in twins.items()}

    def cautions(self, table: Table, columns: Iterable[str]) -> list[str]:
        """Columns that are asked for and missing, and needed ones with blank fields."""
        told = [
            f"No heading stands for {name} ({self.titles.get(name, name)}), which is asked for too: taken as blank."
            for name in self.asked.wished
            if name not in columns
        ]
        for name in self.asked.needed:
            texts = table.columns.get(name, ()) if name in columns else ()
            if name == SENTENCE and texts:  # of other disposals more is told than that there is no kind of sentence
                texts = [kind or disposal for kind, disposal in zip(texts, table.columns[DISPOSAL], strict=True)]
            blank = texts.count("")
            told += [f"{name} is blank in {blank} of {len(table)} cases."] if blank else []
        here = {part for item in self.read for heading in item.headings for part in _spellings(heading.text)}
        gone = [text for text in self.asked.mapping.headings if spelling(text) not in here]
        return [*told, f"Mapped, and no heading here: {', '.join(map(_shown, gone))}."] if gone else told


def _spellings(heading: str) -> tuple[str, str]:
    """A heading as it stands, and without what it says in brackets."""
    return spelling(heading), spelling(plain_heading(heading))


def _several(read: Sequence[ReadSheet]) -> bool:
    """Whether more than one sheet holds cases, so that rows are told with their sheet."""
    return sum(item.use == "cases" for item in read) > 1


def _row_name(item: ReadSheet, line: int, several: bool) -> str:
    return f"{item.sheet.name}!{line}" if several else str(line)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _shown(text: str, most: int = 40) -> str:
    plain = _plain(text)
    return repr(plain if len(plain) <= most else plain[: most - 1] + "…")
