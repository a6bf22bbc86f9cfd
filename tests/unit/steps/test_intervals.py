import json
import shutil
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from aboveline.assessments.code import Coded
from aboveline.cli import main
from aboveline.comparisons.intervals import alone_shares, left_out_groups, resampled_nodes, scores_of, smooth
from aboveline.engines import memory
from aboveline.frameworks.documents import document, plain
from aboveline.problems import Faulty
from aboveline.published.rebuilt import LIBRARY
from aboveline.scoring.plan import Input, plan
from aboveline.scoring.roll_up import rolled_up
from aboveline.scoring.tally import tally
from aboveline.stats.intervals import interval
from aboveline.stats.resampling import design
from aboveline.steps.inference import CONSTRUCTED, NO_RECEIPT, Sampling, inference_refused, sampling_of
from aboveline.steps.inspections import inspection
from aboveline.steps.intervals import group_intervals, intervals
from aboveline.steps.scores import scored
from tests.inspections import rebuilt

NAME = "fictional-northmarsh-2024"


@pytest.fixture(scope="module")
def northmarsh(tmp_path_factory):
    """The fictional body without the receipt of its draw."""
    return rebuilt(NAME, tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory, northmarsh):
    """The same with it."""
    folder = tmp_path_factory.mktemp("drawn") / NAME
    shutil.copytree(northmarsh, folder)
    words = ["--framework", "pdu-2023", "--plan", "northmarsh-simple", "--seed", "northmarsh-2024", "--size", "70"]
    frame = LIBRARY / NAME / "caseload.csv"
    assert main(["sample", "draw", str(frame), *words, "-o", str(folder / "sample.json")]) == 0
    return folder


@pytest.fixture(scope="module")
def hampshire(tmp_path_factory):
    return rebuilt("hampshire-2008", tmp_path_factory.mktemp("made"))


def of(folder, by=(), **further):
    read = inspection(folder)
    scores = scored(read, by)
    return scores, intervals(scores, sampling_of(folder, read), 0.95, **further)


def test_every_score_of_the_fictional_body_lies_in_its_interval(northmarsh):
    scores, made = of(northmarsh, ["sex", "tier"])
    rows = [row for row in scores.scores if row.score is not None]
    without = {(row.group, row.id) for row in rows} - made.found.keys()
    few = {
        label
        for label, size in zip(scores.tally.groups.labels, scores.tally.groups.weights.sum(axis=1), strict=True)
        if size < 10
    }
    assert few
    assert {group for group, _ in without} == few
    # Nothing but steps is resampled.
    assert {name for _, name in without} == {"overall"}
    for row in (row for row in rows if (row.group, row.id) in made.found):
        end = made.found[row.group, row.id]
        assert end.low - 1e-9 <= row.score / 100 <= end.high + 1e-9
    assert made.sentences == (NO_RECEIPT,)


def test_a_question_has_the_interval_of_a_share(northmarsh):
    scores, made = of(northmarsh)
    for row in scores.scores:
        if row.level == "question":
            end = interval(row.above, row.base)
            assert made.found["all", row.id] == pytest.approx(end, abs=1e-12)


def test_a_receipt_makes_the_intervals_narrower(northmarsh, drawn):
    _, wide = of(northmarsh)
    _, narrow = of(drawn)
    assert narrow.sentences == ("Corrected for the 120 cases that could be drawn, in 1 cell.",)
    for key, end in narrow.found.items():
        assert end.high - end.low < wide.found[key].high - wide.found[key].low


def test_intervals_from_the_receipt_hold_what_reading_every_case_would_have_found(drawn):
    _, made = of(drawn)
    truth = plain(document(LIBRARY / NAME / "truth.yaml")[0])["shares"]
    held = [
        made.found["all", name].low <= float(said["caseload"]["above"]) / float(said["caseload"]["base"])
        <= made.found["all", name].high
        for name, said in truth.items()
    ]  # fmt: skip
    assert sum(held) >= len(held) - 1


