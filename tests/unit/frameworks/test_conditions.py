import pytest

from aboveline.frameworks.conditions import ConditionFault, Joined, Test, condition


def truth(text, **facts):
    """What the condition comes to; judgements are given as j_name."""
    return condition(text).truth(lambda name, judged: facts.get(f"j_{name}" if judged else name, ""))


def test_the_forms_of_a_test():
    assert condition("a is x") == Test("a", False, "in", ("x",))
    assert condition("judged q-1 is x") == Test("q-1", True, "in", ("x",))
    assert condition("a is not x") == Joined("not", (Test("a", False, "in", ("x",)),))
    assert condition("a in (x, y)") == Test("a", False, "in", ("x", "y"))
    assert condition("a in(x,y)") == condition("a  in ( x , y )")
    assert condition("judged a in (x)") == Test("a", True, "in", ("x",))
    assert condition("a>=12.5") == Test("a", False, ">=", ("12.5",))


def test_and_binds_closer_than_or_and_not_closest():
    assert condition("a is x or b is x and c is x") == condition("a is x or (b is x and c is x)")
    assert condition("not a is x and b is x") == condition("(not a is x) and b is x")
    assert condition("not not a is x") == Joined("not", (condition("not a is x"),))
    assert condition("((a is x))") == condition("a is x")


def test_three_joined_alike_are_one():
    assert len(condition("a is x and b is x and c is x").parts) == 3


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("a is x", {"a": "x"}, True),
        ("a is x", {"a": "y"}, False),
        ("a is x", {}, None),
        ("a is not x", {"a": "y"}, True),
        ("a is not x", {}, None),
        ("a in (x, y)", {"a": "y"}, True),
        ("a in (x, y)", {"a": "z|y"}, True),
        ("a in (x, y)", {"a": "z"}, False),
        ("a >= 2", {"a": "2"}, True),
        ("a > 2", {"a": "2"}, False),
        ("a <= 2", {"a": "10"}, False),
        ("a < 2", {"a": "1.5"}, True),
        ("a < 2", {"a": "many"}, None),
        ("a < many", {"a": "2"}, None),
        ("a is x and b is x", {"a": "y"}, False),
        ("a is x and b is x", {"a": "x"}, None),
        ("a is x and b is x", {"a": "x", "b": "x"}, True),
        ("a is x or b is x", {"b": "x"}, True),
        ("a is x or b is x", {"b": "y"}, None),
        ("a is x or b is x", {"a": "y", "b": "y"}, False),
        ("not (a is x or b is x)", {"b": "y"}, None),
        ("not (a is x or b is x)", {"b": "x"}, False),
        ("judged a is x", {"a": "x"}, None),
        ("judged a is x", {"j_a": "x"}, True),
    ],
)
def test_true_false_and_unknown(text, facts, expected):
    assert truth(text, **facts) is expected


def test_every_comparison_inside():
    found = condition("not (a is x or judged b in (y, z)) and c > 1").tests()
    assert [(test.name, test.judged) for test in found] == [("a", False), ("b", True), ("c", False)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "it ends too early"),
        ("a", "it ends too early"),
        ("a is", "it ends too early"),
        ("a is x and", "it ends too early"),
        ("a is x b is y", "'b' is not expected here"),
        ("a is x)", "')' is not expected here"),
        ("(a is x", "')' is expected at the end"),
        ("a in x", "'(' is expected instead of 'x'"),
        ("a in (x y)", "')' is expected instead of 'y'"),
        ("a in (x,)", "a name is expected instead of ')'"),
        ("a equals x", "after 'a' stands 'equals' instead of is, in, <, <=, > or >="),
        ("a = x", "a sign stands in it that the language does not have (use is, in, <, <=, >, >=)"),
        ("a is and", "a name is expected instead of 'and'"),
        ("is x", "a name is expected instead of 'is'"),
        ("judged is x", "a name is expected instead of 'is'"),
        ("a > > 2", "a name is expected instead of '>'"),
    ],
)
def test_what_cannot_be_read(text, fault):
    with pytest.raises(ConditionFault) as caught:
        condition(text)
    assert str(caught.value) == fault
