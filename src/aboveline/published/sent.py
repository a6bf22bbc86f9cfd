"""The spreadsheet that a fictional body sends: messy as such files are, and holding the caseload that its frame has.

It is made backwards. References are dealt by a key in an order that the key decides, so the cases of the frame are
given out to invented people in just that order; then those who are not eligible are mixed in, and everything is written
as case management systems and people write it. Nobody in it exists, and no two people share a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256

from aboveline.sampling.seal import dealt_order
from aboveline.tables import Table

STARTS = "Bran Cor Dun El Far Gor Hath Ind Kel Lor Mar Nor Os Pel Quen Ras".split()
ENDS = "combe dale fold garth holme lake mere ridge sett thwaite wick worth".split()
GIVEN = "Ada Bea Cal Dot Eli Fay Gus Hal Ivy Jed Kit Lou Max Nan Ola Pip".split()
OFFICERS = 14
SERIAL = date(1899, 12, 30)
"""Day nought of a spreadsheet's own count of days."""

WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "sentence": {
        "community": ("Community Order", "ORA Community Order"),
        "suspended": ("Suspended Sentence Order", "ORA Suspended Sentence Order"),
        "licence": ("Licence", "LICENCE "),
        "post-sentence": ("Post Sentence Supervision", "post-sentence supervision"),
        "custody": ("Custody", "In custody"),
    },
    "sex": {"female": ("Female", "F"), "male": ("Male", "M", "male ")},
    "ethnicity": {
        "white": ("White: British", "W1", "White - Irish"),
        "asian": ("Asian/Asian British: Indian", "A2", "Bangladeshi"),
        "black": ("Black/Black British: African", "B1"),
        "mixed": ("Mixed - White & Asian", "M1"),
        "other": ("Other: Arab", "O9"),
    },
    "roh-level": {"low": ("Low",), "medium": ("Medium", "MEDIUM"), "high": ("High",), "very-high": ("Very High",)},
    "mappa-level": {"none": ("Not MAPPA",), "1": ("Level 1", "1"), "2": ("Level 2", "2"), "3": ("Level 3",)},
    "practitioner-grade": {
        "probation-officer": ("Probation Officer", "PO"),
        "probation-services-officer": ("PSO", "Probation Services Officer"),
        "in-training": ("PQiP", "Trainee"),
    },
    "yes-no": {"yes": ("Y", "Yes", "TRUE"), "no": ("N", "No", "FALSE")},
}
"""Fact → code → ways of writing it, of which each case has one."""

HEADINGS = {
    "reference": "Case Ref No",
    "family-name": "Family name",
    "first-names": "First name(s)",
    "born": "D.o.B.",
    "sex": "Gender",
    "ethnicity": "Race / ethnicity",
    "sentence": "Type of sentence\n(as recorded)",
    "started": "Commencement\ndate",
    "tier": "Tier_Code",
    "roh-level": "RoSH level",
    "mappa-level": "MAPPA level",
    "domestic-abuse": "Domestic abuse",
    "child-safeguarding": "Child safeguarding\nconcerns",
    "victim-contact": "Statutory victim contact",
    "disability": "Disability",
    "practitioner": "Offender manager",
    "practitioner-grade": "OM_Grade_Code",
    "manager": "Line manager",
    "team": "Team",
    "court": "Sentencing court",
}
IN_PRISON = ("licence", "post-sentence", "custody")
BANDS = {"18-20": 19, "21-24": 22, "25-34": 29, "35-49": 41, "50-over": 57}
LEFT_OUT = 36
FINES = 5


def sent_sheets(frame: Table, key: bytes, fieldwork: date, title: str) -> dict[str, list[list[str]]]:
    """Sheet name → rows of text: titles, a header, cases, and what else stands in such sheets.

    frame: the cases in the order of their references; key: what deals those references; fieldwork: its first day, six
    months before which the cases began.
    """
    people = [_reference(number) for number in range(len(frame))]
    cases = dict(zip((people[at] for at in dealt_order(people, key)), frame.rows(), strict=True))
    rows = [_row(own, facts, fieldwork, 190 + _chance(own, "day") % 20) for own, facts in cases.items()]
    facts = list(cases.values())
    for number in range(len(frame), len(frame) + LEFT_OUT + FINES):
        own = _reference(number)
        early = _row(own, facts[number % len(facts)], fieldwork, 120 if number % 2 else 300)
        fine = _row(own, facts[number % len(facts)], fieldwork, 200) | {"sentence": "Fine"}
        rows.append(fine if number >= len(frame) + LEFT_OUT else early)
    rows.sort(key=lambda row: row["family-name"])
    outside = [row for row in rows if not _inside(row)]
    inside = [row for row in rows if _inside(row)]
    first, second = list(HEADINGS), [name for name in HEADINGS if name != "court"]
    return {
        "Community": _sheet(f"{title}: community orders and suspended sentences", first, outside),
        "Licence & custody": _sheet(f"{title}: licence, post-sentence and custody", second, inside),
        "Notes": [["Extract run for the inspectorate."], ["Queries to the performance team."]],
    }


def _inside(row: Mapping[str, str]) -> bool:
    return any(row["sentence"] in WORDS["sentence"][kind] for kind in IN_PRISON)


def _sheet(title: str, names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[list[str]]:
    blank = [""] * (len(names) - 1)
    told = [[row[name] for name in names] for row in rows]
    header = [HEADINGS[name] for name in names]
    middle = len(told) // 2
    # One row pasted twice, a header again half-way down, and a total: what every such sheet has.
    body = [*told[:middle], header, *told[middle:], told[-1]]
    return [[title, *blank], ["", *blank], header, *body, ["Total", str(len(told)), *blank[1:]]]


def _row(own: str, facts: Mapping[str, str], fieldwork: date, days: int) -> dict[str, str]:
    chance = _chance(own, "name")
    row = {name: _written(own, name, facts[name]) for name in HEADINGS if name in facts}
    officer = _chance(own, "officer") % OFFICERS
    band = BANDS[facts["age-band"]]
    return row | {
        "reference": own,
        "family-name": f"{STARTS[chance % 16]}{ENDS[chance // 16 % 12]}",
        "first-names": f"{GIVEN[chance // 192 % 16]} {own[-4:]}",
        "born": _day(own, "born", fieldwork - timedelta(days=band * 365 + 60 + band // 4)),
        "started": _day(own, "started", fieldwork - timedelta(days=days)),
        "practitioner": _officer(officer),
        "manager": f"Manager {officer % 3 + 1}",
        "team": f"Northmarsh {officer % 3 + 1}",
        "court": f"Northmarsh {'Crown' if chance % 3 == 0 else 'Magistrates’'} Court",
    }


def _officer(number: int) -> str:
    return f"Officer {STARTS[number]}{ENDS[number % 12]}"


def _reference(number: int) -> str:
    return f"NM{sha256(f'northmarsh {number}'.encode()).hexdigest()[:4].upper()}{number:04}"


def _written(own: str, name: str, code: str) -> str:
    ways = WORDS.get(name) or (WORDS["yes-no"] if code in ("yes", "no") else {})
    texts = ways.get(code, (code,))
    return texts[_chance(own, name) % len(texts)]


def _day(own: str, name: str, day: date) -> str:
    forms = (day.strftime("%d/%m/%Y"), str((day - SERIAL).days), day.isoformat(), f"{day.day} {day.strftime('%b %Y')}")
    return forms[_chance(own, name) % len(forms)]


def _chance(own: str, what: str) -> int:
    return int(sha256(f"{own}\n{what}".encode()).hexdigest()[:12], 16)
