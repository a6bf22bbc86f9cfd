"""The commands that make, check, turn and upgrade folders."""

from aboveline.published.rebuilt import rebuilt_ids
from tests.inspections import WALKS, changed, tree, walks


def test_a_new_folder_is_made_and_the_next_step_told(run, tmp_path):
    said = run("new", "my walks", "--framework", "small", "--cases", "2")
    assert said.code == 0
    assert said.out.startswith("Made my walks with inspection.yaml, cases.csv,")
    assert "`aboveline check 'my walks'`" in said.out.replace("\n", " ")
    assert (tmp_path / "my walks" / "judgements.csv").exists()


def test_a_new_folder_never_takes_the_place_of_another(run, folder):
    before = tree(folder)
    assert run("new", "walks", "--framework", "small").code == 3
    assert run("new", "other", "--framework", "smal").code == 2
    assert run("new", "other", "--framework", "small", "--cases", "-1").code == 2
    assert tree(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["walks"]


def test_a_sound_folder_has_no_problems(run, folder):
    assert run("check", "walks").out == "walks: no problems. 3 cases, 14 judgements (1 row still blank), small.\n"
    walks(folder, changed("judgements.csv", ("R3,ready,,\n", "")))
    assert run("check", "walks").out == "walks: no problems. 3 cases, 14 judgements, small.\n"


def test_a_check_opens_the_identities(run, folder):
    walks(folder, {"identities.csv": "case,name\nW9,Ann\n"})
    said = run("check", "walks")
    assert said.code == 6
    assert "identities.csv:2" in said.err
    assert run("score", "walks").code == 0


def test_a_faulty_folder_is_told(run, folder):
    walks(folder, changed("cases.csv", ("dry", "dri")) | changed("inspection.yaml", ("full", "fool")))
    said = run("check", "walks")
    assert (said.code, said.out) == (5, "")
    assert "inspection.yaml:7" in said.err
    assert "cases.csv:2" in said.err
    assert said.err.endswith("2 problems.\n")


def test_tables_are_turned_into_parquet_and_back(run, folder):
    assert run("convert", "walks", "--to", "parquet").out.startswith("walks: cases.parquet, assessments.parquet,")
    assert run("convert", "walks", "--to", "parquet").out == "walks: nothing to convert.\n"
    assert run("score", "walks").code == 0
    assert run("convert", "walks", "--to", "csv").code == 0
    assert (folder / "cases.csv").read_text() == WALKS["cases.csv"]


def test_a_folder_is_upgraded_once(run, folder):
    assert run("upgrade", "walks").out == "walks is up to date.\n"
    walks(
        folder,
        changed("inspection.yaml", ("format: 1\n", ""))
        | {"assessments.csv": None, "judgements.csv": "case,question,choices\nW1,shoes,yes\n"},
    )
    (folder / "assessments.csv").unlink()
    said = run("check", "walks")
    assert said.code == 5
    assert "aboveline upgrade" in said.err
    said = run("upgrade", "walks")
    assert "The old folder is kept as" in said.out
    assert said.out.endswith("walks.format-0\n")
    assert run("check", "walks").code == 0


def test_examples_are_built_once(run, tmp_path):
    said = run("examples", "build", "examples")
    assert said.out.splitlines() == [f"examples/{name}" for name in rebuilt_ids()]
    assert run("examples", "build", "examples").code == 3
