"""Word grades: from the strength of the evidence on each item to one word, by the clauses of the edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aboveline.frameworks.model import Clause, Part, Rule


def grade(rule: Rule, part: Part, ratings: Mapping[str, str]) -> str | None:
    """The word the evidence earns, or None where items are unrated and the rule cannot do without them.

    `ratings` holds the strength of each evidence item; blank or missing is unrated.
    """
    counted = [ratings.get(item.id, "") for item in part.evidence if item.counted]
    rated = [rule.evidence_scale.index(strength) for strength in counted if strength]
    if not rated or (rule.missing == "absent" and len(rated) < len(counted)):
        return None
    for clause in rule.clauses:
        if _meets(clause, rated, rule.evidence_scale):
            return clause.grade
    return rule.otherwise


def _meets(clause: Clause, rated: Sequence[int], scale: Sequence[str]) -> bool:
    reached = sum(strength >= scale.index(clause.strength) for strength in rated)
    enough = {"all": reached == len(rated), "most": 2 * reached > len(rated), "some": reached > 0}
    rest = not clause.rest or min(rated) >= scale.index(clause.rest)
    return enough[clause.how_many] and rest
