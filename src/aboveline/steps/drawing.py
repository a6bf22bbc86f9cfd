"""Drawing a sample from a frame, repeating a draw, and replacing a case: read, think, write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aboveline import __version__
from aboveline.cases.table import case_table
from aboveline.files.csv import csv_table, csv_text
from aboveline.files.folder import whole_file
from aboveline.frameworks.model import Framework
from aboveline.problems import Faulty, Problem
from aboveline.sampling.cells import planned_size, wanted
from aboveline.sampling.plan import sampling_plan
from aboveline.sampling.receipt import receipt, shape_problems, verify, with_replacement
from aboveline.steps.editions import edition
from aboveline.tables import Table, checked_table

SCHEMA = Path(__file__).parent / "receipt.schema.json"
_COLUMNS = ("number", "case", "place", "cell", "probability", "weight", "random")


def draw_sample(
    frame: Path, framework: str, seed: str, size: int | None, reserves: int, output: Path
) -> tuple[dict[str, Any], Path]:
    """The receipt of a draw under the plan of the edition, written with the sample as CSV beside it; where that is.

    `Faulty` where anything is amiss; then nothing is written.
    """
    _check_text("seed", seed)
    _check_whole("size", size, 1)
    _check_whole("reserves", reserves, 0)
    item = edition(framework)
    plan, problems = sampling_plan(item)
    if problems:
        raise Faulty(problems)
    _check_free(output, sample_file(output))
    table = _frame(frame, item)
    asked = size if size is not None or plan is None else planned_size(plan, len(table))
    if asked is None:
        what = f"The edition {item.id} has no sampling plan, and no size is given."
        raise Faulty([Problem("option-value", "--size", None, what, "Give the number of cases.")])
    made = {"framework": {"id": item.id, "hash": item.hash}, "code": f"aboveline {__version__}"}
    content, problems = receipt(table, wanted(plan, asked, reserves), seed, made)
    if problems:
        raise Faulty(problems)
    _write(output, content)
    return content, sample_file(output)


def verified(frame: Path, path: Path) -> dict[str, Any]:
    """The receipt, where the draw repeated from the frame comes out the same; `Faulty` says what differs."""
    content = _receipt(path)
    item = edition(content["framework"]["id"])
    problems = verify(_frame(frame, item), content, path.name)
    if content["framework"]["hash"] != item.hash:
        what = f"framework.hash: the edition {item.id} here has another content than the one the plan was taken from."
        do = "Verify with that edition; its folder may be named by ABOVELINE_FRAMEWORKS."
        problems.insert(0, Problem("receipt-differs", path.name, None, what, do))
    if problems:
        raise Faulty(problems)
    return content


def replace_case(frame: Path, path: Path, case: str, reason: str) -> tuple[dict[str, Any], Path]:
    """The new receipt, in which the next reserve of its cell stands for the case, written with its sample CSV.

    The old entries stay. The receipt is verified first; `Faulty` where it differs, or nobody can stand in.
    """
    _check_text("reason", reason)
    content = with_replacement(verified(frame, path), case, reason, path.name)
    if sample_file(path).resolve() == frame.resolve():
        _check_free(sample_file(path))
    _write(path, content)
    return content, sample_file(path)


def sample_file(path: Path) -> Path:
    """Where the sample stands: beside the receipt, as CSV."""
    return path.with_suffix(".csv")


def sample_csv(content: Mapping[str, Any]) -> str:
    """The numbered list as CSV text with probability and weight as decimals: a fraction is a date to spreadsheets."""
    cells = {cell["number"]: cell for cell in content["cells"]}
    rows = []
    for row in content["list"]:
        cell = cells[row["cell"]]
        chance, weight = cell["drawn"] / cell["frame"], cell["frame"] / cell["drawn"]
        rows.append((row["number"], row["case"], row["place"], cell["title"], chance, weight, row["random"]))
    return csv_text(_COLUMNS, rows)


def receipt_json(content: Mapping[str, Any]) -> str:
    """The receipt as the JSON text that `receipt.schema.json` describes."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _frame(path: Path, item: Framework) -> Table:
    if not path.exists():
        what, do = "The file is not there.", "Give the case table of the edition as a CSV file."
        raise Faulty([Problem("file-missing", str(path), None, what, do)])
    raw, problems = csv_table(path)
    if raw is None:
        raise Faulty(problems)
    table, problems = checked_table(case_table(item), raw)
    if problems:
        raise Faulty(problems)
    return table


def _receipt(path: Path) -> dict[str, Any]:
    do = "Give the file that `aboveline sample draw` wrote."
    try:
        content = json.loads(path.read_text("utf-8"))
        json.dumps(content, ensure_ascii=False).encode()
    except FileNotFoundError:
        raise Faulty([Problem("file-missing", str(path), None, "The file is not there.", do)]) from None
    except OSError as fault:
        what = f"The file cannot be opened: {fault.strerror}."
        raise Faulty([Problem("file-unreadable", str(path), None, what, do)]) from fault
    except (ValueError, RecursionError) as fault:
        what = "This is no receipt: it is not JSON text."
        raise Faulty([Problem("receipt-faulty", path.name, None, what, do)]) from fault
    problems = shape_problems(content, path.name)
    if problems:
        raise Faulty(problems)
    found: dict[str, Any] = content
    return found


def _write(path: Path, content: Mapping[str, Any]) -> None:
    with whole_file(path) as draft, whole_file(sample_file(path)) as beside:
        draft.write_text(receipt_json(content), encoding="utf-8", newline="")
        beside.write_text(sample_csv(content), encoding="utf-8", newline="")


def _check_free(*paths: Path) -> None:
    do = "Choose another name, or move it away."
    taken = [path for path in dict.fromkeys(paths) if path.exists() or path.is_symlink()]
    problems = [Problem("file-in-the-way", str(path), None, "This is already there.", do) for path in taken]
    if len({*paths}) < len(paths):
        what = "The receipt cannot end in .csv: the sample stands there."
        problems.append(Problem("option-value", "--output", None, what, "Let its name end in .json."))
    if problems:
        raise Faulty(problems)


def _check_text(option: str, text: str) -> None:
    if not text.strip() or not text.isprintable():
        what = f"The {option} is blank, or holds a sign that cannot be printed."
        raise Faulty([Problem("option-value", f"--{option}", None, what, "Write it in plain signs on one line.")])


def _check_whole(option: str, number: int | None, low: int) -> None:
    if number is not None and number < low:
        what = f"{number} is not a number this option can have."
        raise Faulty([Problem("option-value", f"--{option}", None, what, f"Give {low} or more.")])
