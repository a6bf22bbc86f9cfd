import copy
import re
import subprocess

import pytest

from aboveline.reports.draws import Chance, chance, draw_page
from aboveline.stats.rounding import half_up
from tests.unit.reports.receipts import ALL_NAMED, BARE, FULL, NAMED, RECEIPTS, SEED
from tests.unit.reports.test_html import Reader


@pytest.fixture(params=RECEIPTS)
def content(request):
    return RECEIPTS[request.param]


@pytest.fixture
def read(content):
    return Reader(draw_page(content))


def test_the_same_receipt_gives_the_same_page(content):
    assert draw_page(copy.deepcopy(content)) == draw_page(content)
    assert "\r" not in draw_page(content)


def test_the_page_stands_alone(read):
    assert not {"script", "img", "iframe", "object"} & {tag for tag, _ in read.tags}
    assert all((link["href"] or "").startswith("#") for link in read.all("a"))


def test_every_link_arrives_and_every_id_is_there_once(read):
    ids = [given["id"] for _, given in read.tags if given.get("id")]
    assert len(ids) == len(set(ids))
    assert {(link["href"] or "")[1:] for link in read.all("a")} <= set(ids)
    named = " ".join(given.get("aria-labelledby") or "" for _, given in read.tags).split()
    assert set(named) <= set(ids)


def test_every_case_stands_there_with_its_number_whole(content, read):
    for row in content["list"]:
        assert row["case"] in read.text
        assert row["random"] in read.text


def test_every_hash_the_seed_and_the_code_stand_there(content, read):
    for text in (
        content["frame"]["hash"],
        content["plan"]["hash"],
        content["framework"]["hash"],
        content["code"],
        SEED,
    ):
        assert text in read.text


def test_every_cell_shows_its_counts_chance_and_weight(content, read):
    page = draw_page(content)
    for cell in content["cells"]:
        row = next(line for line in page.splitlines() if f'<td class="n">{cell["number"]}</td><th scope="row">' in line)
        counts = [int(text) for text in re.findall(r'<td class="n">(\d+)</td>', row)]
        assert counts == [cell[name] for name in ("number", "frame", "target", "drawn", "reserves")]
        for name in ("probability", "weight"):
            assert (cell[name] or "–") in page
        if cell["probability"]:
            assert f"{half_up(100 * cell['drawn'] / cell['frame'], 1):.1f}%" in page


def test_what_a_receipt_holds_is_escaped():
    page = draw_page(FULL)
    assert "<4>" not in page
    assert "<in>" not in page
    assert "it's <4711>" in Reader(page).text


def test_assumed_and_own_numbers_are_marked():
    page = draw_page(FULL)
    assert '<span class="tag assumed">assumed</span></td>' in page
    assert '<span class="tag differs">own</span></td>' in page
    text = Reader(page).text
    assert "By the size of the body's whole caseload, 1,234 cases" in text
    assert "set by whoever drew, not by the plan" in text
    assert "our reading of" in text
    assert "our reading of" not in Reader(draw_page(NAMED)).text


def test_it_is_told_where_a_seed_comes_from_and_what_that_is_worth():
    assert "does not show that it was fixed before the frame was seen" in Reader(draw_page(BARE)).text
    told = Reader(draw_page(NAMED)).text
    assert "It is: the first bonus number of the lottery on 3 March 2004." in told
    committed = Reader(draw_page(FULL)).text
    assert FULL["seed_origin"]["commitment"] in committed
    assert "fits no other seed" in committed


def test_replacements_stand_there_with_their_reasons():
    text = Reader(draw_page(FULL)).text
    (row,) = FULL["replacements"]
    assert f"{row['case']} {row['by']} Lost <in> the move" in text
    assert "Replacements" not in Reader(draw_page(BARE)).text


def test_named_cases_are_told_apart():
    text = Reader(draw_page(NAMED)).text
    assert NAMED["named"]["reason"] in text
    assert "in the sample, named by the body: 5" not in text
    taken = sum(row["place"] == "sample" and row["way"] == "named" for row in NAMED["list"])
    assert f"in the sample, named by the body: {taken}" in text
    assert "Cases that the body named" not in Reader(draw_page(FULL)).text


def test_the_parts_of_the_bar_are_the_frame():
    for content in RECEIPTS.values():
        legend = draw_page(content).split('<ul class="choices">')[1].split("</ul>")[0]
        assert sum(int(text) for text in re.findall(r"<b>(\d+)</b>", legend)) == content["frame"]["cases"]


@pytest.mark.parametrize("content", [FULL, NAMED, BARE], ids=["full", "named", "bare"])
def test_the_lines_of_shell_print_what_the_page_says(content):
    page = Reader(draw_page(content))
    (lines,) = (text for text in page.words if "case=" in text)
    printed = subprocess.run(["sh", "-c", lines], capture_output=True, text=True, check=True).stdout.split()[0]
    row = next(row for row in content["list"] if row["random"] == printed)
    assert f"case={row['case']}" in lines
    assert f"It prints {printed} , which is the number of {row['case']} in" in page.text


def test_the_line_of_shell_prints_the_commitment():
    (line,) = (text for text in Reader(draw_page(FULL)).words if text.startswith("printf '%s' "))
    printed = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True).stdout.split()[0]
    assert f"sha256:{printed}" == FULL["seed_origin"]["commitment"]


def test_where_nothing_was_drawn_no_number_is_repeated():
    assert "case=" not in draw_page(ALL_NAMED)
    assert "aboveline sample verify" in draw_page(ALL_NAMED)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("21/75", Chance("21/75", "28.0%", "0.28")),
        ("75/21", Chance("75/21", "357.1%", "3.57")),
        ("0/5", Chance("0/5", "0.0%", "0.00")),
        ("1/16", Chance("1/16", "6.3%", "0.06")),
        (None, Chance("", "", "")),
        ("1/0", Chance("1/0", "", "")),
        ("many", Chance("many", "", "")),
    ],
)
def test_a_fraction_is_shown_as_percent_and_decimal(text, found):
    assert chance(text) == found


def test_a_receipt_with_strange_words_in_it_still_makes_a_page():
    content = copy.deepcopy(BARE)
    content["seed_origin"]["kind"] = "dreamt"
    content["plan"]["sized"]["by"] = "feeling"
    content["list"][0] |= {"place": "elsewhere", "cell": 99}
    content["cells"] = []
    text = Reader(draw_page(content)).text
    assert "Feeling" in text
    assert "elsewhere" in text
