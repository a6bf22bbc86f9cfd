import pytest

from aboveline.cases.registers import PARTS, Registration, register_list, registered, spelled_registers
from aboveline.frameworks.facts import fact_catalogue

REGISTERS, PROBLEMS = register_list()
KNOWN = spelled_registers(REGISTERS)
FACTS = fact_catalogue()[0]


def test_the_list_that_ships_names_facts_that_are_known():
    assert not PROBLEMS
    assert not {name for item in REGISTERS for name in item.facts} - FACTS.keys()
    assert {"MAPP", "RCPR", "ADVP", "INLL", "SPO", "REG30"} <= {item.id for item in REGISTERS}


def test_a_registration_tells_facts_with_its_level_and_category():
    found = {"mappa-eligible": "yes", "mappa-level": "2", "mappa-category": "1"}
    assert registered(Registration("MAPP", "M2", "Category 1"), KNOWN) == (found, [])
    found = {"mappa-eligible": "yes", "mappa-level": "", "mappa-category": ""}
    assert registered(Registration("mappa"), KNOWN) == (found, [])


def test_several_registers_may_stand_in_one_text():
    found, unknown = registered(Registration("RCPR; ADVP / XYZZY; REG30;"), KNOWN)
    assert found == {"child-safeguarding": "yes", "domestic-abuse": "yes", "domestic-violence": "yes"}
    assert unknown == ["XYZZY"]


def test_a_registration_that_has_ended_tells_nothing():
    assert registered(Registration("RCPR", ended="2020-01-01"), KNOWN) == ({}, [])


@pytest.mark.parametrize(
    ("text", "level", "category"),
    [
        ("Level 2 Cat 1", "2", "1"),
        ("MAPPA L3 / Category 4", "3", "4"),
        ("M1 C2", "1", "2"),
        ("Cat 3, Level 1", "1", "3"),
        ("Category 2 - MAPPA", "", ""),
        ("Level 4 Cat 1", "", ""),
        ("2", "", ""),
    ],
)
def test_level_and_category_may_stand_in_one_text(text, level, category):
    assert [PARTS[name](text) for name in ("mappa-level", "mappa-category")] == [level, category]