def test_a_larger_confidence_gives_wider_intervals_and_the_same_seed_the_same(northmarsh):
    read = inspection(northmarsh)
    scores, sampling = scored(read), sampling_of(northmarsh, read)
    narrow, again, wide = (intervals(scores, sampling, confidence) for confidence in (0.8, 0.8, 0.99))
    assert narrow == again
    for key, end in narrow.found.items():
        assert wide.found[key].low <= end.low
        assert end.high <= wide.found[key].high


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_that_is_none_is_told(northmarsh, confidence):
    read = inspection(northmarsh)
    with pytest.raises(Faulty, match="does not lie between 0 and 100"):
        intervals(scored(read), sampling_of(northmarsh, read), confidence)


def test_of_constructed_cases_only_printed_bases_have_intervals(hampshire):
    scores, made = of(hampshire, ["sex"])
    assert inference_refused(scores.inspection) == CONSTRUCTED
    assert made.sentences == (CONSTRUCTED,)
    printed = scores.inspection.tables["printed"].rows()
    based = {row["id"] for row in printed if row["level"] == "question" and (row["base"] or row["count"])}
    assert made.found
    assert {group for group, _ in made.found} == {"all"}
    assert {name for _, name in made.found} <= based


def test_each_case_left_out_is_the_score_without_it(hampshire):
    read = inspection(hampshire)
    scores = scored(read)
    count = read.coded.judged.cases
    groups = left_out_groups(design([0] * count), np.ones(count), whole=False)
    weights = groups.weights * (count - 1) / count
    assert np.allclose(weights, 1 - np.eye(count))
    found = scores_of(scores.plan, rolled_up(scores.plan, tally(memory, read.coded.judged, groups)))
    first = np.ones(count, bool)
    first[0] = False
    without = read.coded.judged.narrowed(first, np.ones(len(read.framework.questions), bool))
    plainly = tally(
        memory, without, groups._replace(labels=("all",), weights=np.ones((1, count), np.int32), whole=np.ones(1, bool))
    )
    assert np.allclose(found[0], scores_of(scores.plan, rolled_up(scores.plan, plainly))[0], equal_nan=True)


def test_what_cases_add_comes_to_the_whole_where_all_are_above(hampshire):
    read = inspection(hampshire)
    scores = scored(read)
    judged = read.coded.judged
    applies = np.zeros((judged.cases, len(judged.codebook.questions)), bool)
    counts = judged.codebook.applicable[judged.question, judged.choice]
    applies[judged.case[counts], judged.question[counts]] = True
    alone = alone_shares(scores.plan, scores.tally, applies, 0, np.arange(judged.cases))
    total = alone.sum(axis=0)
    assert np.allclose(total[~np.isnan(total)], 100)
    assert not np.isnan(total[[node.score is not None for node in scores.plan.nodes]]).any()


def test_means_all_the_way_down_are_not_resampled(hampshire, northmarsh):
    omi, pdu = (scored(inspection(folder)).plan for folder in (hampshire, northmarsh))
    assert all(smooth(omi)[node.id] for node in omi.nodes if node.score)
    assert not resampled_nodes(omi)
    assert {node.id for node in resampled_nodes(pdu)} == {"overall", "2.1", "2.2", "2.3", "2.4"}


def test_a_group_of_nobody_has_no_intervals(northmarsh):
    scores, _ = of(northmarsh)
    nobody = scores.tally.groups._replace(labels=("none",), weights=np.zeros((1, 70), np.int32))
    counts = tally(memory, scores.inspection.coded.judged, nobody)
    values = scores_of(scores.plan, rolled_up(scores.plan, counts))
    sampling = sampling_of(northmarsh, scores.inspection)
    assert group_intervals(scores.inspection, scores.plan, counts, values, sampling, 0, 0.95) == {}


def cases(*names):
    return SimpleNamespace(tables={"cases": SimpleNamespace(columns={"case": names})})


@pytest.fixture
def receipt(tmp_path, drawn):
    """A receipt with these cells (number → cases of the frame) and cases (name → cell, or cell and way)."""

    def written(cells, listed, way="drawn"):
        content = json.loads((drawn / "sample.json").read_text("utf-8"))
        cell, row = content["cells"][0], content["list"][0]
        content["cells"] = [cell | {"number": number, "frame": size} for number, size in cells.items()]
        content["list"] = [
            row | {"case": name, "cell": at, "place": "sample", "way": way} for name, at in listed.items()
        ]
        content["frame"]["cases"] = sum(cells.values())
        (tmp_path / "sample.json").write_text(json.dumps(content), encoding="utf-8")
        return tmp_path

    return written


