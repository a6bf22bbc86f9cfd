"""Reading the rules of an edition: how scores, ratings and grades come from what stands below them."""

from __future__ import annotations

from dataclasses import replace

from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Band, Clause, Near, Reading, Rule, Selection
from aboveline.problems import near_miss
from aboveline.tables import is_number

SCORE_OPERATORS = {
    "mean": "plain mean of the selected parts or questions",
    "weighted-mean": "mean of the counted parts, each weighed by its class of importance",
    "blend": "shares of several means, such as 80 % questions and 20 % summary question",
    "lowest": "the lowest of the selected parts or questions",
    "points": "points for the ratings of the counted parts, as a share of the most there could be",
}
RATING_OPERATORS = {
    "bands": "the word whose band holds the score, the points or the mean points",
    "lowest-rating": "the lowest rating of the counted parts",
    "given": "the rating a person recorded, where the edition leaves the judgement to them",
    "grades": "the first word grade whose clause the evidence ratings meet",
}
OPERATORS = {**SCORE_OPERATORS, **RATING_OPERATORS}
MISSING_BY_OPERATOR = {"blend": ("absent", "rescale")}
QUANTIFIERS = ("all", "most", "some")


def read_rule(name: str, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    """The rule as written; what does not fit its operator is reported on the fields' problems."""
    operator = fields.option("operator", OPERATORS)
    if fields.mapping.get("operator") != operator:
        # Without its operator nothing else about a rule can be judged.
        return Rule(name, "", "", "", "", fields.line(), fields.file)
    rule = Rule(
        id=name,
        operator=operator,
        missing=fields.option("missing", MISSING_BY_OPERATOR.get(operator, ("drop", "absent"))),
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
        line=fields.line(),
        file=fields.file,
        further_grounds=fields.pairs("grounds") if operator in RATING_OPERATORS else {},
        note=fields.text("note", ""),
    )
    readers = {
        "mean": _selecting,
        "lowest": _selecting,
        "blend": _blend,
        "weighted-mean": _weighted,
        "points": _points,
        "bands": _bands,
        "lowest-rating": _lowest_rating,
        "given": _given,
        "grades": _grades,
    }
    rule = readers[operator](rule, fields, scales)
    fields.done()
    return rule


def read_reading(name: str, fields: Fields, rules: dict[str, Rule]) -> Reading:
    """One reading; what it puts in place of a rule must be another of the same kind, or is left out."""
    pairs = fields.pairs("instead")
    reading = Reading(
        id=name,
        title=fields.text("title"),
        instead={old: new for old, new in pairs.items() if _may_stand_for(old, new, fields, rules)},
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
        line=fields.line(),
    )
    if not fields.has("instead"):
        what = f"The {fields.noun} puts no rule in place of another."
        fields.problem("key-missing", "", what, "Add `instead: {rule: other-rule}`.")
    fields.text("note", "")
    fields.done()
    return reading


def _may_stand_for(old: str, new: str, fields: Fields, rules: dict[str, Rule]) -> bool:
    unknown = [rule for rule in (old, new) if rule not in rules]
    for rule in unknown:
        what = f"The {fields.noun} names the rule {rule!r}, which the edition does not have."
        fields.problem("reference-unknown", "instead", what, near_miss(rule, rules) or "Add it under `rules:`.")
    if unknown:
        return False
    operators = {rules[old].operator, rules[new].operator}
    # A rule whose operator could not be read fits everything.
    if "" in operators or operators <= set(SCORE_OPERATORS) or operators <= set(RATING_OPERATORS):
        return True
    what = f"The {fields.noun} puts {new} in place of {old}, but one makes scores and the other ratings."
    fields.problem("value-unknown", "instead", what, "Name rules of one kind.")
    return False


def _selection(fields: Fields) -> Selection:
    parts = fields.option("parts", ("counted",), "") == "counted"
    if not fields.has("questions"):
        # Tags and places pick questions only; beside parts they are keys that nobody reads.
        return Selection(parts=parts)
    return Selection(
        parts=parts,
        questions=fields.option("questions", ("own", "under", "all")),
        with_tag=fields.words("with_tag"),
        without_tag=fields.words("without_tag"),
        under=fields.words("under"),
    )


def _whole_selection(fields: Fields) -> Selection:
    found = _selection(fields)
    if fields.has("parts") == fields.has("questions"):
        what = f"The {fields.noun} must name either parts or questions to work on."
        fields.problem("rule-empty", "operator", what, "Add `parts: counted` or `questions: own` (or under, or all).")
    return found


def _selecting(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    return replace(rule, of=(_whole_selection(fields),))


def _blend(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    inputs, before = [], len(fields.problems)
    for item in fields.each("of", f"share of the {fields.noun}", required=True):
        inputs.append(replace(_whole_selection(item), share=item.number("share")))
        item.done()
    total = sum(i.share for i in inputs)
    fits = all(i.share > 0 for i in inputs) and abs(total - 100) < 1e-9
    if not fits and len(fields.problems) == before:
        what = f"The shares of the {fields.noun} must be positive and add up to 100, not {total:g}."
        fields.problem("rule-numbers", "of", what, "Correct the shares.")
    return replace(rule, of=tuple(inputs))


def _weighted(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    return replace(rule, of=(Selection(parts=True),), weights=_numbers(fields, "weights", nought=False))


def _points(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    scale, before = _scale(fields, "scale", scales), len(fields.problems)
    points = _numbers(fields, "points", nought=True)
    if scale and points and set(points) != set(scale):
        what = f"The points of the {fields.noun} do not name every word of its scale."
        fields.problem("rule-numbers", "points", what, f"Give points to each of: {', '.join(scale)}.")
    elif len(fields.problems) == before and max(points.values()) <= 0:
        what = f"The points of the {fields.noun} are all nought."
        fields.problem("rule-numbers", "points", what, "Give more to the better words.")
    return replace(rule, of=(Selection(parts=True),), scale=scale, points=points)


def _bands(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    scale = _scale(fields, "scale", scales)
    reads = fields.option("reads", ("score", "total", "mean-points"), "score")
    rounded = fields.option("on", ("unrounded", "rounded"), "unrounded") == "rounded"
    by_parts = fields.named("by_parts", "number of parts")
    if not by_parts:
        bands, upper = _band_list(fields, scale)
        near = _near(fields) if reads == "score" else None
        return replace(rule, scale=scale, reads=reads, rounded=rounded, bands=bands, upper_edges=upper, near=near)
    tables: dict[int, tuple[Band, ...]] = {}
    uppers = set()
    for count, table in by_parts.items():
        bands, upper = _band_list(table, scale)
        uppers.add(upper)
        if count.isdecimal():
            tables[int(count)] = bands
        else:
            what = f"{count!r} is not a number of parts."
            table.problem("value-kind", "", what, "Write how many parts count, such as 7.")
        table.done()
    if len(uppers) > 1:
        what = f"The tables of the {fields.noun} must all use `from` or all use `up_to`."
        fields.problem("rule-numbers", "by_parts", what, "Write them alike.")
    return replace(rule, scale=scale, reads=reads, rounded=rounded, bands_by_parts=tables, upper_edges=uppers == {True})


def _band_list(fields: Fields, scale: tuple[str, ...]) -> tuple[tuple[Band, ...], bool]:
    found, uppers, before = [], set(), len(fields.problems)
    for item in fields.each("bands", f"band of the {fields.noun}", required=True):
        word = _word(item, "word", scale)
        edge = "up_to" if item.has("up_to") else "from"
        uppers.add(edge == "up_to")
        found.append(Band(word, item.number(edge)))
        item.done()
    edges = [band.edge for band in found]
    if len(fields.problems) == before and (len(uppers) > 1 or edges != sorted(set(edges))):
        what = f"The bands of the {fields.noun} must rise, each with `from` or each with `up_to`."
        fields.problem("rule-numbers", "bands", what, "Order them from the lowest edge to the highest.")
    return tuple(found), uppers == {True}


def _near(fields: Fields) -> Near | None:
    """When a rating is near a boundary; only scores have cases behind them that could be told otherwise."""
    block = fields.block("near")
    if block is None:
        return None
    inner = Fields(block, fields.problems, f"near of the {fields.noun}")
    near = Near(
        points=inner.number("points") if inner.has("points") else None,
        base=inner.whole("base") if inner.has("base") else None,
        one_case=inner.truth("one_case", default=False),
        source=inner.text("source"),
        standing=inner.option("standing", STANDINGS),
    )
    if not near.grounds:
        what = f"The {inner.noun} names nothing that would be near."
        inner.problem("key-missing", "", what, "Give `points:`, `base:` or `one_case: yes`.")
    if (near.points or 0) < 0:
        inner.problem("rule-numbers", "points", f"The {inner.noun} has points below nought.", "Write nought or more.")
    inner.text("points", "")
    inner.text("base", "")
    inner.done()
    return near


def _lowest_rating(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    return replace(rule, of=(Selection(parts=True),), scale=_scale(fields, "scale", scales))


def _given(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    return replace(rule, scale=_scale(fields, "scale", scales))


def _grades(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    scale, strengths = _scale(fields, "scale", scales), _scale(fields, "evidence_scale", scales)
    clauses = []
    for item in fields.each("clauses", f"clause of the {fields.noun}", required=True):
        given = [word for word in QUANTIFIERS if item.has(word)]
        if len(given) != 1:
            what = f"A {item.noun} must say exactly one of: {', '.join(QUANTIFIERS)}."
            item.problem("rule-numbers", "", what, "Write, for example, `most: strong`.")
        words = [_word(item, quantifier, strengths) for quantifier in given]
        rest = _word(item, "rest", strengths) if item.has("rest") else ""
        clauses.append(Clause(_word(item, "grade", scale), "".join(given[:1]), "".join(words[:1]), rest))
        item.done()
    otherwise = _word(fields, "otherwise", scale)
    return replace(rule, scale=scale, evidence_scale=strengths, clauses=tuple(clauses), otherwise=otherwise)


def _scale(fields: Fields, key: str, scales: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    name = fields.text(key)
    if name and name not in scales:
        what = f"The {fields.noun} names the rating scale {name!r}, which the edition does not declare."
        do = near_miss(name, scales) or "Declare it under `rating_scales:`."
        fields.problem("reference-unknown", key, what, do)
    return scales.get(name, ())


def _word(fields: Fields, key: str, scale: tuple[str, ...]) -> str:
    return fields.option(key, scale) if scale else fields.text(key)


def _numbers(fields: Fields, key: str, nought: bool) -> dict[str, float]:
    """Word → number above nought, or nought where that is allowed."""
    found, before = {}, len(fields.problems)
    for name, text in fields.pairs(key).items():
        found[name] = float(text) if is_number(text) else -1.0
        if found[name] < 0 or (found[name] == 0 and not nought):
            what = f"{text!r} for {name!r} in {key!r} of the {fields.noun} is not a number that fits."
            do = "Write nought or more." if nought else "Write a number above nought."
            fields.problem("rule-numbers", key, what, do)
    if not found and len(fields.problems) == before:
        fields.problem("key-missing", "", f"The {fields.noun} lacks {key!r}.", f"Add `{key}: {{word: number}}`.")
    return found
