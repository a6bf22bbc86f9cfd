from hashlib import sha256

import pytest

from aboveline.problems import Faulty
from aboveline.steps.inspections import inspection
from aboveline.steps.scores import scored
from aboveline.steps.weights import sample_weights
from tests.inspections import changed, walks
from tests.weighed import put, walks_receipt


@pytest.fixture
def weigh(tmp_path):
    """The three walks with changes and a receipt, and the weights of their cases."""

    def made(changes=None, content=None):
        folder = put(walks(tmp_path / "walks", changes), content)
        found = inspection(folder)
        return folder, found, sample_weights(folder, found)

    return made


@pytest.mark.parametrize("engine", ["memory", "duckdb"])
def test_weighted_scores_are_those_worked_out_by_hand(weigh, engine):
    folder, found, weights = weigh()
    rows = scored(found, ["weather"], engine, weights=weights)
    assert rows.tally.groups.labels == ("all", "weighted", "weather=dry", "weather=wet")
    weighted = {row.id: row for row in rows.scores if row.group == "weighted"}
    # Shoes: W1 and W2 of all. Coat: W2 of W2 and W3. Home: W1 and W3. Ready: W1 of W1 and W2.
    shares = {"shoes": 3.5 / 5, "coat": 0.5, "home": 3.5 / 5, "ready": 2 / 3.5}
    for name, share in shares.items():
        assert weighted[name].score == pytest.approx(100 * share, abs=1e-12)
    above = 0.8 * (0.7 + 0.5 + 0.7) / 3 + 0.2 * 2 / 3.5
    assert weighted["A1"].score == pytest.approx(100 * above, abs=1e-12)
    assert weighted["A"].score == pytest.approx(100 * (2 * above + 0.7) / 3, abs=1e-12)
    assert (weighted["shoes"].base, weighted["shoes"].above, weighted["A1"].base) == (3, 2, 3)
    assert (weighted["B"].rating, weighted["all"].score) == ("high", 100)
    assert weights.receipt == f"sha256:{sha256((folder / 'sample.json').read_bytes()).hexdigest()}"
    assert (weights.lowest, weights.highest, weights.total, weights.frame) == (1.5, 2, 5, 5)


def test_plain_scores_are_the_same_with_and_without_weighted_ones_beside(weigh):
    _, found, weights = weigh()
    beside = [row for row in scored(found, weights=weights).scores if row.group == "all"]
    assert beside == scored(found).scores


def test_without_a_receipt_nothing_is_weighed(tmp_path):
    folder = walks(tmp_path / "walks")
    with pytest.raises(Faulty) as told:
        sample_weights(folder, inspection(folder))
    (problem,) = told.value.problems
    assert (problem.code, problem.file) == ("file-missing", "sample.json")


def test_a_receipt_that_is_none_is_told(weigh):
    with pytest.raises(Faulty, match="receipt"):
        weigh(content={"format": 2})


def test_a_case_that_was_not_drawn_has_no_weight(weigh):
    cases = changed("cases.csv", ("W3,main", "W9,main")) | changed("assessments.csv", ("R3,W3", "R3,W9"))
    with pytest.raises(Faulty, match=r"1 of the cases is not in the list that sample\.json drew: W9"):
        weigh(cases)


def test_a_replaced_case_hands_its_weight_on(weigh):
    content = walks_receipt()
    reserve = next(row["case"] for row in content["list"] if row["place"] == "reserve" and row["cell"] == 1)
    for row in content["list"]:
        row["place"] = {"W1": "replaced", reserve: "sample"}.get(row["case"], row["place"])
    cases = changed("cases.csv", ("W1,main", f"{reserve},main"))
    _, found, weights = weigh(cases | changed("assessments.csv", ("R1,W1", f"R1,{reserve}")), content)
    assert weights.groups.weights.tolist() == [[2, 1.5, 1.5]]
    assert found.tables["cases"].columns["case"][0] == reserve == "W4"
