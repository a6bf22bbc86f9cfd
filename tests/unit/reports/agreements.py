"""What was found of readers who do not exist, for the tests of words, charts and pages."""

from aboveline.comparisons.agreement import MORE_THAN_TWO, Agreements, Coefficients, Compared
from aboveline.comparisons.leniency import Beside, Drift, Leniency, Modelled
from aboveline.reports.agreements import AgreementPage
from aboveline.stats.agreement import ONE_CHOICE, ONE_UNIT, Agreement
from aboveline.stats.effects import FEW_ROWS, Effect, Slope
from aboveline.stats.paired import NOT_MET, PairedEffect

ALIKE = Agreement(0.885, 0.84, 0.92, 285)
KAPPA = Agreement(0.738, 0.65, 0.81, 285)
NONE = Agreement(None, None, None, 7, ONE_CHOICE)

POOLED = Coefficients(25, 285, 0.558, ALIKE, KAPPA, KAPPA, KAPPA, KAPPA)
FEW = Coefficients(7, 7, None, Agreement(1.0, 0.59, 1.0, 7), NONE, NONE, Agreement(1.0, None, None, 7, ONE_UNIT), NONE)
THREE = POOLED._replace(cohen=Agreement(None, None, None, 285, MORE_THAN_TWO), fleiss=KAPPA._replace(low=-0.21))
NOTHING = Coefficients(0, 0, None, *[Agreement(None, None, None, 0, "No unit was read twice.")] * 5)

LENIENCY = (
    Leniency("local & assessor", PairedEffect(11, 0.03, -0.06, 0.121), Beside(0.087, -0.04, 0.21), Effect(23)),
    Leniency("quality lead", PairedEffect(0, why=NOT_MET), Beside(why="They read no case first."), Effect(0)),
)
DRIFTS = (
    Drift("alike", "", Slope(-0.0002, -0.18, 0.24, 24)),
    Drift("above", "", Slope(None, None, None, 2, FEW_ROWS)),
    Drift("above", "inspector", Slope(0.2, None, None, 3, "All lie on one line.")),
)
NO_POINTS = (None, None, None, None)
MODELLED = (
    Modelled(
        "overall", "overall", "The <unit>", (28.6, 23.8, 28.6, 19.0), (6.0, 5.0, 6.0, 4.0), 21.0,
        ("Good", "Good", "Good", "Inadequate"),
    ),
    Modelled(
        "criterion", "2.1", "Assessment", (50.0, 49.0, 51.8, 46.4), NO_POINTS, None,
        ("Requires improvement", "Inadequate", "Good", "Inadequate"),
    ),
    Modelled("criterion", "2.2", "Planning", (50.0, 50.0, 50.0, 50.0), NO_POINTS, None, (None, None, None, None)),
    Modelled("criterion", "2.3", "Delivery", (50.0, 50.0, 50.0, 50.0), NO_POINTS, None, ("Good", None, None, None)),
)  # fmt: skip

FOUND = Agreements(
    "second", "reader_role", 0.95, 5,
    pooled=POOLED, others=FEW._replace(rows=3), groups={"inspector": POOLED, "local & assessor": FEW},
    questions=(Compared("q-1", "Is it < enough?", "scored", THREE), Compared("q-2", "Why?", "reason", FEW)),
    reference="inspector", beside="inspector", leniency=LENIENCY, modelled=MODELLED, unmodelled=("quality lead",),
    drifts=DRIFTS, undated=1,
)  # fmt: skip
PRACTICE = FOUND._replace(
    purpose="benchmark", reference="model", beside="", modelled=(), unmodelled=(), undated=0, others=None,
    why_not_modelled="Practice cases make no score.", drifts=DRIFTS[:1], groups={"ann": POOLED},
    pooled=POOLED._replace(rows=6),
)  # fmt: skip
BARE = Agreements("validation", "reader_role", 0.95, 5, why="No case was read twice.")
SILENT = FOUND._replace(
    pooled=NOTHING, groups={"ann": NOTHING}, questions=(), reference="", leniency=LENIENCY[1:], modelled=(),
    why_not_modelled="There is no inspector.",
)  # fmt: skip

PAGES = {
    name: AgreementPage(found, "Northmarsh", "northmarsh-2025", name != "bare", "sha256:" + "0" * 64, "Aboveline 0")
    for name, found in {"found": FOUND, "practice": PRACTICE, "bare": BARE, "silent": SILENT}.items()
}
