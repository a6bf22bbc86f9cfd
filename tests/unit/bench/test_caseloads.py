"""The bench of caseloads times the same work on both sides, on the same cases in every run."""

import copy

import pytest

from bench import caseloads
from bench.lines import Differing


@pytest.fixture(scope="module")
def frame():
    return caseloads.made_up_frame(2_000)


@pytest.fixture(scope="module")
def caseload(tmp_path_factory):
    path = tmp_path_factory.mktemp("bench") / "caseload.csv"
    path.write_text(caseloads.made_up_caseload(500), "utf-8")
    return path


def test_cases_are_the_same_in_every_run(frame, caseload):
    assert caseloads.made_up_frame(2_000).columns == frame.columns
    assert len(frame.columns) == 1 + 8
    assert caseloads.made_up_caseload(500) == caseload.read_text("utf-8")
    assert caseload.read_text("utf-8").partition("\n")[0].count(",") == 15 - 1


def test_every_row_is_read_and_sealed_or_left_out(caseload):
    found, theirs = caseloads.sealed_folder(caseload), caseloads.duckdb_rows(caseload)
    assert theirs == 500
    caseloads.agree_seal(found, 500, theirs)
    assert [path.name for path in caseload.parent.iterdir()] == ["caseload.csv"]
    for rows, others in ((501, 501), (500, 499)):
        with pytest.raises(Differing):
            caseloads.agree_seal(found, rows, others)


def test_a_draw_is_held_to_the_plain_list(frame):
    content = caseloads.drawn(frame)
    caseloads.agree_draw(frame, content)
    changed = copy.deepcopy(content)
    changed["list"][0]["random"] = "0"
    with pytest.raises(Differing):
        caseloads.agree_draw(frame, changed)


def test_a_draw_that_cannot_be_made_is_told():
    with pytest.raises(Differing, match="cannot be made"):
        caseloads.drawn(caseloads.made_up_frame(100))


def test_the_lines_have_their_bars():
    seal, draw = caseloads.lines(1, 500)
    assert (seal.bar, seal.of_peer) == (5, True)
    assert (draw.bar, draw.of_peer) == (1, False)
    assert draw.ratio is not None
