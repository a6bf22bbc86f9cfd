import json

import pytest

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
