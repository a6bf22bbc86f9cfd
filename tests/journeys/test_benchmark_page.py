"""A body beside others as readers meet it: in a browser, on a desk and on a phone, in light and dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Request, sync_playwright

from aboveline.reports.funnels import benchmark_page
from tests.unit.reports.funnels import PAGES

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


@pytest.fixture(scope="module", params=PAGES)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("benchmark") / f"{request.param}.html"
    file.write_text(benchmark_page(PAGES[request.param]), encoding="utf-8", newline="\n")
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
    requests: list[Request] = []
    messages: list[ConsoleMessage | Error] = []
    page = browser.new_page()
    page.on("request", lambda request: requests.append(request))
    page.on("console", lambda message: messages.append(message))
    page.on("pageerror", lambda error: messages.append(error))
    page.goto(address, wait_until="networkidle")
    page.close()
    assert [request.url for request in requests if not request.url.startswith("data:")] == [address]
    assert not messages


@pytest.mark.parametrize("width", [DESK, PHONE, ZOOMED])
def test_the_page_never_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_no_names_of_a_chart_run_into_each_other(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": DESK, "height": 800})
    page.goto(address)
    for chart in page.locator("svg.funnel").all():
        boxes = chart.locator("text").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect())"
            ".map(box => [box.left, box.right, box.top + 3, box.bottom - 3])"
        )
        for number, (left, right, top, bottom) in enumerate(boxes):
            for other in boxes[number + 1 :]:
                assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
    page.close()
