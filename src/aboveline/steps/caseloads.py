"""A body's spreadsheet read as the caseload of an edition, checked, and told back: read, think, write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from aboveline.cases.caseload import Asked, Caseload, caseload
from aboveline.cases.columns import asked_facts, column_titles
from aboveline.cases.fault_sheets import fault_sheets, fault_table
from aboveline.cases.mapping import NO_MAPPING, BodyMapping, mapping_text, read_mapping, with_said
from aboveline.cases.meaning import lists_of
from aboveline.cases.template import ABOUT, column_rows, template_columns
from aboveline.files.folder import write_file
from aboveline.files.spreadsheet_writing import Page, write_spreadsheet
from aboveline.files.spreadsheets import spreadsheet
from aboveline.frameworks.documents import document
from aboveline.frameworks.model import Framework
from aboveline.problems import Faulty, Problem
from aboveline.sampling.eligibility import Eligibility, Sifted, eligibility, eligible
from aboveline.sampling.expected import PlannedKind, cases_at, fact_counts, planned_kinds, wanted_facts
from aboveline.sampling.plan import SamplingPlan, sampling_plan
from aboveline.steps.plans import planned_edition

ONE_SHEET = ".csv"


class Said(NamedTuple):
    """What is said of a spreadsheet: the body's mapping file, headings and values beside it, the sheets to read."""

    mapping: Path | None = None
    headings: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


SAID_NOTHING = Said()


class Checked(NamedTuple):
    """A caseload beside what is asked of it.

    sifted: who is eligible, where fieldwork is told and there are rules; kinds: the plan's kinds of case among those
    eligible (or all); counts: fact of the plan → value → cases; missing: facts of the edition that nothing tells;
    told_back: rows of the error sheet.
    """

    framework: Framework
    caseload: Caseload
    sifted: Sifted | None
    kinds: Sequence[PlannedKind]
    counts: dict[str, dict[str, int]]
    missing: tuple[str, ...]
    told_back: int


def read_caseload(
    path: Path, framework: Framework, said: Said = SAID_NOTHING, on: date | None = None, theme: str = ""
) -> Caseload:
    """The cases of a spreadsheet with everything that is amiss; `Faulty` only where it cannot be opened at all.

    on: the day on which ages are reckoned. What is said beside the mapping file is remembered in it.
    """
    mapping = _mapping(framework, said)
    plan, rules = _rules(framework)
    sheets, problems = spreadsheet(path)
    if problems:
        raise Faulty(problems)
    needed = wanted_facts(plan, rules, theme)
    wished = tuple(name for name in (rules.asks if rules else ()) if name not in needed)
    found = caseload(framework, sheets, Asked(path.name, mapping, needed, wished, on, said.sheets))
    if said.mapping is not None and (said.headings or said.values):
        write_file(said.mapping, mapping_text(mapping))
    return found


def checked_caseload(
    path: Path,
    edition: str,
    plan: Path | str | None = None,
    said: Said = SAID_NOTHING,
    fieldwork: date | None = None,
    theme: str = "",
    errors: Path | None = None,
) -> Checked:
    """The spreadsheet held to an edition, under an inspection's own plan where it has one; nothing is sealed.

    errors: where to write the error sheet that goes back to the body, if anything is amiss.
    """
    _check_free(errors)
    framework = planned_edition(edition, plan)
    found = read_caseload(path, framework, said, fieldwork, theme)
    making, rules = _rules(framework)
    sifted = eligible(found.table, rules, fieldwork, theme, found.faulty_places) if rules and fieldwork else None
    cases = found.table if sifted is None else cases_at(found.table, sifted.kept, sifted.cohorts)
    facts = [name for name in wanted_facts(making, None) if name in cases.columns]
    kinds = planned_kinds(making, cases) if making else []
    given = {name for item in found.sheets for name in item.places} | set(found.worked_out)
    missing = tuple(name for name in asked_facts(framework) if name not in given)
    told = _write_errors(errors, found) if errors is not None and found.faults else 0
    return Checked(framework, found, sifted, kinds, fact_counts(cases, facts), missing, told)


def write_template(path: Path, edition: str, plan: Path | str | None = None) -> int:
    """Writes the blank specification of a caseload; how many columns it has. A CSV file holds the headings alone."""
    _check_free(path)
    framework = planned_edition(edition, plan)
    columns = template_columns(framework, wanted_facts(*_rules(framework)))
    headings = [column.heading for column in columns]
    choices = {column.heading: column.choices for column in columns if column.choices}
    pages = [Page("Caseload", headings, [], choices), Page("Columns", ABOUT, column_rows(columns))]
    write_spreadsheet(path, pages[:1] if path.suffix.lower() == ONE_SHEET else pages)
    return len(columns)


def _write_errors(path: Path, found: Caseload) -> int:
    sheets = fault_sheets(found)
    if path.suffix.lower() == ONE_SHEET:
        sheets = (fault_table(sheets),)
    write_spreadsheet(path, [Page(sheet.name, sheet.header, sheet.rows) for sheet in sheets])
    return sum(len(sheet.rows) for sheet in sheets)


def _check_free(path: Path | None) -> None:
    if path is not None and (path.exists() or path.is_symlink()):
        do = "Choose another name, or move it away."
        raise Faulty([Problem("file-in-the-way", str(path), None, "This is already there.", do)])


def _rules(framework: Framework) -> tuple[SamplingPlan | None, Eligibility | None]:
    (plan, faults), (rules, more) = sampling_plan(framework), eligibility(framework)
    if faults or more:
        raise Faulty([*faults, *more])
    return plan, rules


def _mapping(framework: Framework, said: Said) -> BodyMapping:
    columns, problems = list(column_titles(framework)), list[Problem]()
    found, given = NO_MAPPING, said.headings or said.values
    if said.mapping is not None and not given and not said.mapping.exists():
        do = "Leave it out, or say what something means with --map or --value: then it is made."
        raise Faulty([Problem("file-missing", str(said.mapping), None, "This mapping is not there.", do)])
    if said.mapping is not None and said.mapping.exists():
        content, problems = document(said.mapping, said.mapping.name)
        if content:
            found = read_mapping(content, problems, columns)
    found, more = with_said(found, said.headings, said.values, columns, lists_of(framework, found).codes)
    if problems or more:
        raise Faulty([*problems, *more])
    return found
