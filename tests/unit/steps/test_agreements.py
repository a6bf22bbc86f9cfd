import csv
import io
from pathlib import Path

import numpy as np
import pytest
import yaml

from aboveline.problems import Faulty
from aboveline.stats.paired import NOT_MET
from aboveline.steps.agreements import (
    ALL_THEIRS,
    BY,
    NO_PAIRS,
    NOBODY,
    NONE_TWICE,
    NOT_KNOWN,
    PRACTICE,
    Asked,
    agreements,
    moderations,
)
from aboveline.steps.inference import CONSTRUCTED
from aboveline.steps.inspections import inspection, inspection_and_problems
from tests.inspections import WALKS, changed, rebuilt

YEARS = ("2024", "2025")


@pytest.fixture(scope="module")
def northmarsh(tmp_path_factory):
    place = tmp_path_factory.mktemp("agreements")
    return {year: rebuilt(f"fictional-northmarsh-{year}", place) for year in YEARS}


def rows_of(folder: Path) -> list[dict[str, str]]:
    """The rows of the folder's assessments."""
    return list(csv.DictReader(io.StringIO((folder / "assessments.csv").read_text("utf-8"))))


def rewritten(folder: Path, place: Path, change) -> Path:
    """The folder copied with its assessments as `change` makes them, row by row."""
    place.mkdir()
    for file in folder.iterdir():
        if file.is_file():
            (place / file.name).write_bytes(file.read_bytes())
    rows = [change(row) for row in rows_of(folder)]
    with (place / "assessments.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return place


@pytest.mark.parametrize("year", YEARS)
def test_the_intervals_hold_what_is_true_of_the_fictional_body(northmarsh, year):
    truth = yaml.safe_load((northmarsh[year] / "truth.yaml").read_text("utf-8"))["second_readings"]
    found = agreements(inspection(northmarsh[year]), Asked())
    for coefficient in (found.pooled.cohen, found.pooled.fleiss, found.pooled.krippendorff):
        assert coefficient.low <= truth["same"] / 100 <= coefficient.high
        assert coefficient.high - coefficient.low < 0.25
    for group in found.groups.values():
        assert group.cohen.low <= truth["same"] / 100 <= group.cohen.high
    assert [row.group for row in found.leniency] == ["local assessor", "quality lead"]
    for row in found.leniency:
        assert row.same.low <= truth["leniency"] <= row.same.high
    assert found.leniency[0].different.low <= truth["leniency"] <= found.leniency[0].different.high
    for drift in found.drifts:
        assert drift.slope.low <= 0 <= drift.slope.high
    held = sum(row.found.cohen.low <= truth["same"] / 100 <= row.found.cohen.high for row in found.questions)
    assert held >= len(found.questions) - 1


@pytest.mark.parametrize("year", YEARS)
def test_a_validation_is_of_the_local_assessors_alone(northmarsh, year):
    found = agreements(inspection(northmarsh[year]), Asked("validation"))
    assert list(found.groups) == ["local assessor"]
    assert found.reference == "inspectorate"
    [row] = found.leniency
    assert row.same.low <= 0 <= row.same.high
    assert found.pooled.cohen.low <= 0.7 <= found.pooled.cohen.high
    assert found.modelled


def test_leniency_that_was_put_in_is_found_and_taken_out_again(northmarsh, tmp_path):
    """Every second "no" of a local assessor is made a "yes"."""
    folder = rewritten(northmarsh["2025"], tmp_path / "lenient", lambda row: row)
    local = {row["assessment"] for row in rows_of(folder) if row["reader_role"] == "local assessor"}
    lines, seen = (folder / "judgements.csv").read_text("utf-8").splitlines(), 0
    for at, line in enumerate(lines):
        name, question, choice, note = line.split(",")
        if name in local and choice == "no":
            seen += 1
            lines[at] = f"{name},{question},{'yes' if seen % 2 else 'no'},{note}"
    (folder / "judgements.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    plain, found = (agreements(inspection(place), Asked()) for place in (northmarsh["2025"], folder))
    before, after = plain.leniency[0].same, found.leniency[0].same
    assert after.value > before.value + 0.1
    assert after.low > 0
    for was, row in zip(plain.modelled, found.modelled, strict=True):
        if row.points[0] is None:
            lenient, without, true = row.scores[0], row.scores[1], was.scores[0]
            assert true < lenient
            assert abs(without - true) < abs(lenient - true), "what leniency added is taken"


def test_practice_cases_are_held_against_their_model_answers(northmarsh, tmp_path):
    twice = {row.case for row, _, _ in moderations(inspection(northmarsh["2024"]))}

    def model(row):
        if row["reading"] == "second":
            return row | {"reading": "model", "stands": "yes"}
        return row | {"stands": "no" if row["case"] in twice else "yes"}

    read = inspection(rewritten(northmarsh["2024"], tmp_path / "practice", model))
    found, blind = agreements(read, Asked("benchmark", "reader")), agreements(inspection(northmarsh["2024"]), Asked())
    assert found.pooled == blind.pooled
    assert found.reference == "model"
    assert found.why_not_modelled == PRACTICE
    assert [row.group for row in found.leniency] == sorted(found.groups)
    assert [drift.what for drift in found.drifts] == ["alike"]
    assert "--purpose benchmark" in agreements(read, Asked()).why


def test_each_reader_stands_beside_the_second_readers(northmarsh):
    found = agreements(inspection(northmarsh["2025"]), Asked(by="reader"))
    assert found.reference == "second readers"
    assert found.beside == ""
    assert len(found.leniency) == 6
    assert found.why_not_modelled == NOBODY
    assert all(row.different.low <= 0 <= row.different.high for row in found.leniency)


def test_on_a_constructed_folder_there_is_a_sentence(tmp_path):
    read = inspection(rebuilt("west-midlands-2005", tmp_path))
    for purpose in ("second", "validation", "benchmark"):
        found = agreements(read, Asked(purpose))
        assert (found.why, found.pooled, found.questions) == (CONSTRUCTED, None, ())


def test_without_an_inspector_nothing_is_modelled(northmarsh, tmp_path):
    change = rewritten(
        northmarsh["2025"], tmp_path / "x", lambda row: row | {"reader_role": row["reader_role"].upper()[:3]}
    )
    found = agreements(inspection(change), Asked())
    assert found.reference == ""
    assert found.why_not_modelled == NOBODY
    assert {row.same.value for row in found.leniency} == {None}


def test_where_inspectors_read_everything_that_stands_nothing_is_modelled(northmarsh, tmp_path):
    def inspectors(row):
        return row | {"reader_role": "inspector" if row["reading"] == "first" else "quality lead"}

    found = agreements(inspection(rewritten(northmarsh["2025"], tmp_path / "x", inspectors)), Asked())
    assert found.why_not_modelled == ALL_THEIRS.format(reference="inspector")
    assert len(found.drifts) == 2


def test_groups_that_nobody_else_met_are_not_modelled(northmarsh, tmp_path):
    local = {row["case"] for row in rows_of(northmarsh["2025"]) if row["reader_role"] == "local assessor"}

    def alone(row):
        """Local assessors' cases are read again by the same people, so that nothing links them to inspectors."""
        return row | ({"reader": "the same"} if row["case"] in local else {})

    found = agreements(inspection(rewritten(northmarsh["2025"], tmp_path / "x", alone)), Asked())
    assert found.why_not_modelled == NOT_KNOWN
    assert list(found.groups) == ["inspector"]
    [effect] = (row.same for row in found.leniency if row.group == "local assessor")
    assert (effect.value, effect.why) == (None, NOT_MET)


def test_dates_that_are_no_days_stay_out_of_the_drift(northmarsh, tmp_path):
    read = inspection(rewritten(northmarsh["2025"], tmp_path / "x", lambda row: row | {"date": row["date"][:7]}))
    found = agreements(read, Asked())
    assert found.undated == 74
    assert {drift.slope.rows for drift in found.drifts} == {0}
    assert all(drift.slope.why for drift in found.drifts)


def test_the_walks_are_read_twice_once(read):
    found = agreements(read(), Asked())
    assert (found.pooled.rows, found.pooled.judgements) == (1, 3)
    assert found.pooled.alike.value == 0.0
    assert found.others is None
    assert found.reference == ""


def test_tick_lists_are_not_compared(read):
    ticked = changed("judgements.csv", ("S2,home,yes,\n", "S2,home,yes,\nS2,coat-why,x,\n"))
    found = agreements(read(ticked), Asked())
    assert found.others is None
    assert "coat-why" not in {row.id for row in found.questions}


def test_reasons_and_facts_are_counted_apart(northmarsh, tmp_path):
    folder = rewritten(northmarsh["2025"], tmp_path / "x", lambda row: row)
    name = next(row["assessment"] for row in rows_of(folder) if row["reading"] == "second")
    with (folder / "judgements.csv").open("a", encoding="utf-8") as out:
        out.write(f"{name},assessment-engages-a,yes,\n")
    found, before = (agreements(inspection(place), Asked()) for place in (folder, northmarsh["2025"]))
    assert found.others.judgements == 1
    assert found.pooled == before.pooled
    assert {row.role for row in found.questions} == {"scored", "reason"}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("S2,W2,bob,,second,no,,read again\n", "", NO_PAIRS["second"]),
        ("S2,W2,bob,", "S2,W2,ann,", NO_PAIRS["second"]),
    ],
)
def test_one_reader_only_and_no_second_readings_are_told(read, old, new, why):
    changes = changed("assessments.csv", (old, new))
    if not new:
        changes |= changed("judgements.csv", ("S2,shoes,no,\nS2,coat,no,\nS2,home,yes,\n", ""))
    assert agreements(read(changes), Asked()).why == why


