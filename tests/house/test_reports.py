"""A report asks nobody for anything: no script, picture, font or style comes from outside the file."""

import re

from tests.house.sources import PACKAGE

REPORTS = PACKAGE / "reports"
FETCHED = re.compile(
    r"""(?:\bsrc(?:set)?\s*=\s*["']?|url\(\s*["']?|@import\s+["']?|<link\b[^>]*\bhref\s*=\s*["']?)\s*(?:https?:)?//\w"""
    r"""|\b(?:fetch|sendBeacon|XMLHttpRequest|WebSocket|EventSource)\s*\(""",
    flags=re.IGNORECASE,
)


def test_no_source_of_a_report_fetches_anything():
    sources = [path for path in REPORTS.rglob("*") if path.suffix in {".py", ".html", ".css", ".js", ".svg", ".j2"}]
    assert {path.suffix for path in sources} >= {".py", ".j2"}, "the templates of the reports are not where they were"
    found = {path.name: FETCHED.findall(path.read_text("utf-8")) for path in sources}
    assert not {name: what for name, what in found.items() if what}


def test_the_pattern_sees_what_it_is_to_see():
    assert FETCHED.search('<img src="https://example.org/pixel.gif">')
    assert FETCHED.search("@import '//example.org/style.css'")
    assert FETCHED.search('<link rel="stylesheet" href="https://example.org/a.css">')
    assert FETCHED.search("navigator.sendBeacon('/x')")
    assert not FETCHED.search('<a href="https://example.org/">elsewhere</a> url(data:image/png;base64,AAAA)')
