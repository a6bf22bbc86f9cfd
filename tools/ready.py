"""Makes this folder ready to run or to test: a `.venv` of hashed packages, and a browser for the page tests.

    python3 tools/ready.py run     what `make demo` needs
    python3 tools/ready.py test    what `make test` needs, Chromium included
    python3 tools/ready.py lock    requirements/*.txt written anew from pyproject.toml

Standard library only, and in the grammar of Python 3.7, so that an old Python still gets a sentence.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "ready.json"
FLOOR = (3, 11)

LEVELS = {"run": ("run", "build"), "test": ("test",)}
"""What is made ready → the requirements files it takes; `test` holds all of `run`."""

PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
DEBIAN = ("chromium", "fonts-dejavu-core")


class Unready(Exception):
    """Why the folder cannot be made ready, as a sentence that says what to do."""


def main(arguments):
    """The exit code, after making ready what the one argument names."""
    try:
        if arguments == ["lock"]:
            lock()
        elif len(arguments) == 1 and arguments[0] in LEVELS:
            ready(arguments[0])
        else:
            raise Unready("Say what to make ready: run, test or lock.")
        if arguments == ["test"]:
            ready_browser()
    except Unready as reason:
        say(reason)
        return 1
    except KeyboardInterrupt:
        say("Stopped. What was done so far is kept; run the same command to go on.")
        return 130
    return 0


def ready(level):
    """Nothing, once `.venv` holds that level's packages and the project; at once where it does already."""
    asked = probe(os.environ["PYTHON"]) if os.environ.get("PYTHON") else None
    if os.environ.get("PYTHON") and (asked is None or asked["version"] < FLOOR):
        raise Unready(f"PYTHON={os.environ['PYTHON']} is not a Python 3.11 or newer that runs here.")
    if is_current(level, asked):
        return
    start = time.monotonic()
    made = probe(str(VENV / "bin" / "python"))
    if not is_usable(made, asked):
        made = make_venv(asked or newest_python())
    tool = "uv" if shutil.which("uv") else "pip"
    version = "{}.{}".format(*made["version"])
    say(f"Setting up .venv: Python {version}, packages by {tool}. Only the first time takes long.")
    install(level)
    stamp = read_stamp() if read_stamp().get("python") == version else {}
    stamp.update({"python": version, level: fingerprint(level)})
    STAMP.write_text(json.dumps(stamp))
    say(f"Ready after {time.monotonic() - start:.0f} s.")


def is_current(level, asked):
    """Whether the stamp says that this level, or one that holds it, was set up from the files as they are."""
    stamp = read_stamp()
    if asked and stamp.get("python") != "{}.{}".format(*asked["version"]):
        return False
    levels = ("run", "test") if level == "run" else ("test",)
    return (VENV / "bin" / "python").exists() and any(stamp.get(e) == fingerprint(e) for e in levels)