def test_readings_without_a_judgement_in_common_are_told(read):
    found = agreements(read(changed("judgements.csv", ("S2,shoes,no,\nS2,coat,no,\nS2,home,yes,\n", ""))), Asked())
    assert found.why == NONE_TWICE


def test_other_purposes_have_a_sentence_of_their_own(read):
    assert agreements(read(), Asked("validation")).why == NO_PAIRS["validation"]
    assert agreements(read(), Asked("benchmark")).why == NO_PAIRS["benchmark"]


def test_options_that_cannot_be_are_told_together(read):
    with pytest.raises(Faulty) as fault:
        agreements(read(), Asked(confidence=1.0, smallest=0))
    assert [problem.file for problem in fault.value.problems] == ["--confidence", "--smallest"]


def test_all_alike_and_all_contrary_have_numbers_or_sentences(northmarsh, tmp_path):
    folder = northmarsh["2025"]
    first = {}
    lines = (folder / "judgements.csv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        name, question, choice, _ = line.split(",")
        if name.endswith("-1"):
            first[name, question] = choice
    for at, turned in enumerate(({"yes": "yes", "no": "no"}, {"yes": "no", "no": "yes"})):
        place = rewritten(folder, tmp_path / str(at), lambda row: row)
        again = [lines[0]]
        for line in lines[1:]:
            name, question, choice, note = line.split(",")
            if name.endswith("-2"):
                choice = turned.get(first[name[:-1] + "1", question], choice)
            again.append(f"{name},{question},{choice},{note}")
        (place / "judgements.csv").write_text("\n".join(again) + "\n", encoding="utf-8")
        found = agreements(inspection(place), Asked())
        assert found.pooled.alike.value == 1 - at
        assert found.pooled.cohen.value == pytest.approx(1.0) if not at else found.pooled.cohen.value < 0
        for number in (found.pooled.cohen.low, found.pooled.cohen.high, found.pooled.gwet.low):
            assert number is not None
            assert -1 <= number <= 1
        for row in found.leniency:
            assert row.same.value is None or not np.isnan(row.same.value)


@pytest.mark.parametrize("by", BY)
def test_more_than_two_readers_have_fleiss(northmarsh, tmp_path, by):
    folder = rewritten(northmarsh["2025"], tmp_path / "x", lambda row: row)
    text = (folder / "assessments.csv").read_text("utf-8")
    third = [line for line in text.splitlines() if "-2," in line.partition(",")[0] + ","]
    more = [line.replace("-2,", "-3,", 1).replace("quality-lead-1", "quality-lead-2") for line in third]
    (folder / "assessments.csv").write_text(text + "\n".join(more) + "\n", encoding="utf-8")
    judged = (folder / "judgements.csv").read_text("utf-8")
    copied = [line.replace("-2,", "-3,", 1) for line in judged.splitlines() if line.split(",")[0].endswith("-2")]
    (folder / "judgements.csv").write_text(judged + "\n".join(copied) + "\n", encoding="utf-8")
    found = agreements(inspection(folder), Asked(by=by))
    assert found.pooled.kappa is found.pooled.fleiss
    assert found.pooled.alike.value > 0.9


def test_moderation_is_read_with_the_folder_and_held_to_the_readings(tmp_path, read):
    header = "case,assessment,by,reason,date,note\n"
    found = read({"moderation.csv": header + "W2,R2,Lee,The file bears it out,2020-05-03,\n"})
    [(case, differ, judgements)] = moderations(found)
    assert case.decision == ("Lee", "The file bears it out", "2020-05-03")
    assert (differ, judgements) == (3, 3)
    other = tmp_path / "other"
    other.mkdir()
    for name, content in (WALKS | {"moderation.csv": header + "W2,S2,Lee,The file bears it out,,\n"}).items():
        (other / name).write_text(content, encoding="utf-8")
    nothing, problems = inspection_and_problems(other)
    assert nothing is None
    assert [problem.code for problem in problems] == ["moderation-differs"]


def test_a_folder_without_moderation_has_none(read):
    [(case, _, _)] = moderations(read())
    assert case.decision is None
