from aboveline.cases.disposals import disposal_list
from aboveline.frameworks.facts import fact_catalogue

FACTS = fact_catalogue()[0]
DISPOSALS, PROBLEMS = disposal_list()
THREE = {"community", "licence", "custody"}


def test_the_list_that_ships_names_every_disposal_and_only_kinds_that_are_known():
    assert not PROBLEMS
    assert DISPOSALS.counts_as.keys() == FACTS["disposal"].codes.keys()
    kinds = {kind for item in DISPOSALS.counts_as.values() for kind in item.sentence + item.released}
    assert kinds | DISPOSALS.plainly.keys() == FACTS["sentence"].codes.keys()
    assert not set(DISPOSALS.plainly.values()) - DISPOSALS.counts_as.keys()


def test_what_a_kind_plainly_means_counts_as_that_kind():
    for kind, disposal in DISPOSALS.plainly.items():
        assert DISPOSALS.kind(disposal, "", {kind}) == kind


def test_a_disposal_counts_as_the_first_kind_that_the_edition_has():
    assert DISPOSALS.kind("suspended-sentence-order", "", {"suspended", "community"}) == "suspended"
    assert DISPOSALS.kind("suspended-sentence-order", "", THREE) == "community"
    assert (
        DISPOSALS.kind("community-punishment-order", "", {"community-punishment", "community"})
        == "community-punishment"
    )


def test_custody_is_a_licence_once_the_person_is_out():
    assert DISPOSALS.kind("life", "", THREE) == "custody"
    assert DISPOSALS.kind("life", "custody", THREE) == "custody"
    assert DISPOSALS.kind("life", "licence", THREE) == "licence"
    assert DISPOSALS.kind("life", "community", THREE) == "licence"
    assert DISPOSALS.kind("community-order", "custody", THREE) == "community"


def test_other_disposals_are_of_no_kind():
    assert DISPOSALS.kind("fine", "", THREE) == ""
    assert DISPOSALS.kind("post-sentence-supervision", "", THREE) == ""
    assert DISPOSALS.kind("never-heard-of", "", THREE) == ""


def test_without_a_disposal_the_place_decides():
    assert DISPOSALS.kind("", "licence", THREE) == "licence"
    assert DISPOSALS.kind("", "community", {"licence"}) == ""
