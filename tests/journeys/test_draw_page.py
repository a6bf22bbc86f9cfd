"""What only the page of a receipt does: on paper, and with its bars."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from aboveline.reports.draws import draw_page
from tests.journeys.browsers import DESK, MARKS
from tests.unit.reports.receipts import FULL, NAMED

pytestmark = MARKS


def test_on_paper_a_random_number_takes_one_line(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "draw.html"
    file.write_text(draw_page(NAMED), encoding="utf-8")
    # The width of A4 without its margins, at 96 dots to the inch.
    page = browser.new_page(viewport={"width": 672, "height": 900})
    page.emulate_media(media="print")
    page.goto(file.as_uri())
    lines = page.locator(".numbered code").evaluate_all("all => all.map(one => one.getClientRects().length)")
    page.close()
    assert lines == [1] * len(NAMED["list"])


def test_the_bars_of_the_cells_are_as_long_as_the_cells_are_large(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "draw.html"
    file.write_text(draw_page(FULL), encoding="utf-8")
    page = browser.new_page(viewport={"width": DESK, "height": 900})
    page.goto(file.as_uri())
    widths = page.locator(".cells .stack").evaluate_all(
        "all => all.map(one => [...one.querySelectorAll(':scope > rect')]"
        ".reduce((sum, part) => sum + part.getBoundingClientRect().width, 0))"
    )
    page.close()
    frames = [cell["frame"] for cell in FULL["cells"]]
    assert [width / max(widths) for width in widths] == pytest.approx([size / max(frames) for size in frames], abs=0.01)
