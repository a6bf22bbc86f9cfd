import threading

from aboveline.cli import progress as module
from aboveline.cli.progress import progress


def test_what_is_over_at_once_says_nothing(capsys):
    with progress("Walking"):
        pass
    assert capsys.readouterr() == ("", "")


def test_what_takes_longer_says_what_is_done(capsys, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    with progress("Walking"):
        for thread in threading.enumerate():
            if isinstance(thread, threading.Timer):
                thread.join(10)
    assert capsys.readouterr() == ("", "Walking …\n")
