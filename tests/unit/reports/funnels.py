"""Pages of a benchmark to test with."""

from aboveline.comparisons.bodies import Average, Body, Funnel, funnel
from aboveline.reports.funnels import BenchmarkPage

NAMES = ("Ashdown", "Birchfield & Colne", "Dunmoor", "East <well>", "Fenby", "Garth", "Inver", "Harrowdene")
SIZES = (30, 45, 60, 61, 62, 110, 70, 400)
BODIES = tuple(
    Body(f"b{at}", name, f"b{at}-2024", "full", "2024-05" if at else "", size, at == 2, at != 2)
    for at, (name, size) in enumerate(zip(NAMES, SIZES, strict=True))
)


def made(
    name: str = "1.1", scores: tuple[float, ...] = (60, 62, 39.2, 46.6, 59, 61, 60, 60), composite: bool = False
) -> Funnel:
    """A funnel round 60 per cent, of a composite where one is wanted."""
    rows = [(body, float(score), float(body.cases)) for body, score in zip(BODIES, scores, strict=True)]
    named = ("criterion" if composite else "question", name, "Does <assessment> do?")
    return funnel(named, 60.0, rows, [0.1] * len(rows) if composite else None)


def content(**changes: object) -> BenchmarkPage:
    """A page of two funnels, one without points, and three rows."""
    averages = (
        Average("criterion", "1.1", "Planning", 6, 1, 35.0, 62.0, 55.0, 60.0, 768.0, 60.0, None, 30.0),
        Average("question", "q", "Was it so?", 7, 0, 35.0, 62.0, 55.0, None, 768.0, 40.0, 2.0, 5.0),
        Average("criterion", "1.2", "Nobody", 0, 0, None, None, None, None, 0.0, None, None, 0.0),
    )
    modelled = {"1.1": (61.0, None, *[60.0] * 6), "q": (None,) * 8, "1.2": (None,) * 8}
    page = BenchmarkPage(
        "First visits", "2024-12", "A note", "", "An edition", "edition-1", BODIES, 0, averages,
        (made(composite=True), made("1.2")._replace(points=(), why="Too few.")), ("tier",), modelled, 5,
        ("Do not rank.",), ("Pooled is pooled.",), "sha256:0", "Aboveline 0",
    )  # fmt: skip
    return page._replace(**changes)


WIDENED = made("wide", (10, 90, 15, 85, 20, 80, 60, 60), composite=True)
PAGES = {
    "internal": content(),
    "published": content(decided="A. Lead, 2025-01-01: because", modelled={}, note="", chosen=3),
    "widened": content(funnels=(WIDENED, made("even", (60,) * 8)), averages=content().averages[:1], modelled={}),
    "without": content(funnels=(), modelled={}),
}
