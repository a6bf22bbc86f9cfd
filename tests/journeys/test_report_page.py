"""What only a report page does: its wide tables, and the way past its contents."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from aboveline.reports.html import page as report_page
from tests.journeys.browsers import MARKS, PHONE
from tests.unit.reports.made_up import HAMPSHIRE

pytestmark = MARKS


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(report_page(HAMPSHIRE), encoding="utf-8", newline="\n")
    return file.as_uri()


def test_tables_too_wide_for_a_phone_scroll_in_their_own_box(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    page.goto(address)
    box = page.get_by_role("region", name="Table of scores")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert box.evaluate("box => box.scrollLeft") > 0
    page.close()


def test_the_first_tab_offers_to_skip_to_the_report(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()
