"""Every page as readers meet it: in a browser, on a desk and on a phone, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Request

from aboveline.reports.agreements import agreement_page
from aboveline.reports.draws import draw_page
from aboveline.reports.funnels import benchmark_page
from aboveline.reports.html import page as report_page
from aboveline.reports.profiles import profile_page
from aboveline.reports.trends import TrendPage, trend_page
from tests.journeys.browsers import DESK, MARKS, PHONE, ZOOMED
from tests.unit.comparisons.trends import TRENDS
from tests.unit.reports import agreements, funnels, made_up, profiles, receipts

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
PAGES: dict[str, Callable[[], str]] = {
    "report hampshire": lambda: report_page(made_up.HAMPSHIRE),
    "report every-state": lambda: report_page(made_up.EVERY_STATE),
    "report bare": lambda: report_page(made_up.BARE),
    **{f"agreement {name}": lambda page=page: agreement_page(page) for name, page in agreements.PAGES.items()},
    **{f"benchmark {name}": lambda page=page: benchmark_page(page) for name, page in funnels.PAGES.items()},
    **{f"draw {name}": lambda content=content: draw_page(content) for name, content in receipts.RECEIPTS.items()},
    **{f"profile {name}": lambda page=page: profile_page(page) for name, page in profiles.PAGES.items()},
    **{
        f"trend {name}": lambda name=name: trend_page(TrendPage(TRENDS[name], "Aboveline 0"))
        for name in ("plain", "mixed", "nothing")
    },
}

pytestmark = MARKS


@pytest.fixture(scope="module", params=PAGES)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(PAGES[request.param](), encoding="utf-8", newline="\n")
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
def test_the_page_never_scrolls_sideways_and_no_words_of_a_chart_run_into_each_other(
    browser: Browser, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    # A wide funnel scrolls in a box of its own, so its words may lie beyond the window.
    for chart in page.locator("svg.chart, svg.funnel").all():
        wide = "funnel" in (chart.get_attribute("class") or "")
        boxes = chart.locator("text").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect())"
            ".map(box => [box.left, box.right, box.top + 4, box.bottom - 4])"
        )
        for number, (left, right, top, bottom) in enumerate(boxes):
            assert wide or (left >= 0 and right <= width)
            for other in boxes[number + 1 :]:
                assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
    page.close()
