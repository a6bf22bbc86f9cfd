"""The small language that says to which cases something applies.

`sentence is community`, `tier in (3, 4)`, `months-served >= 12`, `judged psr-prepared is yes`, joined with
and, or, not and brackets. Three-valued: a blank fact makes a test neither true nor false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Truth: TypeAlias = "bool | None"
Looked: TypeAlias = Callable[[str, bool], str]
"""Looks up the value of a name for one case: (name, whether it is a judgement) → text, '' for unknown."""

_TOKEN = re.compile(r"\s*(?:(>=|<=|[()<>,])|([^\s()<>=,]+))")
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
}
_KEYWORDS = frozenset(("and", "or", "not", "is", "in", "judged"))


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison: a fact, or a judgement where `judged`, is one of the values or stands in that order to them."""

    __test__ = False  # pytest would take the name for a test class
    name: str
    judged: bool
    order: str
    values: tuple[str, ...]

    def truth(self, looked: Looked) -> Truth:
        """True, false, or None where the value is unknown."""
        value = looked(self.name, self.judged)
        if value == "":
            return None
        if self.order == "in":
            return any(choice in self.values for choice in value.split("|"))
        try:
            return _ORDERS[self.order](float(value), float(self.values[0]))
        except ValueError:
            return None

    def tests(self) -> Iterator[Test]:
        """This test."""
        yield self


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions joined by `and`, `or`, or one of them turned round by `not`."""

    word: str
    parts: tuple[Condition, ...]

    def truth(self, looked: Looked) -> Truth:
        """True, false, or None where it hangs on something unknown."""
        if self.word == "not":
            inner = self.parts[0].truth(looked)
            return None if inner is None else not inner
        decisive = self.word == "or"
        unknown = False
        for part in self.parts:
            found = part.truth(looked)
            if found is decisive:
                return decisive
            unknown = unknown or found is None
        return None if unknown else not decisive

    def tests(self) -> Iterator[Test]:
        """Every comparison inside."""
        for part in self.parts:
            yield from part.tests()


Condition: TypeAlias = "Test | Joined"


class ConditionFault(ValueError):
    """A condition that cannot be read: `what` is wrong at which word."""


def condition(text: str) -> Condition:
    """The condition written in the text; `ConditionFault` says what cannot be read."""
    parser = _Parser(text)
    found = parser.any_of()
    if parser.here:
        raise ConditionFault(f"{parser.here!r} is not expected here")
    return found


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = [a or b for a, b in _TOKEN.findall(text)]
        if "".join(self.tokens) != re.sub(r"\s", "", text):
            raise ConditionFault("a sign stands in it that the language does not have (use is, in, <, <=, >, >=)")
        self.at = 0

    @property
    def here(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, word: str = "") -> str:
        token = self.here
        if word and token != word:
            raise ConditionFault(f"{word!r} is expected {f'instead of {token!r}' if token else 'at the end'}")
        if not token:
            raise ConditionFault("it ends too early")
        self.at += 1
        return token

    def name(self) -> str:
        token = self.take()
        if token in _KEYWORDS or token in "()<>=,":
            raise ConditionFault(f"a name is expected instead of {token!r}")
        return token

    def any_of(self) -> Condition:
        return self._joined("or", self.all_of)

    def all_of(self) -> Condition:
        return self._joined("and", self.one)

    def _joined(self, word: str, part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self.here == word:
            self.take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def one(self) -> Condition:
        if self.here == "not":
            self.take()
            return Joined("not", (self.one(),))
        if self.here == "(":
            self.take()
            inner = self.any_of()
            self.take(")")
            return inner
        return self.test()

    def test(self) -> Condition:
        judged = self.here == "judged"
        if judged:
            self.take()
        name, word = self.name(), self.take()
        if word == "is":
            if self.here == "not":
                self.take()
                return Joined("not", (Test(name, judged, "in", (self.name(),)),))
            return Test(name, judged, "in", (self.name(),))
        if word == "in":
            return Test(name, judged, "in", self._values())
        if word not in _ORDERS:
            raise ConditionFault(f"after {name!r} stands {word!r} instead of is, in, <, <=, > or >=")
        return Test(name, judged, word, (self.name(),))

    def _values(self) -> tuple[str, ...]:
        self.take("(")
        values = [self.name()]
        while self.here == ",":
            self.take()
            values.append(self.name())
        self.take(")")
        return tuple(values)