def read_stamp():
    """What was set up last: level → fingerprint, and the Python; empty where nothing legible stands."""
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def fingerprint(level):
    """The hash of all that a set-up rests on; the place too, for the scripts in a venv name their folder."""
    files = [ROOT / "pyproject.toml", Path(__file__), *(requirements(name) for name in LEVELS[level])]
    digest = hashlib.sha256(str(ROOT).encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def requirements(name):
    """Where the locked requirements of that name stand."""
    return ROOT / "requirements" / (name + ".txt")


def probe(command):
    """What that Python is: path, version, whether it has ensurepip and pip; None where it does not run."""
    code = (
        "import json, sys, importlib.util as u; print(json.dumps([sys.executable, sys.version_info[:2],"
        " *(u.find_spec(m) is not None for m in ('ensurepip', 'pip'))]))"
    )
    try:
        done = subprocess.run([command, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60)
        path, version, ensurepip, pip = json.loads(done.stdout.decode())
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return {"path": path, "version": tuple(version), "ensurepip": ensurepip, "pip": pip}


def is_usable(made, asked):
    """Whether the `.venv` there can be filled: new enough, the Python asked for, with a way to install."""
    if made is None or made["version"] < FLOOR or not (made["pip"] or shutil.which("uv")):
        return False
    return asked is None or asked["version"] == made["version"]


def newest_python():
    """The newest Python on the path that can make a venv; Unready where none can, with the way to one."""
    found = [python for python in map(probe, PYTHONS) if python]
    new = [python for python in found if python["version"] >= FLOOR]
    able = [python for python in new if python["ensurepip"] or shutil.which("uv")]
    if able:
        return max(able, key=lambda python: python["version"])
    if new:
        raise Unready(
            "This Python cannot make a virtual environment: Debian packs that part separately. Run\n\n"
            f"    apt-get install {venv_package(new[0])}\n\nas root, then the same command again."
        )
    versions = ", ".join(sorted({"{}.{}".format(*python["version"]) for python in found})) or "none at all"
    raise Unready(
        f"Aboveline needs Python 3.11 or newer; found here: {versions}. Install a newer one, or name it: "
        "make demo PYTHON=/path/to/python3"
    )


def venv_package(python):
    """Debian's package with the missing part; the plain name where that Python is Debian's own."""
    own = probe("/usr/bin/python3")
    return (
        "python3-venv" if own and own["version"] == python["version"] else "python{}.{}-venv".format(*python["version"])
    )


def make_venv(python):
    """A new, empty `.venv` of that Python, as `probe` sees it."""
    if not (python["ensurepip"] or shutil.which("uv")):
        raise Unready(f"{python['path']} has no ensurepip. On Debian: apt-get install {venv_package(python)}")
    if VENV.exists():
        shutil.rmtree(str(VENV))
    if shutil.which("uv"):
        # --seed puts pip in: a journey installs the wheel with it.
        run(
            "The virtual environment could not be made.",
            "uv",
            "venv",
            "-q",
            "--seed",
            "-p",
            python["path"],
            str(VENV),
        )
    else:
        run("The virtual environment could not be made.", python["path"], "-m", "venv", str(VENV))
    return probe(str(VENV / "bin" / "python"))


def install(level):
    """Nothing, once the locked packages are in, each held to its hash, and the project as an editable."""
    python = str(VENV / "bin" / "python")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-q")
    command = ("uv", "pip", "install", "-q", "-p", python) if shutil.which("uv") else pip
    files = [word for name in LEVELS[level] for word in ("-r", str(requirements(name)))]
    why = "The packages could not be installed. Can this machine reach its package index?"
    run(why, *command, "--require-hashes", *files)
    run("The project could not be installed.", *command, "--no-deps", "--no-build-isolation", "-e", str(ROOT))


def run(why, *command, **settings):
    """The text that the command printed; Unready with `why` and the lines that tell why where it failed."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **settings
    )
    text = done.stdout.decode(errors="replace").strip()
    if done.returncode:
        # pip closes a failure with notes about itself; the lines that tell are those that say error.
        lines = [line.strip() for line in text.splitlines()]
        telling = [line for line in lines if "rror:" in line or line.startswith("E: ")] or lines
        last = "\n".join("    " + line for line in telling[-6:])
        raise Unready(f"{why} {Path(command[0]).name} said:\n{last}")
    return text


def chromium():
    """The path of the system's Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def ready_browser():
    """Nothing, once there is a Chromium; a sentence where there can be none and page tests are skipped."""
    if chromium():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        say("No Chromium here, so the tests that open a page are skipped. On Debian: apt-get install chromium")
        return
    say(f"Installing Debian's {' and '.join(DEBIAN)} for the tests that open a page.")
    apt = ("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    try:
        run("apt-get update failed.", *apt, "update", env=quiet)
        run("apt-get install failed.", *apt, "install", "--no-install-recommends", *DEBIAN, env=quiet)
    except Unready as reason:
        # The tests that need no browser are worth running all the same; in CI the skipped ones fail.
        say(f"{reason}\nThe tests that open a page are skipped.")


def lock():
    """Nothing, once requirements/*.txt hold the newest versions pyproject.toml allows, with their hashes."""
    ready("run")
    uv = shutil.which("uv") or str(VENV / "bin" / "uv")
    if not Path(uv).exists():
        run("uv could not be installed.", str(VENV / "bin" / "python"), "-m", "pip", "install", "-q", "uv")
    # The largest first; it then bounds the others, so that one version is tested and run.
    # fewest: one version of each package for every Python, so that a figure does not depend on which.
    plain = ("pip", "compile", "-q", "--upgrade", "--universal", "--python-version", "3.11",
             "--fork-strategy", "fewest", "--generate-hashes", "--no-emit-index-url",
             "--custom-compile-command", "make lock")  # fmt: skip
    bound = ("--no-annotate", "-c", "requirements/test.txt")
    why = "The requirements could not be locked."
    run(why, uv, *plain, "pyproject.toml", "--group", "test", "-o", "requirements/test.txt", cwd=str(ROOT))
    run(why, uv, *plain, *bound, "pyproject.toml", "-o", "requirements/run.txt", cwd=str(ROOT))
    run(why, uv, *plain, *bound, "--group", "build", "-o", "requirements/build.txt", cwd=str(ROOT))
    say("requirements/*.txt are written anew. Run make test before you commit them.")


def say(sentence):
    """Nothing; the sentence stands on stderr, so that a command's own output stays clean."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
