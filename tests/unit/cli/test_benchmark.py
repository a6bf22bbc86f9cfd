import csv
import io
import json
from pathlib import Path

import pytest

from aboveline.frameworks.read import installed_framework
from aboveline.published.rebuilt import rebuilt_files
from tests.bodies import DIFFERENT, NAMES, SHARE, Truth, bodies, one_different, set_file
from tests.inspections import changed, tree, walks


@pytest.fixture(scope="module")
def twelve(tmp_path_factory):
    place = tmp_path_factory.mktemp("twelve")
    return set_file(place / "set.yaml", bodies(place, "omi-2006", one_different()))


@pytest.fixture(scope="module")
def units(tmp_path_factory):
    place = tmp_path_factory.mktemp("units")
    return set_file(place / "set.yaml", bodies(place, "pdu-2023", one_different()))


@pytest.fixture
def three(tmp_path):
    truths = [Truth("Ashdown", 40), Truth("Birchfield", 30), Truth("Colne", 50)]
    return set_file(tmp_path / "set.yaml", bodies(tmp_path, "pdu-2023", truths))


def data(run, *words):
    return json.loads(run("benchmark", *words, "--format", "json").out)


def kept(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def flat(said):
    return " ".join(said.out.split())


def problems(said):
    return " ".join(said.err.split())


def test_a_body_stands_beside_the_others_with_every_caution_and_no_rank(run, twelve):
    said = run("benchmark", "--set", twelve, "--body", DIFFERENT)
    assert said.code == 0
    assert said.out.startswith("Kelling beside others · Made up, 2024-12 · omi-2006\nINTERNAL: not for publication.")
    for told in ("Please do not rank areas", "rests on a wider basis", "Samples differ in size", "12 bodies"):
        assert told in flat(said)
    places = [said.out.index(f"  {name} (fictional)") for name in NAMES]
    assert places == sorted(places)
    assert "rank" not in flat(said).replace("do not rank", "")
    line = next(line for line in said.out.splitlines() if line.startswith("2.7 "))
    assert line.split()[-9:] == ["38%", "69%", "63%", "63%", "12", "38%", "beyond", "99.8", "~"]
    assert "Nobody has a score for: 1.1, 1.2" in flat(said)


def test_figures_are_those_of_the_inspections(run, twelve):
    found = data(run, "--set", twelve)
    row = next(row for row in found["measures"] if row["id"] == "1.4")
    scores = []
    for body in found["bodies"]:
        one = json.loads(run("score", twelve.parent / body["inspection"], "--format", "json").out)
        scores.append(next(s["score"] for s in one["scores"] if s["id"] == "1.4" and s["group"] == "all"))
    assert (row["lowest"], row["highest"]) == (min(scores), max(scores))
    assert row["mean"] == pytest.approx(sum(scores) / 12)
    assert row["base"] == sum(body["cases"] for body in found["bodies"]) == 880
    assert found["body"] == "ashdown"
    assert row["own"] == scores[0]


def test_all_cases_pooled_add_up(run, units):
    found = data(run, "--set", units)
    above = base = 0
    for body in found["bodies"]:
        one = json.loads(run("score", units.parent / body["inspection"], "--format", "json").out)
        question = next(s for s in one["scores"] if s["id"] == "planning-safe")
        above, base = above + question["above"], base + question["base"]
    row = next(row for row in found["measures"] if row["id"] == "planning-safe")
    assert row["pooled"] == pytest.approx(100 * above / base)
    assert row["base"] == base


def test_the_one_that_truly_differs_lies_beyond_and_few_others_do(run, units):
    found = data(run, "--set", units)
    beyond = {}
    for row in found["measures"]:
        for point in row["funnel"]["points"]:
            beyond.setdefault(point["body"], []).append(point["verdict"] != "within")
    assert all(beyond.pop(DIFFERENT))
    others = [one for told in beyond.values() for one in told]
    assert len(others) == 11 * 12
    assert sum(others) <= 0.12 * len(others)


def test_the_lowest_of_several_shares_has_no_limits_and_that_is_said(run, units):
    found = {row["id"]: row for row in data(run, "--set", units)["measures"]}
    assert found["2.1"]["funnel"]["points"] == []
    assert "overall" not in found
    said = run("benchmark", "--set", units, "--questions")
    assert "No limits (–): the lowest of several shares comes out lower" in flat(said)
    assert next(line for line in said.out.splitlines() if line.startswith("planning-safe")).endswith("within")


def test_limits_are_widened_where_bodies_vary_more_than_chance(run, tmp_path):
    truths = [Truth(name, 100, (-0.2, 0.2)[at % 2]) for at, name in enumerate(NAMES[:8])]
    file = set_file(tmp_path / "set.yaml", bodies(tmp_path, "omi-2006", truths))
    row = next(row for row in data(run, "--set", file)["measures"] if row["id"] == "2.7")
    assert row["funnel"]["widened"]
    assert row["funnel"]["ratio"] > 10
    assert 0.02 < row["funnel"]["between"] < 0.08
    assert {point["plain"] for point in row["funnel"]["points"]} == {"beyond 99.8"}
    assert {point["verdict"] for point in row["funnel"]["points"]} == {"within"}
    said = run("benchmark", "--set", file)
    assert "within ~" in said.out
    assert "limits are widened by the variance between bodies" in flat(said)


def test_an_equal_mix_is_modelled_beside_the_plain_score(run, tmp_path):
    truths = [Truth(name, 120, 0.0, (0.1, 0.9)[at % 2]) for at, name in enumerate(NAMES[:6])]
    file = set_file(tmp_path / "set.yaml", bodies(tmp_path, "omi-2006", truths, tier=-0.4))
    found = data(run, "--set", file, "--mix", "tier", "--mix", "sex")
    row = next(row for row in found["measures"] if row["id"] == "2.7")
    plain = {point["body"]: point["score"] for point in row["funnel"]["points"]}
    # Light cases go worse by forty points; with an equal mix nobody differs.
    assert max(plain.values()) - min(plain.values()) > 25
    assert max(row["modelled"].values()) - min(row["modelled"].values()) < 12
    assert found["mix"] == ["tier", "sex"]
    said = run("benchmark", "--set", file, "--mix", "tier")
    assert "modelled" in said.out
    assert "Modelled: the score that a body's own work would give" in flat(said)
    assert "modelled" not in run("benchmark", "--set", file).out.casefold()


def test_questions_without_a_model_are_told(run, three):
    said = run("benchmark", "--set", three, "--mix", "tier", "--mix", "ethnicity", "--mix", "mappa-level")
    assert "No model of" in flat(said)
    found = data(
        run, "--set", three, "--mix", "tier", "--mix", "ethnicity", "--mix", "mappa-level", "--mix", "age-band"
    )
    assert {value for row in found["measures"] for value in row["modelled"].values()} == {None}
    assert "Values of ethnicity" not in flat(said) or "were joined" in flat(said)


def test_rare_values_that_were_joined_are_told(run, tmp_path):
    file = set_file(tmp_path / "set.yaml", bodies(tmp_path, "pdu-2023", [Truth("Ashdown", 12), Truth("Colne", 14)]))
    assert "Values of ethnicity of fewer than ten cases were joined:" in flat(
        run("benchmark", "--set", file, "--mix", "ethnicity")
    )


def test_a_table_and_the_same_in_a_table_of_data(run, twelve):
    text = run("benchmark", "--set", twelve, "--body", DIFFERENT, "--mix", "sex", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["mark"] for row in rows} == {"internal"}
    assert all("do not rank" in row["caution"] for row in rows)
    row = next(row for row in rows if row["id"] == "2.7")
    assert row["verdict"] == "beyond 99.8"
    assert float(row["far_low"]) > float(row["own"])
    assert float(row["modelled"]) == pytest.approx(float(row["own"]), abs=5)
    assert next(row for row in rows if row["id"] == "1.1")["no_limits"] == "Fewer than two bodies have a score."


def test_folders_can_be_named_one_by_one(run, three):
    folders = [three.parent / f"{name}-2024" for name in ("colne", "ashdown")]
    said = run("benchmark", *folders)
    assert said.out.startswith("Colne beside others · Inspections named together, 2024-05 · pdu-2023")
    assert "Too few" not in said.out
    said = run("benchmark", *folders, "--title", "Two of them", "--date", "2025")
    assert "Two of them, 2025" in said.out


def test_of_a_body_the_latest_visit_counts_and_the_other_is_told(run, three):
    later = bodies(three.parent, "pdu-2023", [Truth("Ashdown", 20)], seed=2, year=2025)
    folders = [three.parent / f"{name}-2024" for name in ("ashdown", "colne")]
    for order in ([*later, *folders], [*folders, *later]):
        said = run("benchmark", *order)
        assert "ashdown-2024 is left out: of Ashdown the latest visit counts, ashdown-2025." in flat(said)
        assert "Ashdown (fictional), 20 cases, ashdown-2025" in flat(said)
        assert "2 bodies" in flat(said)


def test_a_narrower_visit_is_told(run, three):
    path = three.parent / "colne-2024" / "inspection.yaml"
    path.write_text(path.read_text().replace("kind: full", "kind: focused"))
    assert "Not all are full inspections: Colne (focused)." in flat(run("benchmark", "--set", three))


def test_a_note_of_the_set_is_shown(run, three):
    set_file(three, [three.parent / f"{name}-2024" for name in ("ashdown", "colne")], note="First visits only")
    assert "First visits only" in run("benchmark", "--set", three).out


def test_scores_of_few_cases_are_only_pooled(run, three):
    found = data(run, "--set", three, "--smallest", "35")
    row = next(row for row in found["measures"] if row["id"] == "assessment-safe")
    assert (row["bodies"], row["small"], row["base"]) == (2, 1, 120)
    none = data(run, "--set", three, "--smallest", "1000")["measures"][0]
    assert (none["lowest"], none["mean"], none["bodies"]) == (None, None, 0)


def test_shares_of_few_cases_are_told_as_counts(run, tmp_path):
    file = set_file(tmp_path / "set.yaml", bodies(tmp_path, "pdu-2023", [Truth("Ashdown", 6), Truth("Colne", 40)]))
    assert " of 6  " in run("benchmark", "--set", file, "--questions").out


def test_a_body_of_one_case_and_bodies_all_of_one_mind_have_no_traceback(run, tmp_path):
    file = set_file(tmp_path / "set.yaml", bodies(tmp_path, "omi-2006", [Truth("Ashdown", 1), Truth("Colne", 40)]))
    assert run("benchmark", "--set", file).code == 0
    alike = tmp_path / "alike"
    alike.mkdir()
    file = set_file(alike / "set.yaml", bodies(alike, "omi-2006", [Truth(n, 30, 1 - SHARE) for n in NAMES[:3]]))
    found = data(run, "--set", file)
    assert (
        "All cases of all bodies say the same"
        in next(r for r in found["measures"] if r["id"] == "2.7")["funnel"]["why"]
    )
    assert "NaN" not in json.dumps(found)


def test_both_engines_say_the_same(run, three):
    memory = data(run, "--set", three, "--mix", "sex")
    assert data(run, "--set", three, "--mix", "sex", "--engine", "duckdb") == memory


def built(place, *names):
    framework = installed_framework("esi-2003")
    for name in names:
        for file, content in rebuilt_files(name, framework).items():
            (place / name / file).parent.mkdir(exist_ok=True, parents=True)
            (place / name / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    return [place / name for name in names]


def test_of_inspections_rebuilt_from_print_only_what_was_printed_counts(run, tmp_path):
    folders = built(tmp_path, "hertfordshire-2003", "west-midlands-2004", "isle-of-man-2004")
    said = run("benchmark", *folders)
    assert "Rebuilt from print, with cases constructed" in flat(said)
    assert "There are no control limits" in flat(said)
    assert "limits" not in said.out.split("lor")[0].split("low")[1].split("\n")[0]
    found = {row["id"]: row for row in data(run, *folders)["measures"]}
    assert found["B1"]["bodies"] == 3
    # West Midlands 2004 printed B1 and B3 only: whatever else its cases come to was made up.
    assert found["C1"]["bodies"] == found["overall"]["bodies"] == 1
    assert found["B1"]["pooled"] is None
    assert all(row["funnel"] is None for row in found.values())
    assert "modelled" not in run("benchmark", *folders, "--mix", "sentence").out


def test_two_that_were_not_constructed_are_in_a_funnel_without_the_third(run, three):
    path = three.parent / "colne-2024" / "inspection.yaml"
    path.write_text(path.read_text().replace('fictional: "yes"', 'constructed: "yes"'))
    found = data(run, "--set", three, "--mix", "sex")
    row = next(row for row in found["measures"] if row["id"] == "assessment-safe")
    assert [point["body"] for point in row["funnel"]["points"]] == ["ashdown", "birchfield"]
    assert row["modelled"]["colne"] is None
    assert row["modelled"]["ashdown"] is not None
    assert run("benchmark", "--set", three, "--body", "colne", "--questions").code == 0


def test_means_are_written_where_a_score_sheet_finds_them(run, three, tmp_path):
    second = bodies(tmp_path, "pdu-2023", [Truth("Ashdown", 20)], year=2025)[0]
    (second / "benchmarks.csv").write_text(
        "level,id,name,date,value,inspections,basis,source,note\nsection,2.1,Elsewhere,2006,67,29,,,\n"
    )
    for _ in range(2):
        said = run("benchmark", "--set", three, "--write", second)
        assert said.code == 0
        assert "Written:" in said.out
    rows = kept(second / "benchmarks.csv")
    assert [row["name"] for row in rows] == ["Elsewhere"] + ["Made up (internal)"] * 4
    mean = next(row["mean"] for row in data(run, "--set", three)["measures"] if row["id"] == "2.1")
    assert float(rows[1]["value"]) == pytest.approx(mean, abs=1e-4)
    assert (rows[1]["inspections"], rows[1]["date"]) == ("3", "2024-12")
    assert "internal, not for publication" in rows[1]["note"]
    sheet = run("score", "--visits", three.parent / "ashdown-2024", second).out
    assert "Made up" in sheet


def test_means_of_rebuilt_inspections_say_so(run, tmp_path):
    folders = built(tmp_path, "hertfordshire-2003", "isle-of-man-2004", "isle-of-man-2006")
    run("benchmark", *folders[:2], "--title", "Two", "--write", folders[2])
    rows = kept(folders[2] / "benchmarks.csv")
    assert {row["note"] for row in rows if row["name"].startswith("Two")} == {
        "of them 2 rebuilt from print; internal, not for publication"
    }


def test_publishing_is_recorded_and_lasts_as_long_as_nothing_changes(run, three):
    assert "INTERNAL" in run("benchmark", "--set", three).out
    said = run("benchmark", "--set", three, "--publish", "A. Lead", "--reason", "For the annual report")
    assert said.code == 0
    assert "INTERNAL" not in said.out
    assert "Published by decision of A. Lead" in said.out
    [row] = kept(three.parent / "published-benchmarks.csv")
    assert (row["set"], row["date"], row["by"], row["reason"]) == (
        "made-up", "2024-12", "A. Lead", "For the annual report",
    )  # fmt: skip
    assert len(row["decided"]) == 10
    assert "Published by decision of A. Lead" in flat(run("benchmark", "--set", three))
    assert data(run, "--set", three)["decision"]["by"] == "A. Lead"
    run("benchmark", "--set", three, "--write", three.parent / "colne-2024")
    written = (three.parent / "colne-2024" / "benchmarks.csv").read_text()
    assert "(internal)" not in written
    assert "published by A. Lead" in written
    again = run("benchmark", "--set", three, "--publish", "B", "--reason", "too")
    assert "This was published already: A. Lead" in problems(again)
    # Another judgement, another benchmark: nobody has decided about that one.
    path = three.parent / "ashdown-2024" / "judgements.csv"
    path.write_text(path.read_text().replace(",yes,", ",no,", 1))
    assert "INTERNAL" in run("benchmark", "--set", three).out
    run("benchmark", "--set", three, "--publish", "B", "--reason", "too")
    assert len(kept(three.parent / "published-benchmarks.csv")) == 2


def test_nothing_is_recorded_where_something_else_cannot_be_written(run, three):
    place = three.parent / "page.html"
    place.write_text("mine")
    before = tree(three.parent)
    said = run("benchmark", "--set", three, "--publish", "A", "--reason", "b", "-o", place)
    assert "This is already there" in problems(said)
    assert tree(three.parent) == before


def test_a_page_is_written(run, three):
    said = run("benchmark", "--set", three, "-o", "page.html")
    assert "Written: page.html" in said.out
    assert "Internal: not for publication." in Path("page.html").read_text("utf-8")


def test_questions_are_drawn_where_asked_for_or_where_nothing_else_can_be(run, twelve, three):
    drawn = []
    for number, words in enumerate((("--set", twelve), ("--set", twelve, "--questions"), ("--set", three))):
        run("benchmark", *words, "-o", f"{number}.html")
        drawn.append(Path(f"{number}.html").read_text("utf-8").count('<svg class="funnel"'))
    assert drawn[0] == 4
    assert drawn[1] > drawn[0]
    assert drawn[2] == 12


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "It is not clear which inspections"),
        (("FOLDER", "--set", "SET"), 2, "It is not clear which inspections"),
        (("FOLDER",), 2, "there is one body in it, which stands beside nobody"),
        (("FOLDER", "FOLDER"), 2, "there is one body in it"),
        (("--set", "SET", "--body", "ashdwn"), 2, "Did you mean 'ashdown'"),
        (("--set", "SET", "--body", "ashdwn"), 2, "No body of the set has the id 'ashdwn'"),
        (("--set", "SET", "--mix", "tir"), 2, "has no case fact 'tir'"),
        (("--set", "SET", "--smallest", "0"), 2, "0 is less than 1"),
        (("--set", "SET", "--date", "soon"), 2, "'soon' is no date"),
        (("--set", "none.yaml"), 3, "The file is not there"),
        (("FOLDER", "nowhere"), 3, "There is no such folder"),
        (("--set", "SET", "--publish", "A"), 2, "Nothing is published without a name and a reason"),
        (("--set", "SET", "--reason", "A"), 2, "Nothing is published without a name and a reason"),
        (("FOLDER", "OTHER", "--publish", "A", "--reason", "b"), 2, "no set that could be published"),
        (("FOLDER", "OTHER", "--write", "OTHER"), 2, "needs a name"),
        (("--set", "SET", "--write", "nowhere"), 3, "There is no such folder"),
    ],
)
def test_what_cannot_be_is_told(run, three, words, code, told):
    names = {"FOLDER": three.parent / "ashdown-2024", "OTHER": three.parent / "colne-2024", "SET": three}
    said = run("benchmark", *(names.get(word, word) for word in words))
    assert said.code == code
    assert told.replace("'ashdown'", "ashdown") in problems(said)


