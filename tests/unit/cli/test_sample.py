import json
from pathlib import Path

import pytest

from aboveline.cli.samples import receipts, verify

FRAME = "case,sentence,ppo\n" + "".join(
    f"C{at:03},{('community', 'licence', 'custody')[at % 3]},{('yes', 'no')[at % 2]}\n" for at in range(1, 301)
)


@pytest.fixture
def frame(tmp_path):
    path = tmp_path / "frame.csv"
    path.write_text(FRAME, "utf-8")
    return path


@pytest.fixture
def draw(run, frame):
    def said(*words):
        return run("sample", "draw", frame, "--framework", "omi-2006", "--seed", "4711", "-o", "d.json", *words)

    return said


def test_the_size_of_a_sample(run):
    assert run("sample", "size", "--population", "200").out.startswith("91 cases of 200\n")
    assert run("sample", "size", "--population", "1000").out.startswith("142 cases of 1000\n")
    found = run("sample", "size", "--population", "1000", "--ceiling", "91", "--floor", "14")
    assert found.out.startswith("91 cases of 1000\n")
    assert "within 6.4 points at 80 %" in found.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--confidence", "80"), "Did you mean 0.8?"),
        (("--margin", "0"), "Write a share of one"),
        (("--margin", "nan"), "Write a share of one"),
        (("--population", "0"), "0 is less than 1."),
        (("--floor", "9", "--ceiling", "8"), "The floor 9 lies above the ceiling 8."),
    ],
)
def test_sizes_that_cannot_be_are_told(run, words, says):
    found = run("sample", "size", "--population", "200", *words)
    assert (found.code, found.out) == (2, "")
    assert says in found.err


def test_a_draw_is_shown_with_what_is_assumed(draw, run, frame):
    # Nobody here is high risk, so the minimum for them cannot be met.
    found = draw()
    assert found.code == 6
    assert "there can be 0: 1 too few." in " ".join(found.err.split())


def test_a_draw_is_shown_verified_and_changed(run, frame, tmp_path):
    def said(*words):
        return run("sample", words[0], frame, *words[1:])

    found = said("draw", "--framework", "pdu-2023", "--seed", "4711", "-o", "d.json")
    assert found.code == 6
    frame.write_text(FRAME.replace(",ppo", "").replace(",yes", "").replace(",no", ""), "utf-8")
    found = said("draw", "--framework", "pdu-2023", "--seed", "4711", "-o", "d.json")
    assert (found.code, found.err) == (0, "")
    assert "107 cases of 300, 6 reserves" in found.out
    assert "At least one case is drawn from every cell." in found.out
    found = said("verify", "d.json")
    assert "comes out the same" in found.out
    content = json.loads((tmp_path / "d.json").read_text("utf-8"))
    case = content["list"][0]["case"]
    found = said("replace", "d.json", case, "--reason", "File lost")
    assert f"takes the place of {case}: File lost" in found.out
    assert "107 cases of 300, 5 reserves, 1 replaced" in said("verify", "d.json").out
    (tmp_path / "d.json").write_text(json.dumps(content | {"seed": "4712"}), "utf-8")
    found = said("verify", "d.json")
    assert found.code == 8
    assert "the draw repeated gives" in " ".join(found.err.split())


def test_assumed_minima_are_said_to_be_so(run, frame):
    edition = "case,sentence,roh-level,ppo,approved-premises,victim-contact,ethnicity\n"
    rows = [row.rsplit(",", 1)[0] for row in FRAME.splitlines()[1:]]
    frame.write_text(edition + "".join(f"{row},high,yes,resident,yes,asian\n" for row in rows), "utf-8")
    found = run("sample", "draw", frame, "--framework", "omi-2006", "--seed", "1", "-o", "d.json")
    assert found.code == 0
    assert "Assumed, because no number was published" in found.out
    assert "60/100" in found.out


ALL = "case,sentence,roh-level,ppo,approved-premises,victim-contact,ethnicity\n"


@pytest.fixture
def full(frame):
    """A frame in which every group of the edition has cases."""
    rows = [row.rsplit(",", 1)[0] for row in FRAME.splitlines()[1:]]
    homes = ["resident" if at < 9 else "none" for at in range(len(rows))]
    frame.write_text(ALL + "".join(f"{row},high,yes,{home},yes,asian\n" for row, home in zip(rows, homes, strict=True)))
    return frame


