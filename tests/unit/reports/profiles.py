"""Profiles for tests of pages and sentences: one with every state, and one of which nothing is known."""

from aboveline.reports.profiles import ProfilePage
from aboveline.sampling.national import National
from aboveline.sampling.profile import BEYOND, FIXED, UNTESTED, WITHIN, FactProfile, Profile, ProfileRow

NATION = National(89.9, "2012-10", "A report, its appendix", "published")
SEX = FactProfile(
    "sex",
    "Sex & <more>",
    (
        ProfileRow("f", "Female", 2, 16.6667, 41.0, 24, 40.0, None, 0.0004, 0.0008, BEYOND),
        ProfileRow("m", "Male", 10, 83.3333, 59.0, 35, 58.3333, NATION, 0.0004, 0.0008, BEYOND),
        ProfileRow("", "not known", 0, 0.0, 0.0, 1, 1.6667, None, 0.8, 1.0, WITHIN),
    ),
)
KIND = FactProfile(
    "kind",
    "Kind",
    (
        ProfileRow("a", "A kind of case with a name so long that it needs two lines", 6, 50.0, 50.0, 10, 16.6667, None,
                   None, None, FIXED),
        ProfileRow("b", "B", 6, 50.0, 50.0, 50, 83.3333, None, None, None, FIXED),
        ProfileRow("c", "C", 0, 0.0, 0.0, 0, 0.0, NATION._replace(share=3.0), None, None, UNTESTED),
    ),
)  # fmt: skip
RARE = FactProfile("rare", "Rare", (ProfileRow("r", "R", 1, 8.3333, 8.3333, 5, 8.3333, None, 0.7, 1.0, WITHIN),))
EVERY_STATE = Profile((SEX, KIND, RARE), 12, 60, ("Never filled in", "Nor this"), 4, 1, named=False)
NAMED = Profile(
    (
        FactProfile(
            "kind",
            "Kind",
            tuple(row._replace(planned=None, national=None, verdict=UNTESTED) for row in KIND.rows[:2]),
        ),
    ),
    12, 60, (), 0, 0, named=True,
)  # fmt: skip
ALIKE = EVERY_STATE._replace(facts=(RARE,), blank=(), replaced=0)
PAGES = {
    name: ProfilePage(found, "Edition & more", "small", "sha256:" + "0" * 64, "4711", "Aboveline 0")
    for name, found in (("every-state", EVERY_STATE), ("named", NAMED), ("alike", ALIKE))
}
