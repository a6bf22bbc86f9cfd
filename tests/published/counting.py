"""Counting the slow way: conditions rewritten into Python and shares as fractions, without a line of the library."""

import csv
import io
import re
from decimal import ROUND_HALF_UP, Decimal

TEST = re.compile(
    r"(?P<judged>judged )?(?P<name>[\w-]+) "
    r"(?:is (?P<negated>not )?(?P<value>[\w-]+)|in \((?P<values>[^)]*)\)|>= (?P<least>\d+))"
)


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def holds(text, case, chosen):
    """Whether a condition is true, false or unknown (None) in a case; `chosen`: question → case → choices."""

    def outcome(match):
        value = chosen.get(match["name"], {}).get(case["case"]) if match["judged"] else case[match["name"]]
        if not value:
            return "unknown"
        if match["least"]:
            return str(float(value) >= float(match["least"]))
        ticks = value if isinstance(value, list) else [value]
        values = match["values"].split(", ") if match["values"] else [match["value"]]
        return str(bool(set(ticks) & set(values)) != bool(match["negated"]))

    rewritten = TEST.sub(outcome, text)
    assert set(re.findall(r"\w+", rewritten)) <= {"True", "False", "unknown", "and", "or", "not"}
    outcomes = {eval(rewritten, {"unknown": value}) for value in (True, False)}  # noqa: S307  words checked above
    return outcomes.pop() if len(outcomes) == 1 else None


def asked(question, case, chosen):
    return not question.applies_text or holds(question.applies_text, case, chosen) is True


def whole(share):
    """A share as a whole percentage, rounded half up."""
    number = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))
