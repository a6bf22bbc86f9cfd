"""Made-up points and trends for the tests of trends, their charts and their page."""

from aboveline.comparisons.trends import Line, Point, Trend, trend_sentences
from aboveline.stats.intervals import Interval

PLAIN = {
    "inspection": "visit", "body": "club", "date": "2005", "edition": "old", "level": "criterion", "id": "A1",
    "title": "Setting out", "cohort": "", "relation": "equal", "reason": "", "basis": "", "score": 50.0,
    "points": "", "rating": "", "base": 40, "above": None, "interval": None, "standing": "published",
}  # fmt: skip


def point(**further) -> Point:
    """A point with whatever differs from a plain one."""
    return Point(**(PLAIN | further))


def trend(*points: Point, lines: tuple[Line, ...] = (), **further) -> Trend:
    """A trend of those points."""
    plain = {
        "bodies": ("The Walking Club",), "edition": "old", "level": "part", "id": "A1", "title": "Setting out",
        "confidence": 0.95, "absent": (), "sentences": trend_sentences(points, lines, ()),
    }  # fmt: skip
    return Trend(points=points, lines=lines, **(plain | further))


ENDS = Interval(0.31, 0.62, "wilson")
TRENDS = {
    "plain": trend(
        point(date="2004-05", inspection="one", interval=ENDS),
        point(date="2005", inspection="two", score=71.0, interval=Interval(0.5, 0.9, "exact")),
        lines=(Line(0, 1),),
    ),
    "mixed": trend(
        point(date="2003", inspection="one & <only>", score=0.0),
        point(date="2003", inspection="two", cohort="autumn", score=100.0, basis="sources file"),
        point(date="2004", inspection="three", relation="subset", id="B1", reason="Less", standing="assumed"),
        point(date="2004", inspection="four", relation="superset", id="B2", reason="More", base=5, above=2),
        point(date="2004", inspection="five", relation="overlaps", id="B3", reason="Some", score=33.0, base=None),
        point(date="2021", inspection="six", interval=ENDS),
        point(date="2021", inspection="seven", score=None, rating="Good", base=None),
        lines=(Line(0, 5), Line(1, 5)),
    ),
    "worded": trend(point(score=None, rating="Good", base=None)),
    "single": trend(point(interval=ENDS)),
    "nothing": trend(),
}
"""One trend of each kind a page may be of."""
