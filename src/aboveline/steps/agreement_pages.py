"""The page on how alike readers judge: put together and written."""

from __future__ import annotations

from pathlib import Path

from aboveline import __version__
from aboveline.comparisons.agreement import Agreements
from aboveline.files.folder import write_file
from aboveline.problems import Faulty, Problem
from aboveline.reports.agreements import AgreementPage, agreement_page
from aboveline.steps.inspections import Inspection


def written_agreement(read: Inspection, found: Agreements, place: Path) -> None:
    """Write the page, which stands alone. `Faulty` where something already stands there."""
    if place.exists() or place.is_symlink():
        do = "Choose another name, or move it away."
        raise Faulty([Problem("file-in-the-way", str(place), None, "This is already there.", do)])
    said = read.settings
    page = AgreementPage(found, said.body_name, said.id, said.fictional, read.snapshot, f"Aboveline {__version__}")
    write_file(place, agreement_page(page))
