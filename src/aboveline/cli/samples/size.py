"""`aboveline sample size`: how many cases are enough, what so many can tell, and which change they can show."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence

from aboveline.cli.words import WIDTH, counted, paragraph
from aboveline.problems import Faulty, Problem
from aboveline.stats.sizes import change_to_detect, margin_for, size_for, size_to_detect

HELP = "how many cases are enough, and what so many can show"

STEPS = (5, 10, 20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 10000)
"""Sizes that a chart may show."""

BESIDE = 5
"""So many steps of a chart stand on either side of the size it is drawn for."""

ROUGH = 5
"""With fewer cases than this expected above or below the line, the normal approximation is a rough one."""

ENDLESS = 10**12
"""So many cases are as good as endlessly many."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.description = (
        "Says how many cases are enough to know any share to within a margin; with\n"
        "--cases, to within what so many know it; with --change, --from and --of, how\n"
        "many show a change from an earlier share; with --cases, --from and --of, the\n"
        "least change that so many show."
    )
    parser.epilog = (
        "examples:\n  aboveline sample size --population 200\n"
        "  aboveline sample size --population 200 --cases 30\n"
        "  aboveline sample size --change 10 --from 0.62 --of 300 --population 400"
    )
    parser.add_argument("--population", type=int, metavar="N", help="cases that could be drawn (endlessly many)")
    parser.add_argument("--confidence", type=float, metavar="SHARE", help="how sure (0.8; for a change 0.95)")
    parser.add_argument("--margin", type=float, metavar="SHARE", help="to within what (0.05)")
    parser.add_argument("--floor", type=int, metavar="N", help="never fewer than this")
    parser.add_argument("--ceiling", type=int, metavar="N", help="never more than this")
    parser.add_argument("--cases", type=int, metavar="N", help="so many cases are read")
    parser.add_argument("--change", type=float, metavar="POINTS", help="a change to be shown: 10, or -10 for a fall")
    parser.add_argument("--from", type=float, dest="share", metavar="SHARE", help="the earlier share, such as 0.62")
    parser.add_argument("--of", type=int, metavar="N", help="the cases behind the earlier share")
    parser.add_argument("--power", type=float, metavar="SHARE", help="the chance to show it where it is there (0.8)")


def run(given: argparse.Namespace) -> int:
    """Do it."""
    faults = [*_values(given), *_unfit(given)]
    if faults:
        raise Faulty(faults)
    earlier = given.share is not None
    if given.confidence is None:
        given.confidence = 0.95 if earlier else 0.8
    given.power = 0.8 if given.power is None else given.power
    said = (_change if given.change is not None else _least_change) if earlier else _margin if given.cases else _size
    print("\n".join(said(given)))
    return 0


# --- Answers -------------------------------------------------------------------------------------------------------


def _size(given: argparse.Namespace) -> Iterator[str]:
    margin = 0.05 if given.margin is None else given.margin
    size = size_for(given.population, given.confidence, margin, given.floor, given.ceiling)
    yield f"{counted(size, 'case')} of {given.population}"
    yield from _known(given, size)


def _margin(given: argparse.Namespace) -> Iterator[str]:
    yield f"{counted(given.cases, 'case')}{_out_of(given.population)}"
    yield from _known(given, given.cases)


def _known(given: argparse.Namespace, size: int) -> Iterator[str]:
    margin = margin_for(size, given.population, given.confidence)
    sure = _percent(given.confidence)
    yield paragraph(f"Any share is then known to within {100 * margin:.1f} points at {sure} confidence.")
    yield ""
    yield f"Margin in points at {sure} confidence, by the cases read{_out_of(given.population)}"
    yield from _chart(size, given.population, lambda cases: 100 * margin_for(cases, given.population, given.confidence))