def test_a_fact_that_is_a_number_makes_no_mix(run, twelve):
    said = run("benchmark", "--set", twelve, "--mix", "months-served")
    assert "'months-served' is a number" in problems(said)


def test_an_empty_set_is_told(run, tmp_path):
    said = run("benchmark", "--set", set_file(tmp_path / "set.yaml", []))
    assert said.code == 5
    assert "Nobody is in this set." in problems(said)


def test_bodies_under_different_editions_are_told(run, three, folder):
    walks(folder)
    said = run("benchmark", three.parent / "ashdown-2024", folder)
    assert said.code == 5
    assert "walks was judged by small, ashdown-2024 by pdu-2023" in problems(said)


def test_every_problem_of_every_folder_is_told_with_its_folder(run, three):
    for name in ("ashdown", "colne"):
        path = three.parent / f"{name}-2024" / "cases.csv"
        path.write_text(path.read_text().replace("female", "femal", 1))
    said = run("benchmark", "--set", three)
    assert said.code == 6
    assert "ashdown-2024/cases.csv" in said.err
    assert "colne-2024/cases.csv" in said.err


def test_faulty_tables_beside_a_set_are_told(run, three, tmp_path):
    (three.parent / "published-benchmarks.csv").write_text("set,date\na,b\n")
    assert run("benchmark", "--set", three).code == 6
    second = tmp_path / "colne-2024"
    (three.parent / "published-benchmarks.csv").unlink()
    (second / "benchmarks.csv").write_text("level,id\na,b\n")
    assert run("benchmark", "--set", three, "--write", second).code == 6
    (second / "benchmarks.parquet").write_bytes(b"")
    assert "are Parquet" in problems(run("benchmark", "--set", three, "--write", second))


def test_an_inspection_without_dates_is_the_oldest(run, three):
    path = three.parent / "colne-2024" / "inspection.yaml"
    path.write_text(path.read_text().replace("dates: {fieldwork: 2024-05}", "dates: {published: 2023}"))
    said = data(run, "--set", three)
    assert [body["date"] for body in said["bodies"]] == ["2024-05", "2024-05", "2023"]
    path.write_text(path.read_text().replace("dates: {published: 2023}", "dates: {}"))
    assert data(run, "--set", three)["bodies"][2]["date"] == ""


def test_the_small_edition_can_be_set_side_by_side(run, tmp_path):
    one = walks(tmp_path / "one")
    settings = changed("inspection.yaml", ("id: club", "id: other"), ("The Walking Club", "Another Club"))
    said = run("benchmark", one, walks(tmp_path / "two", settings), "--smallest", "1", "--questions")
    assert said.code == 0
    assert "Another Club" in said.out
