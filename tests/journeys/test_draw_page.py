"""The page of a receipt as readers meet it: in a browser, on a desk and on a phone, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Request, sync_playwright

from aboveline.reports.draws import draw_page
from tests.journeys.test_report_page import CHROMIUM, DESK, PHONE, WCAG, ZOOMED
from tests.unit.reports.receipts import FULL, NAMED, RECEIPTS

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


@pytest.fixture(scope="module", params=RECEIPTS)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("draw") / f"{request.param}.html"
    file.write_text(draw_page(RECEIPTS[request.param]), encoding="utf-8", newline="\n")
    return file.as_uri()


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "dark"), (PHONE, "light")])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(address)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": [*WCAG, "best-practice"]}})
    page.close()
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_fetched_and_the_page_never_scrolls_sideways(browser: Browser, address: str) -> None:
    for width in (DESK, PHONE, ZOOMED):
        requests: list[Request] = []
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.on("request", lambda request, met=requests: met.append(request))
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.close()
        assert [request.url for request in requests if not request.url.startswith("data:")] == [address]


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