def test_the_cells_of_a_receipt_are_the_strata(receipt):
    found = sampling_of(
        receipt({1: 10, 2: 30, 3: 5}, {"A": 1, "B": 1, "C": 2, "D": 2, "E": 2}), cases("A", "C", "B", "D", "E")
    )
    assert found.design.stratum.tolist() == [0, 1, 0, 1, 1]
    assert found.design.fractions.tolist() == [0.2, 0.1]
    assert found.fraction == pytest.approx(5 / 40)
    assert found.sentence == "Corrected for the 45 cases that could be drawn, in 2 cells."


def test_cells_of_one_case_are_joined_and_that_is_said(receipt):
    found = sampling_of(receipt({1: 10, 2: 30}, {"A": 1, "B": 2}), cases("A", "B"))
    assert found.sentence.endswith("2 cells of one case were joined to others.")


def test_cases_that_were_never_drawn_leave_the_receipt_aside(receipt):
    found = sampling_of(receipt({1: 10}, {"A": 1}), cases("A", "Z"))
    assert found.fraction == 0
    assert "Not all the cases of this folder stand in its receipt" in found.sentence


def test_cases_that_the_body_named_are_told(receipt):
    found = sampling_of(receipt({1: 10}, {"A": 1, "B": 1}, way="named"), cases("A", "B"))
    assert "a list that the body named" in found.sentence


