"""The condition language: what is written is what is read, with three truth values."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from aboveline.frameworks.conditions import ConditionFault, condition

NAMES = ("a", "b-1", "c.2")
VALUES = ("x", "y", "1", "2.5")


@st.composite
def written(draw, depth: int = 3):
    """A condition as text, and as a function from the facts to what it comes to."""
    sort = draw(
        st.sampled_from(("is", "is not", "in", ">=") if depth == 0 else ("is", "in", "and", "or", "not", "brackets"))
    )
    if sort in ("and", "or"):
        (one, left), (other, right) = draw(written(depth=depth - 1)), draw(written(depth=depth - 1))
        decisive = sort == "or"

        def joined(facts):
            found = (left(facts), right(facts))
            return decisive if decisive in found else None if None in found else not decisive

        return f"({one}) {sort} ({other})", joined
    if sort in ("not", "brackets"):
        text, inner = draw(written(depth=depth - 1))
        turned = {True: False, False: True, None: None}
        return (f"not ({text})", lambda facts: turned[inner(facts)]) if sort == "not" else (f"(({text}))", inner)
    name, value, more = (draw(st.sampled_from(values)) for values in (NAMES, VALUES, VALUES))
    if sort == "in":
        return f"{name} in ({value}, {more})", lambda facts: facts[name] in (value, more) if facts[name] else None
    if sort == ">=":
        return f"{name} >= 2", lambda facts: float(facts[name]) >= 2 if facts[name] in ("1", "2.5") else None
    text = f"{name} {sort} {value}"
    return text, lambda facts: ((facts[name] == value) is (sort == "is")) if facts[name] else None


@given(written(), st.fixed_dictionaries({name: st.sampled_from(("", *VALUES)) for name in NAMES}))
def test_a_condition_comes_to_what_it_says(written, facts):
    text, expected = written
    assert condition(text).truth(lambda name, judged: facts[name]) is expected(facts)


@given(written())
def test_a_condition_names_all_that_it_waits_for(written):
    text, _ = written
    assert {test.name for test in condition(text).tests()} == {name for name in NAMES if f"{name} " in text}


@given(st.text(alphabet="ab ()<>=,andortisju-", max_size=20))
def test_any_text_is_a_condition_or_is_refused(text):
    with suppress(ConditionFault):
        assert list(condition(text).tests())