def test_a_seed_is_made_and_committed_to(run, full, tmp_path):
    found = run("sample", "seed", "-o", "seed.txt")
    commitment = found.out.splitlines()[0]
    assert commitment.startswith("sha256:")
    words = ("draw", full, "--framework", "omi-2006", "--seed-file", "seed.txt", "--commitment")
    found = run("sample", *words, commitment, "-o", "d.json")
    assert (found.code, found.err) == (0, "")
    assert f"The seed is the one that was committed to:\n{commitment}\n" in found.out
    assert run("sample", "verify", full, "d.json").code == 0
    assert run("sample", "seed", "-o", "seed.txt").code == 3
    found = run("sample", *words, f"sha256:{'0' * 64}", "-o", "e.json")
    assert found.code == 8
    assert "not the one that was committed to" in " ".join(found.err.split())
    (tmp_path / "seed.txt").unlink()
    assert run("sample", *words, commitment, "-o", "e.json").code == 3


def test_a_public_seed_says_what_it_is(draw, full):
    found = draw("--public", "Lottery of 5 May 2025")
    assert "The seed is public: Lottery of 5 May 2025\n" in found.out


def test_a_size_is_shown_with_what_it_comes_from(draw, run, full):
    assert "110 cases: the make-up of omi-2006 added up (published).\n" in draw().out
    words = ("sample", "draw", full, "--seed", "1", "-o")
    found = run(*words, "a.json", "--framework", "omi-2006", "--size", "120")
    assert "120 cases: a number of your own.\n" in found.out
    rows = [row.replace(",custody", ",licence") for row in FRAME.splitlines()[1:]]
    full.write_text("case,sentence\n" + "".join(f"{row.rpartition(',')[0]}\n" for row in rows))
    found = run(*words, "c.json", "--framework", "iaow-2013", "--caseload", "4058")
    assert "72 cases: what iaow-2013 asks of a caseload of 4058 (derived).\n" in found.out
    found = run(*words, "x.json", "--framework", "iaow-2013")
    assert found.code == 2
    assert "goes by the whole caseload" in " ".join(found.err.split())
    full.write_text("case,sentence,roh-level\nL,licence,high\n" + "".join(f"H{at},community,low\n" for at in range(40)))
    found = run(*words, "e.json", "--framework", "esi-2003")
    assert "30 cases: the fewest that esi-2003 names (assumed).\n" in found.out


def test_minima_of_one_s_own_are_shown_as_such(draw, full):
    found = draw("--minimum", "Residents of approved premises=4", "--minimum", "Statutory victim contact = 2")
    text = " ".join(found.out.split())
    assert "Your own: at least so many of Residents of approved premises (4), Statutory victim contact (2)." in text
    assert "Assumed, because no number was published: at least so many of High or very high Risk of Harm (1)," in text


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("Residents of approved premise=4", "Did you mean Residents of approved premises?"),
        ("Residents", "'Residents' is no minimum. Write the title of the group"),
        ("=4", "'=4' is no minimum"),
        ("Residents of approved premises=-1", "is no minimum"),
    ],
)
def test_a_minimum_that_cannot_be_read_is_told(draw, full, said, says):
    found = draw("--minimum", said)
    assert (found.code, found.out) == (2, "")
    assert says in " ".join(found.err.split())


def test_long_titles_of_cells_go_on_in_the_next_line(draw, full):
    lines = draw().out.splitlines()
    assert lines[0].split() == ["cell", "frame", "drawn", "reserves", "chance"]
    assert lines[1:3] == [
        "1  Community orders · High or very high Risk of       3      2         1     2/3",
        "     Harm · Prolific or other priority",
    ]
    assert not [line for line in lines if line.strip().startswith("·")]
    assert all(len(line) <= 80 for line in lines)


def test_a_list_that_the_body_named_is_topped_up(run, full, tmp_path):
    rows = [line.split(",")[0] for line in full.read_text().splitlines()[1:] if ",custody," in line]
    (tmp_path / "named.csv").write_text("case\n" + "".join(f"{case}\n" for case in rows[:12]))
    words = ("sample", "top-up", full, "named.csv", "--framework", "omi-2006", "--seed", "1", "-o", "d.json")
    found = run(*words)
    assert (found.code, found.err) == (0, "")
    text = " ".join(found.out.split())
    assert "The body named 12 cases; 10 of them are in the sample." in text
    assert f"Beyond a quota, and so in reserve: {rows[10]}, {rows[11]}." in text
    assert "so neither are their chances and weights" in text
    assert found.out.splitlines()[0].split() == ["cell", "frame", "named", "drawn", "reserves", "chance"]
    assert "–" in found.out
    assert run("sample", "verify", full, "d.json").code == 0
    (tmp_path / "named.csv").write_text("case\nC001\n")
    found = run(*words[:-1], "e.json")
    assert "Beyond a quota" not in found.out