def test_a_receipt_that_is_none_is_told(tmp_path):
    (tmp_path / "sample.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Faulty, match="receipt"):
        sampling_of(tmp_path, cases("A"))


def test_means_of_a_body_have_composite_intervals_without_chance(score, tmp_path):
    found = score()
    made = intervals(found, sampling_of(tmp_path, found.inspection), 0.95)
    rows = {row.id: row for row in found.scores if row.score is not None}
    for name in ("A1", "A2", "A"):
        end = made.found["all", name]
        assert end.method == "composite"
        assert end.low < rows[name].score / 100 < end.high


def test_an_edition_of_means_alone_needs_no_replicates(hampshire, tmp_path):
    folder = tmp_path / "as-if-real"
    shutil.copytree(hampshire, folder)
    said = (folder / "inspection.yaml").read_text("utf-8")
    (folder / "inspection.yaml").write_text(said.replace('constructed: "yes"', 'constructed: "no"'), encoding="utf-8")
    scores, made = of(folder, count=0)
    assert {end.method for (_, name), end in made.found.items() if name in scores.results.results} == {"composite"}


@pytest.fixture
def judged(tmp_path, northmarsh):
    """The fictional body with every judgement (or those of one question) this choice, scored with intervals."""

    def made(choice, only=""):
        folder = tmp_path / choice
        shutil.copytree(northmarsh, folder)
        head, *lines = (folder / "judgements.csv").read_text("utf-8").splitlines()
        cells = (line.split(",") for line in lines)
        new = [",".join([a, q, choice if only in ("", q) else c, note]) for a, q, c, note in cells]
        (folder / "judgements.csv").write_text("\n".join([head, *new, ""]), encoding="utf-8")
        return of(folder)

    return made


def test_the_lowest_of_several_lies_between_the_lowest_of_their_ends(northmarsh):
    _, made = of(northmarsh)
    parts = [made.found["all", f"assessment-{name}"] for name in ("engages", "desistance", "safe")]
    end = made.found["all", "2.1"]
    assert end == (min(part.low for part in parts), min(part.high for part in parts), "lowest")


def test_a_question_that_nobody_passed_is_not_certain_to_stay_so(judged):
    _, made = judged("no", only="assessment-safe")
    end = made.found["all", "2.1"]
    assert (end.low, end.high) == pytest.approx(interval(0, 70)[:2])


def test_where_all_pass_points_are_not_certain(judged):
    scores, made = judged("yes")
    found = {row.id: row.score for row in scores.scores}
    assert found["2.1"] == 100
    assert made.found["all", "2.1"].low == pytest.approx(interval(70, 70).low)
    # Four parts at 95 % or more are as good as at 100 %; where they are few they need not be.
    assert made.found["all", "overall"].low <= found["overall"] / 100 <= made.found["all", "overall"].high


def test_steps_reach_as_far_as_questions_at_their_ends_do(northmarsh):
    scores, made = of(northmarsh)
    shares = {name: made.found["all", name] for name in scores.plan.framework.questions if ("all", name) in made.found}
    ends = [made.found["all", f"2.{at}"].high for at in range(1, 5)]
    overall = made.found["all", "overall"]
    assert shares
    assert overall.method == "resampled"
    # At their high ends all four parts are at least at 50 %, where each earns a point beside the four of people.
    earned = sum(1 for high in ends if high >= 0.5)
    assert overall.high >= (4 + earned) / 21 - 1e-9


def test_the_lowest_of_a_population_read_whole_is_what_it_is(drawn):
    read = inspection(drawn)
    count = read.coded.judged.cases
    made = intervals(scored(read), Sampling(design([0] * count, count), ""), 0.95)
    assert {end.method for end in made.found.values()} == {"whole"}
    assert all(end.low == pytest.approx(end.high) for end in made.found.values())


def test_weighed_questions_have_intervals_of_their_own(tmp_path, northmarsh):
    """Cases that weigh unlike: held against the formula for a weighed mean, and wider than counts would be."""
    read = inspection(northmarsh)
    plain = scored(read)
    weights = np.where(np.arange(70) % 2, 1.9, 0.1)
    groups = plain.tally.groups._replace(weights=weights[None, :])
    counts = tally(memory, read.coded.judged, groups)
    values = scores_of(plain.plan, rolled_up(plain.plan, counts))
    sampling = sampling_of(northmarsh, read)
    ends = group_intervals(read, plain.plan, counts, values, sampling, 0, 0.95)
    number = read.coded.judged.codebook.number["assessment-engages"]
    share = counts.above[0, number] / counts.applicable[0, number]
    assert ends["assessment-engages"].low < share < ends["assessment-engages"].high
    assert ends["assessment-engages"].method == "composite"
    # As if of Kish's size, about half as many.
    size = weights.sum() ** 2 / (weights**2).sum()
    wide = interval(round(share * size), round(size))
    assert ends["assessment-engages"].high - ends["assessment-engages"].low == pytest.approx(
        wide.high - wide.low, rel=0.15
    )


def test_weights_that_are_all_alike_are_counts(northmarsh):
    read = inspection(northmarsh)
    plain = scored(read)
    groups = plain.tally.groups._replace(weights=np.full((1, 70), 12 / 7), labels=("weighted",), beside={})
    counts = tally(memory, read.coded.judged, groups)
    values = scores_of(plain.plan, rolled_up(plain.plan, counts))
    one, two = (
        group_intervals(read, plain.plan, by, values, sampling_of(northmarsh, read), 0, 0.95)["assessment-engages"]
        for by in (counts, plain.tally)
    )
    assert one == two


def test_the_lowest_of_parts_lies_between_the_lowest_of_their_ends(northmarsh):
    read = inspection(northmarsh)
    order = plan(read.framework)
    nodes = [
        node._replace(inputs=(Input(1.0, None, ("2.1", "2.2")),)) if node.id == "2.4" else node for node in order.nodes
    ]
    order, counts = order._replace(nodes=tuple(nodes)), scored(read).tally
    values = scores_of(order, rolled_up(order, counts))
    ends = group_intervals(read, order, counts, values, sampling_of(northmarsh, read), 0, 0.95)
    assert ends["2.4"].low == min(ends["2.1"].low, ends["2.2"].low)
    assert ends["2.4"].high == min(ends["2.1"].high, ends["2.2"].high)


def test_the_lowest_of_nothing_has_no_interval(northmarsh):
    read = inspection(northmarsh)
    left = np.array(["planning" not in name for name in read.framework.questions], bool)
    judged = read.coded.judged.narrowed(np.ones(read.coded.judged.cases, bool), left)
    read = replace(read, coded=Coded(judged, read.coded.asked))
    scores = scored(read)
    made = intervals(scores, sampling_of(northmarsh, read), 0.95).found
    assert ("all", "2.2") not in made
    assert ("all", "2.1") in made
