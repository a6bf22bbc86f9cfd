import codecs
import io
import runpy
import sys

import pytest

import aboveline
from aboveline import cli
from aboveline.cli import COMMANDS, PLAINLY, main


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["help"]])
def test_help_names_every_command(run, words):
    said = run(*words)
    assert said.code == 0
    assert all(f"  {name} " in said.out for name in COMMANDS)


def test_the_version_is_told(run):
    assert run("--version").out == f"aboveline {aboveline.__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run, name):
    said = run(name, "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"usage: aboveline {name} ")


@pytest.mark.parametrize("words", [["scor"], ["scor", "--help"], ["--scores"], ["scor", "x", "-y"]])
def test_an_unknown_command_is_told_with_a_near_miss(run, words):
    said = run(*words)
    assert (said.code, said.out) == (2, "")
    assert "There is no such command." in said.err
    assert words[0] != "scor" or "Did you mean score?" in said.err


@pytest.mark.parametrize("words", [["check"], ["convert", "x"], ["trace", "x", "--deep"], ["frameworks"]])
def test_a_command_called_wrongly_ends_with_2(run, words):
    said = run(*words)
    assert said.code == 2
    assert "usage:" in said.err


def test_without_arguments_the_words_of_the_process_are_taken(monkeypatch, capsys):
    brief = []
    monkeypatch.setattr(cli, "_be_brief", lambda: brief.append(True))
    monkeypatch.setattr(sys, "argv", ["aboveline", "--version"])
    assert main() == 0
    assert brief == [True]
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("aboveline.cli", run_name="__main__", alter_sys=True)
    assert ended.value.code == 0
    assert capsys.readouterr().out.count(aboveline.__version__) == 2


def test_a_process_of_our_own_spares_itself_what_takes_long(monkeypatch):
    calls = []
    monkeypatch.setattr(cli.gc, "disable", lambda: calls.append("disable"))
    monkeypatch.setattr(cli.gc, "freeze", lambda: calls.append("freeze"))
    monkeypatch.setattr(cli.atexit, "register", lambda at_end: at_end())
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    monkeypatch.setitem(sys.modules, "duckdb", object())
    cli._be_brief()
    assert calls == ["disable"]
    monkeypatch.delitem(sys.modules, "duckdb")
    cli._be_brief()
    assert calls == ["disable", "disable", "freeze"]
    assert cli.os.environ["OPENBLAS_NUM_THREADS"] == "2"


def interrupted(*_):
    raise KeyboardInterrupt


def test_somebody_who_stops_it_is_told_that_nothing_is_half_written(run, monkeypatch):
    monkeypatch.setattr(cli, "_help", interrupted)
    said = run("--help")
    assert said.code == 130
    assert "Nothing was left half written" in said.err


class Refusing(io.StringIO):
    """A stream without encoding or number that takes nothing in."""

    def __init__(self, fault):
        super().__init__()
        self.fault = fault

    def flush(self):
        raise self.fault

    reconfigure = None


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (BrokenPipeError(32, "Broken pipe"), 0, ""),
        (OSError(28, "No space left on device"), 3, "output: The system refuses: No space left on device."),
        (PermissionError(13, "Permission denied", "walks/cases.csv"), 3, "walks/cases.csv: The system refuses"),
        (OSError("The disk is on holiday"), 3, "on holiday"),
    ],
)
def test_what_the_system_refuses_is_told(fault, code, said, monkeypatch, capsys):
    stream = Refusing(fault)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.delattr(Refusing, "reconfigure")
    assert main(["--help"]) == code
    err = capsys.readouterr().err
    assert said in err
    assert bool(said) == bool(err)


def test_signs_that_a_terminal_lacks_are_told_plainly():
    assert "a – b … █† ✓".encode("ascii", PLAINLY) == b"a - b ~ #+ ?"
    assert codecs.lookup_error(PLAINLY)
