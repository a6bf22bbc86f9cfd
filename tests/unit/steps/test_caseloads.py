from datetime import date

import pytest

from aboveline.files.spreadsheets import spreadsheet
from aboveline.problems import Faulty
from aboveline.steps.caseloads import Said, checked_caseload, read_caseload, write_template
from aboveline.steps.plans import planned_edition

TODAY = planned_edition("pdu-2023")
ROWS = """Reference,Band,RoSH,Sex,Sentence,Start date,Notes
X1,Top,High,m,Community order,1/3/2024,
X2,A1,Low,f,Fine,2/3/2024,call
X3,A1,soon,f,Licence,1/1/2020,
"""
SAID = Said(headings=("Band=tier",), values=("tier: Top=A3", "roh-level: soon=low"))


@pytest.fixture
def path(tmp_path):
    (tmp_path / "caseload.csv").write_text(ROWS)
    return tmp_path / "caseload.csv"


def codes(problems):
    return [problem.code for problem in problems]


def faulty(*given, **more):
    with pytest.raises(Faulty) as raised:
        read_caseload(*given, **more)
    return [(problem.code, problem.where) for problem in raised.value.problems]


def test_a_caseload_is_read_as_it_was_said_to_mean(path):
    found = read_caseload(path, TODAY, SAID)
    assert not found.problems
    assert found.table.columns["tier"] == ["A3", "A1", "A1"]
    assert codes(read_caseload(path, TODAY).problems) == ["cell-unknown"]


def test_what_was_said_is_remembered(path, tmp_path):
    body = tmp_path / "body.yaml"
    read_caseload(path, TODAY, SAID._replace(mapping=body))
    before = body.read_text()
    assert '"Band": "tier"' in before
    assert not read_caseload(path, TODAY, Said(body)).problems
    assert body.read_text() == before
    read_caseload(path, TODAY, Said(body, values=("tier: Top=A2",)))
    assert read_caseload(path, TODAY, Said(body)).table.columns["tier"][0] == "A2"


def test_nothing_is_remembered_where_the_file_cannot_be_read(tmp_path):
    body = tmp_path / "body.yaml"
    assert codes_of(faulty(tmp_path / "nowhere.csv", TODAY, SAID._replace(mapping=body))) != []
    assert not body.exists()


def codes_of(told):
    return [code for code, _ in told]


def test_a_mapping_that_is_not_there_is_told_unless_it_is_to_be_made(path, tmp_path):
    assert faulty(path, TODAY, Said(tmp_path / "body.yaml")) == [("file-missing", str(tmp_path / "body.yaml"))]


def test_a_mapping_that_is_no_document_is_told(path, tmp_path):
    (tmp_path / "body.yaml").write_text("{")
    assert [where.partition(":")[0] for _, where in faulty(path, TODAY, Said(tmp_path / "body.yaml"))] == ["body.yaml"]


def test_cohorts_of_a_plan_are_counted_among_those_who_are_eligible(tmp_path):
    path = tmp_path / "area.csv"
    path.write_text(
        "Case ref,Disposal,Start date,RoH\nA1,CRO,10/2/2004,H\nA2,Licence,Sep-04,L\nA3,Licence,1/9/2004,L\n"
    )
    found = checked_caseload(path, "esi-2003", "hertfordshire-2005", fieldwork=date(2004, 11, 8))
    assert {kind.title: (kind.cases, kind.blank) for kind in found.kinds} == {
        "Begun in February 2004": (1, 0),
        "Begun in September 2004": (2, 0),
    }


def test_faults_of_the_mapping_and_of_what_was_said_are_told_together(path, tmp_path):
    body = tmp_path / "body.yaml"
    body.write_text("format: 1\nheadings: {Band: teir}\n")
    assert faulty(path, TODAY, Said(body, ("Band",), ("tier: x=Z9",))) == [
        ("reference-unknown", "body.yaml:2"),
        ("option-value", "--map"),
        ("option-value", "--value"),
    ]


def test_a_faulty_plan_is_told(path):
    edition = planned_edition("omi-2006")
    broken = edition.__class__.under(edition, "")
    object.__setattr__(broken, "sampling", type(edition.sampling)("framework.yaml", 1))
    assert codes_of(faulty(path, broken))[0] == "key-missing"


def test_a_check_counts_cases_beside_the_plan(path):
    found = checked_caseload(path, "pdu-2023", said=SAID)
    assert found.sifted is None
    assert found.kinds == []
    assert found.counts["sex"] == {"female": 2, "male": 1}
    assert found.counts["sentence"] == {"community": 1, "": 1, "licence": 1}
    assert "victim-contact" in found.missing
    assert not {"tier", "disposal"} & set(found.missing)
    kinds = {kind.title: kind.cases for kind in checked_caseload(path, "omi-2006", said=SAID._replace(values=())).kinds}
    assert (kinds["Community orders"], kinds["Licences"]) == (1, 1)


def test_with_fieldwork_a_check_counts_who_is_eligible(path):
    found = checked_caseload(path, "pdu-2023", said=SAID, fieldwork=date(2024, 9, 9))
    assert found.sifted.kept == [0]
    assert found.counts["sex"] == {"male": 1}


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv"])
def test_the_faulty_rows_are_written_to_send_back(path, tmp_path, suffix):
    path.write_text(ROWS.replace("X1,", "=1+1,"))
    out = tmp_path / f"faults{suffix}"
    found = checked_caseload(path, "pdu-2023", said=Said(headings=("Band=tier",)), errors=out)
    assert found.told_back == 2
    [written] = spreadsheet(out)[0]
    rows = list(zip(*written.columns, strict=True))
    assert rows[0][3:5] == ("Reference", "Band")
    assert rows[1][0] == "2"
    assert rows[1][3].removeprefix("'") == "=1+1"
    assert b"<f>" not in out.read_bytes()
    with pytest.raises(Faulty) as raised:
        checked_caseload(path, "pdu-2023", errors=out)
    assert codes(raised.value.problems) == ["file-in-the-way"]


def test_no_fault_sheet_is_written_where_nothing_is_amiss(path, tmp_path):
    assert checked_caseload(path, "pdu-2023", said=SAID, errors=tmp_path / "faults.csv").told_back == 0
    assert not (tmp_path / "faults.csv").exists()


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv"])
def test_a_template_is_read_as_an_empty_caseload(tmp_path, suffix):
    out = tmp_path / f"specification{suffix}"
    columns = write_template(out, "omi-2006")
    found = read_caseload(out, planned_edition("omi-2006"))
    assert not found.problems
    assert len(found.table) == 0
    [cases] = [item for item in found.sheets if item.use == "cases"]
    assert len(cases.places) == columns
    with pytest.raises(Faulty):
        write_template(out, "omi-2006")
