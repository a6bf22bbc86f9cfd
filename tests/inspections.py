"""Inspection folders to test with: three walks under the small edition of tests/examples, and what a test changes.

By hand: shoes 2 of 3, coat 1 of 2 (asked in the wet), home 2 of 3, ready 1 of 2 (one blank).
A1 = 80 % of the mean of shoes, coat and home (61.1) and 20 % of ready (50) = 58.9; A2 = home = 66.7;
A = (2 × A1 + A2) / 3 = 61.5; B is graded high; everything = 2 of 2 points.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from aboveline.frameworks.read import LIBRARY, framework
from aboveline.published.rebuilt import rebuilt_files, rebuilt_framework
from tests.examples.editions import HERE as EDITIONS
from tests.examples.editions import SMALL

HASH = framework(SMALL).hash
ENVIRONMENT = {"ABOVELINE_FRAMEWORKS": str(EDITIONS)}

SHARES = {"shoes": 200 / 3, "coat": 50.0, "home": 200 / 3, "ready": 50.0}
A1 = 0.8 * (200 / 3 + 50 + 200 / 3) / 3 + 0.2 * 50
SCORES = SHARES | {"A1": A1, "A2": 200 / 3, "A": (2 * A1 + 200 / 3) / 3, "marked": 50.0, "all": 100.0}

WALKS = {
    "inspection.yaml": f"""\
format: 1
id: walks
body: {{id: club, name: The Walking Club, kind: club}}
framework:
  id: small
  hash: "{HASH}"
kind: full
dates: {{fieldwork: 2020-05}}
cohorts:
  - {{id: main, criteria: all}}
""",
    "cases.csv": """\
case,cohort,sentence,months-served,weather
W1,main,,,dry
W2,main,,,wet
W3,main,,,wet
""",
    "assessments.csv": """\
assessment,case,reader,reader_role,reading,stands,date,note
R1,W1,ann,lead,first,yes,2020-05-01,
R2,W2,ann,lead,first,yes,,
S2,W2,bob,,second,no,,read again
R3,W3,bob,,first,yes,,
""",
    "judgements.csv": """\
assessment,question,choices,note
R1,shoes,yes,
R1,ready,yes,
R1,home,yes,
R2,shoes,yes,"a note, with a comma"
R2,coat,yes,
R2,ready,no,
R2,home,no,
S2,shoes,no,
S2,coat,no,
S2,home,yes,
R3,shoes,no,
R3,coat,no,
R3,coat-why,x|y,
R3,ready,,
R3,home,yes,
""",
    "evidence.csv": """\
item,rating,by,note
B.a,strong,ann,
B.b,strong,bob,seen
""",
}


def walks(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The folder with the three walks in it; `changes` puts other contents, or None for a file that is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**WALKS, **(changes or {})}.items():
        if content is not None:
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def rebuilt(name: str, place: Path) -> Path:
    """A rebuilt inspection as a folder of that name in the place, without the receipt of its draw."""
    folder = place / name
    for file, content in rebuilt_files(name, framework(LIBRARY / rebuilt_framework(name))).items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(content, encoding="utf-8", newline="")
    return folder


def changed(name: str, *changes: tuple[str, str]) -> dict[str, str]:
    """One file of the walks with texts replaced, each of which must stand in it."""
    text = WALKS[name]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return {name: text}


def aboveline(*words: object, cwd: Path, **further: str) -> subprocess.CompletedProcess[str]:
    """The command run as a person runs it, in a terminal of 80 columns."""
    return subprocess.run(
        [sys.executable, "-m", "aboveline.cli", *map(str, words)],
        cwd=cwd,
        env=os.environ | ENVIRONMENT | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"} | further,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its content, hidden ones too: what a person could lose or find too many."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
