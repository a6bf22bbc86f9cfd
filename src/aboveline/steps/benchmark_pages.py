"""The page of a benchmark."""

from __future__ import annotations

from pathlib import Path

from aboveline import __version__
from aboveline.problems import Faulty, Problem
from aboveline.reports.funnels import BenchmarkPage, benchmark_page
from aboveline.steps.bodies import Benchmark


def page_file(found: Benchmark, place: Path, questions: bool) -> dict[Path, str]:
    """The page and its place, not yet written. `Faulty` where something already stands there."""
    if place.exists() or place.is_symlink():
        do = "Choose another name, or move it away."
        raise Faulty([Problem("file-in-the-way", str(place), None, "This is already there.", do)])
    return {place: benchmark_page(page_content(found, questions))}


def page_content(found: Benchmark, questions: bool) -> BenchmarkPage:
    """What the page says. Where no composite has limits, the questions are drawn in any case."""
    drawn = [found.funnels[row.id] for row in found.averages if row.level != "question" and row.id in found.funnels]
    asked = questions or not any(funnel.points for funnel in drawn)
    if asked:
        drawn += [funnel for funnel in found.funnels.values() if funnel.level == "question"]
    said = found.decision
    return BenchmarkPage(
        title=found.of.title,
        date=found.of.date,
        note=found.of.note,
        decided=f"{said.by}, {said.decided}: {said.reason}" if said else "",
        edition=found.framework.title,
        edition_id=found.framework.id,
        bodies=found.bodies,
        chosen=found.chosen,
        averages=tuple(row for row in found.averages if asked or row.level != "question"),
        funnels=tuple(drawn),
        mix=found.mix,
        modelled=found.modelled,
        smallest=found.smallest,
        cautions=found.cautions,
        sentences=found.sentences,
        hash=found.hash,
        code=f"Aboveline {__version__}",
    )
