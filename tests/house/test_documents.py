"""What the documents say is so: their commands run, their links lead somewhere, the reference is current.

A fence marked `console` or `sh` holds commands after `$ `; its other lines are what a reader sees. The
commands of a document run in order in a folder of its own. `# exits 4` behind one says it is meant to fail.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

DOCUMENTS = sorted({ROOT / "README.md", ROOT / "DEVELOPERS.md", *ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")})
FENCE = re.compile(r"^( *)```(?:console|sh)\n(.*?)^\1```", flags=re.MULTILINE | re.DOTALL)

NOT_RUN = {
    "git clone": "the reader is to take the repository; the test stands in it",
    "cd aboveline": "so does this",
    "apt-get": "the set-up is tested apart, in journeys/test_setup.py",
    "pip install": "the wheel is tested apart, in journeys/test_wheel.py",
    "uv": "the same",
    "open": "opens a window",
    "xdg-open": "opens a window",
}
"""Beginning of a command → why it is not run."""


def commands(document: Path) -> list[str]:
    """The commands of a document in order; a line that ends in a backslash takes the next one along."""
    found = []
    for indent, body in FENCE.findall(document.read_text("utf-8")):
        whole = re.sub(r"\\\n *(?:> )?", " ", body)
        given = [line.removeprefix(indent + "$ ") for line in whole.splitlines() if line.startswith(indent + "$ ")]
        assert given, f"{document.name}: a fence of commands without one that begins with '$ '"
        found += given
    return found


def step(command: str) -> str:
    """The lines of shell that run one command and stop with a sentence where it exits otherwise."""
    plain, _, expected = command.partition("# exits ")
    plain = re.sub(r"(?<!\S)\S*\.venv/bin/", "", plain)
    if any(f"{plain} ".startswith(f"{beginning} ") for beginning in NOT_RUN):
        return ""
    if plain.startswith("make "):
        # demo is what it runs; of the others it is enough that they exist: this test is itself inside one.
        target = plain.split("#")[0].split()[1]
        dry = f"make -n -C {shlex.quote(str(ROOT))} {target} >/dev/null"
        plain = "aboveline demo" if target == "demo" else dry
    told = f"{{ echo {shlex.quote(command)}: exits $code >&2; exit 99; }}"
    return f"{plain}\ncode=$?\n[ $code = {expected.strip() or 0} ] || {told}\n"


@pytest.mark.journey
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_commands_of_a_document_run(document, tmp_path):
    assert document.exists(), f"{document.name} is not there yet"
    script = "set -uo pipefail\n" + "".join(map(step, commands(document)))
    home = tmp_path / "home"
    home.mkdir()
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(home), "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_links_of_a_document_lead_somewhere(document):
    text = re.sub(r"^( *)```.*?^\1```|`[^`\n]*`", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    inside = [target.partition("#")[0] for target in targets if not re.match(r"\w+:|#", target)]
    assert not [target for target in inside if not (document.parent / target).exists()]


def test_the_reference_is_current():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "reference.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nmake docs writes it anew."