def _change(given: argparse.Namespace) -> Iterator[str]:
    later = given.share + given.change / 100
    told = f"a change from {_percent(given.share)} of {counted(given.of, 'case')} to {_percent(later)}"
    size = size_to_detect(given.change / 100, given.power, given.confidence, given.share, given.of, given.population)
    if size is not None:
        yield f"{counted(size, 'case')}{_out_of(given.population)}"
        yield paragraph(f"So many show {told}, {_sure(given)}.{_rough(given, size, later)}")
        yield from _changes(given, size)
        return
    yield "No number of cases can show it, because the earlier base is too small."
    yield paragraph(
        f"The earlier share is by itself too unsure to show {told}, {_sure(given)}. That needed more than "
        f"{counted(given.of, 'case')} the first time, however many are read now."
    )
    every = given.population or ENDLESS
    again = min(given.of, every)
    told = "endlessly many cases" if given.population is None else f"all {counted(every, 'case')}"
    yield paragraph(f"With {told} read now, {_least(given, every)}")
    if again < every:
        yield paragraph(f"With {counted(again, 'case')} read again, {_least(given, again)}")
    yield from _changes(given, again)


def _least_change(given: argparse.Namespace) -> Iterator[str]:
    laters = [given.share + change for change in _both(given, given.cases) if change is not None]
    yield f"{counted(given.cases, 'case')}{_out_of(given.population)}"
    yield paragraph(
        f"Beside an earlier {_percent(given.share)} of {counted(given.of, 'case')}, {_least(given, given.cases)} "
        f"Shown is what would be found {_sure(given)}.{_rough(given, given.cases, *laters)}"
    )
    yield from _changes(given, given.cases)


def _least(given: argparse.Namespace, cases: int) -> str:
    """The least changes that so many cases show, as the end of a sentence."""
    down, up = _both(given, cases)
    told = [
        f"{abs(100 * change):.1f} points {way} (to {_percent(given.share + change)})"
        for change, way in ((up, "up"), (down, "down"))
        if change is not None
    ]
    if not told:
        return "no change at all could be shown, not even one to 0 or to 100 %."
    only = "" if len(told) == 2 else f", and none {'down' if down is None else 'up'}"
    return f"the least change that could be shown is {' or '.join(told)}{only}."


def _both(given: argparse.Namespace, cases: int) -> tuple[float | None, float | None]:
    return change_to_detect(cases, given.power, given.confidence, given.share, given.of, given.population)


def _sure(given: argparse.Namespace) -> str:
    return f"at {_percent(given.confidence)} confidence and with a chance of {_percent(given.power)} where it is there"


def _rough(given: argparse.Namespace, cases: int, *laters: float) -> str:
    """A caution where few cases are expected above or below the line, for a normal approximation is rough then."""
    few = [
        base * part
        for base, share in [(given.of, given.share), *((cases, later) for later in laters)]
        for part in (share, 1 - share)
    ]
    return " With so few cases on one side of the line this is a rough reckoning." if min(few) < ROUGH else ""


# --- Charts --------------------------------------------------------------------------------------------------------


def _changes(given: argparse.Namespace, size: int) -> Iterator[str]:
    """A chart of the least change up (down, where a fall is asked for) that so many cases show."""
    down = given.change is not None and given.change < 0

    def least(cases: int) -> float | None:
        change = _both(given, cases)[0 if down else 1]
        return None if change is None else abs(100 * change)

    yield ""
    yield f"Least change {'down' if down else 'up'} that could be shown, in points, by the cases read now"
    yield from _chart(size, given.population, least)


def _chart(size: int, population: int | None, value: Callable[[int], float | None]) -> Iterator[str]:
    """A bar for each of some sizes about this one, which is marked; as long as the largest allows."""
    sizes = _sizes(size, population)
    values = [value(cases) for cases in sizes]
    most = max((number for number in values if number is not None), default=0.0)
    wide = max(len(str(cases)) for cases in sizes)
    room = WIDTH - wide - len("  100.0  ") - len(" ◄")
    for cases, number in zip(sizes, values, strict=True):
        told = "    –" if number is None else f"{number:5.1f}"
        drawn = "none" if number is None else "█" * max(1, round(number / most * room)) if number else ""
        mark = " ◄" if cases == size else ""
        yield f"{cases:>{wide}}  {told}  {drawn}{mark}".rstrip()


