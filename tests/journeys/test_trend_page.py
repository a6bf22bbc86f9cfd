"""The page of a trend as readers meet it: in a browser, on a desk and on a phone, in light and dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from aboveline.reports.trends import TrendPage, trend_page
from tests.unit.comparisons.trends import TRENDS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
DESK, PHONE, ZOOMED = 1280, 375, 320

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module", params=["plain", "mixed", "nothing"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("trend") / f"{request.param}.html"
    file.write_text(trend_page(TrendPage(TRENDS[request.param], "Aboveline 0")), encoding="utf-8", newline="\n")
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(address)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": [*WCAG, "best-practice"]}})
    page.close()
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_fetched_and_nothing_complains(browser: Browser, address: str) -> None:
    requests, messages = list[str](), list[object]()
    page = browser.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message))
    page.on("pageerror", lambda message: messages.append(message))
    page.goto(address, wait_until="networkidle")
    page.close()
    assert [url for url in requests if not url.startswith("data:")] == [address]
    assert not messages


@pytest.mark.parametrize("width", [DESK, PHONE, ZOOMED])
def test_nothing_scrolls_sideways_and_no_words_of_the_chart_run_into_each_other(
    browser: Browser, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    boxes = page.locator("svg.chart text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect())"
        ".map(box => [box.left, box.right, box.top + 4, box.bottom - 4])"
    )
    page.close()
    for number, (left, right, top, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= width
        for other in boxes[number + 1 :]:
            assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
