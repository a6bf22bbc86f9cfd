"""What the bench says is so: medians of turns, bars kept or missed, and contenders that count alike."""

from dataclasses import replace

import pytest

from aboveline.assessments.codebook import Judged
from aboveline.steps.edition_check import edition_check
from aboveline.steps.inspections import inspection
from bench import national, one_inspection
from bench.lines import Differing, Line
from bench.made_up import made_up_edition, made_up_inspection, made_up_judgements
from bench.pages import described, table
from bench.rounds import Times, timed

LINE = Line("Start-up", "help", 0.02, "nothing", 0.01, 2.0, bar=5, of_peer=True)


def test_contenders_run_in_turn_and_every_second_round_the_other_way_round():
    ran: list[str] = []
    timed({"a": lambda: ran.append("a"), "b": lambda: ran.append("b")}, rounds=2, repeats=2)
    assert "".join(ran) == "ab" + "aabb" + "bbaa"


def test_a_ratio_is_the_median_of_the_ratios_of_the_rounds():
    times = Times({"ours": (1.0, 2.0, 9.0), "theirs": (1.0, 1.0, 3.0)})
    assert times.median("ours") == 2.0
    assert times.ratio("ours", "theirs") == 2.0


@pytest.mark.parametrize(
    ("line", "reached"),
    [
        (LINE, True),
        (replace(LINE, ratio=5.1), False),
        (replace(LINE, bar=None), None),
        (replace(LINE, bar=0.02, of_peer=False), True),
        (replace(LINE, bar=0.019, of_peer=False), False),
    ],
)
def test_a_bar_is_reached_missed_or_not_there(line, reached):
    assert line.reached is reached


def test_a_table_shows_what_is_missed():
    lines = [replace(LINE, ratio=5.1), Line("A nation", "counting", 1.5)]
    assert table(lines) == (
        "**Start-up**\n\n"
        "|  | time | beside | time | ratio | bar |  |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| help | 20.0 ms | nothing | 10.0 ms | 5.1 × | at most 5 × | **not reached** |\n"
        "\n"
        "**A nation**\n\n"
        "|  | time | beside | time | ratio | bar |  |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| counting | 1.50 s |  |  |  |  |  |\n"
    )


def test_the_machine_is_told_in_a_line():
    machine = {"processor": "A", "cores": "2", "memory": "4 GiB", "system": "Linux", "python": "3.11", "numpy": "2"}
    assert described(machine) == "A, 2 cores, 4 GiB, Linux; python 3.11, numpy 2"


def test_the_made_up_edition_is_free_of_problems(tmp_path):
    made_up_edition(tmp_path / "made-up", 100)
    _, problems = edition_check(tmp_path / "made-up")
    assert problems == []


def test_pandas_and_we_come_to_the_same_scores(tmp_path):
    made_up_inspection(tmp_path / "made-up", 100, 30)
    found = inspection(tmp_path / "made-up")
    frames = one_inspection.frames(found)
    one_inspection.agree(found, *frames)
    frames[0]["above"] = 1.0
    with pytest.raises(Differing):
        one_inspection.agree(found, *frames)


def test_engines_and_bare_sql_count_the_same(tmp_path):
    judged, facts = made_up_judgements(made_up_edition(tmp_path / "made-up", 40), 500)
    running = national.contenders(judged, facts)
    national.agree(running)
    fewer = Judged(judged.case[9:], judged.question[9:], judged.choice[9:], judged.cases, judged.codebook)
    for name, run in national.contenders(fewer, facts).items():
        with pytest.raises(Differing):
            national.agree(running | {name: run})
