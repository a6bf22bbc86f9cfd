"""Laws of sealing: no row is lost or told twice, nobody stands in the frame, and order and repeat change nothing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aboveline.cases.columns import caseload_table
from aboveline.cases.table import IDENTITIES, case_table
from aboveline.frameworks.read import installed_framework
from aboveline.sampling.eligibility import FAULTY, eligibility, eligible
from aboveline.sampling.frame import frame_hash
from aboveline.sampling.seal import seal, seal_problems, sealed
from aboveline.tables import RawTable, Table, checked_table

FIELDWORK = date(2013, 6, 3)
EDITION = installed_framework("iaow-2013")
RULES = eligibility(EDITION)[0]
FRAME, CASELOAD = case_table(EDITION), caseload_table(EDITION)
TOLD = {
    "code": "", "sealed": "", "framework": {"id": "", "hash": ""}, "plan": {"id": "", "hash": ""},
    "file": {"file": "", "hash": "sha256:" + "0" * 64}, "fieldwork": FIELDWORK, "theme": "", "commitment": None,
}  # fmt: skip

days = st.integers(200, 360).map(lambda before: (FIELDWORK - timedelta(before)).isoformat())
dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), st.just(""))
texts = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=6).map(str.strip)
cases = st.fixed_dictionaries(
    {
        "started": dates,
        "sentence": st.sampled_from(["community", "suspended", "licence", "custody", ""]),
        "disposal": st.sampled_from(["community-order", "fine", "deferred", ""]),
        "offence-group": st.sampled_from(["violence", "sexual", "theft", ""]),
        "delivery-unit": texts,
        "name": texts.map("Name {}".format),
    }
)
keys = st.binary(min_size=32, max_size=32)
themes = st.sampled_from(["", "violence"])


@st.composite
def caseloads(draw):
    """Up to twelve cases with references that differ, and the places of some rows with faults."""
    rows = draw(st.lists(cases, max_size=12))
    references = draw(st.lists(texts.filter(bool), min_size=len(rows), max_size=len(rows), unique=True))
    faulty = draw(st.sets(st.integers(0, max(len(rows) - 1, 0)))) if rows else set()
    columns = {name: [row.get(name, "") for row in rows] for name in CASELOAD.column_names}
    columns |= {"reference": references, "row": [str(at + 2) for at in range(len(rows))]}
    return Table(CASELOAD, "c.csv", columns, range(2, len(rows) + 2)), faulty


def made(caseload, faulty, key, theme=""):
    found = eligible(caseload, RULES, FIELDWORK, theme, faulty)
    return found, sealed(caseload, found, FRAME, key)


@given(caseloads(), keys, themes)
def test_every_row_is_in_the_frame_or_left_out_once(drawn, key, theme):
    caseload, faulty = drawn
    found, frame = made(caseload, faulty, key, theme)
    rows = [*frame.identities.columns["row"], *(row for row, _ in frame.excluded)]
    assert sorted(rows) == sorted(caseload.columns["row"])
    assert {row for row, reason in frame.excluded if reason == FAULTY} == {str(at + 2) for at in faulty}
    counts = {reason.reason: reason.cases for reason in found.reasons}
    assert sum(counts.values()) == len(frame.excluded)
    assert all(counts[reason] for _, reason in frame.excluded)
    content = seal(frame, found, RULES.windows, {**TOLD, "key": key, "theme": theme})
    assert seal_problems(content, "seal.json") == []


@given(caseloads(), keys)
def test_nobody_stands_in_the_frame(drawn, key):
    frame = made(*drawn, key)[1].frame
    assert not set(frame.columns) & set(IDENTITIES.column_names) - {"case"}
    assert not {"started", "ended", "offence-group", "disposal"} & set(frame.columns)
    assert not checked_table(
        FRAME, RawTable(frame.file, tuple(frame.columns), list(frame.columns.values()), frame.lines)
    )[1]


@given(caseloads(), keys)
def test_the_same_key_gives_the_same_references(drawn, key):
    first, second = made(*drawn, key)[1], made(*drawn, key)[1]
    assert first == second
    assert frame_hash(first.frame) == frame_hash(second.frame)


@given(caseloads(), keys, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(drawn, key, random):
    caseload, faulty = drawn
    order = list(range(len(caseload)))
    random.shuffle(order)
    columns = {name: [column[at] for at in order] for name, column in caseload.columns.items()}
    other = Table(CASELOAD, "c.csv", columns, [caseload.lines[at] for at in order])
    first = made(caseload, faulty, key)[1]
    second = made(other, {order.index(at) for at in faulty}, key)[1]
    assert (second.text, second.identities.columns) == (first.text, first.identities.columns)
    assert sorted(second.excluded) == sorted(first.excluded)


@given(caseloads(), keys, themes)
def test_who_is_kept_fits_every_rule_and_more_rules_never_add_a_case(drawn, key, theme):
    caseload, faulty = drawn
    plain, themed = (set(eligible(caseload, RULES, FIELDWORK, name, faulty).kept) for name in ("", "violence"))
    assert themed <= plain
    first, last = (day.isoformat() for day in RULES.windows[0].days_before(FIELDWORK))
    for at in plain:
        assert caseload.columns["sentence"][at] in ("community", "suspended", "licence")
        assert caseload.columns["disposal"][at] in ("community-order", "")
        assert first[:7] <= caseload.columns["started"][at][:7] <= last[:7]
    assert all(caseload.columns["offence-group"][at] == "violence" for at in themed)