def test_a_draw_is_verified_with_its_seal_or_told_that_its_plan_is_not_here(run, full, monkeypatch):
    from_steps = verify.verified
    notes = ("The plan own is not here.",)
    monkeypatch.setattr(verify, "verified", lambda *given: from_steps(given[0], given[1])._replace(notes=notes))
    run("sample", "draw", full, "--framework", "omi-2006", "--seed", "1", "-o", "d.json")
    found = run("sample", "verify", full, "d.json", "--seal", "seal.json")
    assert "seal.json: frame, edition, plan and seed are those that were sealed." in " ".join(found.out.split())
    assert "The plan own is not here." in found.out


@pytest.fixture
def many(tmp_path):
    """A frame of forty cells under the plan of today: sex, kind of sentence, level of risk."""
    sentences, levels = ("community", "suspended", "licence", "custody", "post-sentence"), ("low", "medium", "high")
    kinds = [(sex, one, level) for sex in ("female", "male") for one in sentences for level in (*levels, "very-high")]
    rows = [f"C{at:03},{','.join(kinds[at % len(kinds)])}\n" for at in range(400)]
    path = tmp_path / "many.csv"
    path.write_text("case,sex,sentence,roh-level\n" + "".join(rows), "utf-8")
    return path


def test_many_cells_are_added_up_by_what_they_begin_with(run, many):
    found = run("sample", "draw", many, "--framework", "pdu-2023", "--seed", "4711", "--size", "100", "-o", "d.json")
    lines = [line.split() for line in found.out.splitlines()]
    assert ["cells", "frame", "drawn", "reserves", "chance"] in lines
    kinds = [line for line in lines if line[:1] == ["sex"]]
    assert [line[1:4] for line in kinds] == [["female", "20", "200"], ["male", "20", "200"]]
    assert sum(int(line[4]) for line in kinds) == 100
    assert [line[6:] for line in kinds] == [["0.300"], ["0.200"]]
    assert "40 cells, each drawn from apart: d.html shows them one by one." in found.out
    assert " · " not in found.out


def test_many_cells_are_added_up_with_what_the_body_named(run, many, tmp_path):
    rows = [f"C{at:03}\n" for at in range(40)]
    (tmp_path / "named.csv").write_text("case\n" + "".join(rows), "utf-8")
    words = ("--framework", "pdu-2023", "--seed", "4711", "--size", "80", "-o", "d.json")
    found = run("sample", "top-up", many, tmp_path / "named.csv", *words)
    lines = [line.split() for line in found.out.splitlines()]
    assert ["cells", "frame", "named", "drawn", "reserves", "chance"] in lines
    assert ["sex", "male", "20", "200", "20", "40", "40", "–"] in lines


def test_many_joined_cells_are_added_up_by_all_they_begin_with():
    cell = {"number": 1, "frame": 4, "drawn": 1, "reserves": 2, "probability": "1/4"}
    titles = ["A · x + B · x + A · y + 4 more", *("A · y" for _ in range(29))]
    cells = [{**cell, "title": title} for title in titles]
    content = {"named": None, "cells": [*cells, {**cell, "title": "A", "probability": "2/4"}]}
    assert [line.split() for line in receipts._kinds(content)[1:]] == [
        ["A", "+", "B", "1", "4", "1", "2", "0.250"],
        ["A", "30", "120", "30", "60", "0.250", "to", "0.500"],
    ]


def test_a_case_that_was_replaced_cannot_be_replaced_once_more(run, many):
    run("sample", "draw", many, "--framework", "pdu-2023", "--seed", "4711", "--size", "80", "-o", "d.json")
    [case] = [row["case"] for row in json.loads(Path("d.json").read_text("utf-8"))["list"] if row["number"] == 1]
    assert run("sample", "replace", many, "d.json", case, "--reason", "Lost").code == 0
    found = run("sample", "replace", many, "d.json", case, "--reason", "Lost")
    assert found.code == 2
    assert f"The case {case!r} was replaced before." in found.err
