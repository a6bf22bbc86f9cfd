"""Where the headless browser is, how wide its window is, and the marks of tests that open pages in it."""

from __future__ import annotations

import shutil

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DESK, PHONE, ZOOMED = 1280, 375, 320
"""Widths: a desk, a phone, and a desk at 400 %."""

MARKS = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