def _sizes(size: int, population: int | None) -> Sequence[int]:
    held = [step for step in STEPS if population is None or step <= population]
    below, above = [step for step in held if step < size], [step for step in held if step > size]
    return [*below[-BESIDE:], size, *above[:BESIDE]]


# --- What can be asked ---------------------------------------------------------------------------------------------


def _values(given: argparse.Namespace) -> Iterator[Problem]:
    """A problem for each option that has a value it cannot have."""
    for name in ("confidence", "margin", "power"):
        value = getattr(given, name)
        if value is not None and not 0 < value < 1:
            yield _problem(name, f"{value:g} does not lie between 0 and 1.", _as_share(value))
    if given.share is not None and not 0 <= given.share <= 1:
        yield _problem("from", f"{given.share:g} does not lie between 0 and 1.", _as_share(given.share))
    for name in ("population", "floor", "ceiling", "cases", "of"):
        value = getattr(given, name)
        if value is not None and value < 1:
            yield _problem(name, f"{value} is less than 1.", "Give 1 or more.")
    if given.change is not None and not 1 <= abs(given.change) <= 100:
        meant = f"Did you mean {100 * given.change:g}?" if 0 < abs(given.change) < 1 else "Write points, such as 10."
        yield _problem("change", f"{given.change:g} is not from 1 to 100 points, up or down.", meant)


def _unfit(given: argparse.Namespace) -> Iterator[Problem]:
    """A problem for everything that does not go together, or is missing."""
    if given.floor is not None and given.ceiling is not None and given.floor > given.ceiling:
        what = f"The floor {given.floor} lies above the ceiling {given.ceiling}."
        yield _problem("floor", what, "Change one of them.")
    if given.population is not None and given.cases is not None and given.cases > given.population:
        what = f"{counted(given.cases, 'case')} cannot be read of {given.population}."
        yield _problem("cases", what, "Change one of them.")
    earlier = {"from": given.share, "of": given.of}
    asked = [name for name in ("change", "power") if getattr(given, name) is not None]
    asked += [name for name, value in earlier.items() if value is not None]
    for name in [name for name, value in earlier.items() if asked and value is None]:
        what = f"--{asked[0]} asks about a change, and --{name} is missing."
        yield _problem(name, what, "Give the earlier share with --from and its cases with --of.")
    if asked and None not in earlier.values() and (given.change is None) == (given.cases is None):
        what = "It is not clear whether to look for cases or for a change."
        yield _problem("change", what, "Give the change to be shown with --change, or the cases with --cases.")
    unread = [name for name in ("margin", "floor", "ceiling") if getattr(given, name) is not None]
    for name in unread if asked or given.cases is not None else []:
        kind = "an earlier share" if asked else "--cases"
        yield _problem(name, f"--{name} says nothing beside {kind}.", "Leave it out.")
    if not asked and given.cases is None and given.population is None:
        yield _problem("population", "The number of cases that could be drawn is missing.", "Give it.")
    yield from _impossible(given)


def _impossible(given: argparse.Namespace) -> Iterator[Problem]:
    """A problem where the change leads out of what a share can be, or to an end of it."""
    if given.change is not None and given.share is not None and 0 <= given.share <= 1 <= abs(given.change) <= 100:
        later = given.share + given.change / 100
        if not 1e-9 < later < 1 - 1e-9:
            what = f"From {_percent(given.share)} a change of {given.change:g} points does not lead to a share "
            yield _problem("change", f"{what}between 0 and 100 %.", "Give a smaller change.")


def _problem(name: str, what: str, do: str) -> Problem:
    return Problem("option-value", f"--{name}", None, what, do)


def _as_share(value: float) -> str:
    return f"Did you mean {value / 100:g}?" if 1 < value < 100 else "Write a share of one, such as 0.8."


def _out_of(population: int | None) -> str:
    return "" if population is None else f" of {population}"


def _percent(share: float) -> str:
    return f"{round(100 * share, 1):g} %"
