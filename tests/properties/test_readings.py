"""Laws of giving out cases and of timetables: never against a rule, and never worse than the best of all ways."""

from collections import Counter
from datetime import time
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from aboveline.sampling.days import Interview
from aboveline.sampling.readers import LEAD, LOCAL, Held, Reader, barred
from aboveline.sampling.readings import first_readings, validation_readings
from aboveline.sampling.timetable import Slot, timetable
from aboveline.stats.balance import Bearer, balanced

capacities = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(4, 5)])
bearers = st.builds(Bearer, capacities, st.none() | st.integers(0, 3), st.integers(0, 2), st.booleans(), st.booleans())


@st.composite
def problems(draw):
    those = draw(st.lists(bearers, min_size=1, max_size=3))
    able = st.dictionaries(st.integers(0, len(those) - 1), st.integers(0, 10**6), max_size=3)
    return draw(st.lists(able, max_size=5)), those, draw(st.none() | st.fractions(0, 5, max_denominator=6))


def worth(way, ties, those, aim):
    """What is compared of two ways, the least the best."""
    loads = [b.begun + way.count(at) for at, b in enumerate(those)]
    counted = sum(those[at].counted for at in way if at is not None)
    return (
        way.count(None),
        sum(those[at].last for at in way if at is not None),
        0 if aim is None else abs(counted - aim),
        sorted((load / b.capacity for load, b in zip(loads, those, strict=True)), reverse=True),
        sum(tie[at] for tie, at in zip(ties, way, strict=True) if at is not None),
    )


def possible(way, those):
    return all(b.most is None or way.count(at) <= b.most for at, b in enumerate(those))


@given(problems())
def test_no_way_of_giving_out_is_better(asked):
    ties, those, aim = asked
    found = balanced(ties, those, aim)
    ways = [list(way) for way in product(*([*tie, None] for tie in ties))]
    best = min(worth(way, ties, those, aim) for way in ways if possible(way, those))
    assert possible(found, those)
    assert all(at is None or at in tie for at, tie in zip(found, ties, strict=True))
    assert found.count(None) == best[0]
    if best[0] == 0:
        assert worth(found, ties, those, aim) == best


names = st.sampled_from(["", "Ann", "Bob", "Cy", "Dee"])
teams = st.sampled_from(["", "North", "South"])
roles = st.sampled_from([LEAD, LOCAL])


@st.composite
def teams_and_cases(draw):
    rows = draw(st.lists(st.tuples(names, names, teams), max_size=8))
    held = [Held(f"C{at}", *row) for at, row in enumerate(rows)]
    readers = tuple(
        Reader(name.lower(), name, "", draw(roles), (draw(teams.filter(bool)),), name, Fraction(1), False, (), 2)
        for name in ("Ann", "Bob", "Eve", "Fay")
    )
    return held, readers


@given(teams_and_cases(), st.text(max_size=3), st.none() | st.fractions(0, 1))
def test_nobody_reads_an_own_case_or_one_of_the_own_line(given_out, seed, share):
    held, readers = given_out
    found, faults = first_readings(held, readers, seed, share)
    of = {reader.id: reader for reader in readers}
    closed = [item for item in held if all(barred(reader, item) for reader in readers)]
    assert len(faults) == len(closed)
    assert set(found) == (set() if closed else {item.case for item in held})
    for item in held if found else ():
        reader = of[found[item.case]]
        assert reader.name not in (item.practitioner, item.manager)
        assert item.team not in reader.lines
        assert reader.role != LOCAL or (item.practitioner and (item.manager or item.team))
    again, _ = validation_readings(held, readers, seed, found, Fraction(1, 5))
    assert all(of[row.reader].role == LEAD and of[found[row.case]].role == LOCAL for row in again)
    assert first_readings(held[::-1], readers[::-1], seed, share)[0] == found


SLOTS = (Slot(time(9), time(10), 0), Slot(time(11), time(12), 0))


@st.composite
def interviews(draw):
    # Bob reads and is interviewed too.
    pairs = st.tuples(st.sampled_from(["ann", "bob"]), st.sampled_from(["cy", "dee", "bob"]))
    rows = [pair for pair in draw(st.lists(pairs, max_size=4)) if pair[0] != pair[1]]
    days = draw(st.integers(1, 3))
    there = {name: sorted(draw(st.sets(st.integers(0, days - 1)))) for name in ("ann", "bob")}
    return [Interview(f"C{at}", *pair) for at, pair in enumerate(rows)], there, days, draw(st.integers(1, 2))


def kept(booked, there, most):
    places = Counter((who, day, slot) for one, day, slot in booked for who in one[1:])
    held = Counter((one.practitioner, day) for one, day, _ in booked)
    present = all(day in there[one.reader] for one, day, _ in booked)
    return present and max(places.values(), default=0) <= 1 and max(held.values(), default=0) <= most


@given(interviews())
def test_a_timetable_is_found_whenever_there_is_one_and_keeps_its_rules(asked):
    those, there, days, most = asked
    found, faults = timetable(those, there, days, SLOTS, most, {name: name for name in ("ann", "bob", "cy", "dee")})
    moments = list(product(range(days), range(len(SLOTS))))
    ways = product(moments, repeat=len(those))
    some = any(kept([(o, *w) for o, w in zip(those, way, strict=True)], there, most) for way in ways)
    assert (found is not None) == some == (not faults)
    if found is not None:
        assert kept(found.booked, there, most)
        assert sorted(item.interview for item in found.booked) == sorted(those)
