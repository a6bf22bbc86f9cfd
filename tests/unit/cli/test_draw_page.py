"""The command that writes a receipt as a page."""

import json

from tests.unit.reports.receipts import FULL


def test_the_page_of_a_receipt_is_written(run, tmp_path):
    (tmp_path / "draw.json").write_text(json.dumps(FULL), "utf-8")
    said = run("sample", "page", "draw.json", "-o", "page.html")
    assert (said.code, said.out) == (0, "page.html\n")
    assert FULL["frame"]["hash"] in (tmp_path / "page.html").read_text("utf-8")


def test_nothing_is_written_over(run, tmp_path):
    (tmp_path / "draw.json").write_text(json.dumps(FULL), "utf-8")
    (tmp_path / "page.html").write_text("mine", "utf-8")
    said = run("sample", "page", "draw.json", "-o", "page.html")
    assert said.code == 3
    assert "already there" in said.err
    assert (tmp_path / "page.html").read_text("utf-8") == "mine"


def test_what_is_no_receipt_makes_no_page(run, tmp_path):
    (tmp_path / "draw.json").write_text("{}", "utf-8")
    said = run("sample", "page", "draw.json", "-o", "page.html")
    assert said.code == 3
    assert not (tmp_path / "page.html").exists()
