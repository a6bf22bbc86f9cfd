"""Writing the page of a receipt that lies there already."""

from __future__ import annotations

from pathlib import Path

from aboveline.files.folder import whole_file
from aboveline.problems import Faulty, Problem
from aboveline.reports.draws import draw_page
from aboveline.steps.drawing import receipt_content


def written_page(receipt: Path, output: Path) -> Path:
    """The page of the receipt, written there. `Faulty` where it is no receipt, or where something stands already."""
    content = receipt_content(receipt)
    if output.exists() or output.is_symlink():
        do = "Choose another name, or move it away."
        raise Faulty([Problem("file-in-the-way", str(output), None, "This is already there.", do)])
    with whole_file(output) as draft:
        draft.write_text(draw_page(content), encoding="utf-8", newline="")
    return output
