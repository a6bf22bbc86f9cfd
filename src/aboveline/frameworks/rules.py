"""Reading the rules of an edition: how scores, ratings and grades come from what stands below them."""

from __future__ import annotations

from dataclasses import replace

from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import STANDINGS, Band, Clause, Rule, Selection

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
    rule = Rule(
        id=name,
        operator=operator,
        missing=fields.option("missing", MISSING_BY_OPERATOR.get(operator, ("drop", "absent"))),
        source=fields.text("source"),
        standing=fields.option("standing", STANDINGS),
        line=fields.line(),
        file=fields.file,
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


def _selection(fields: Fields) -> Selection:
    return Selection(
        parts=fields.option("parts", ("counted", "none"), "none") == "counted",
        questions=fields.option("questions", ("own", "under", "all"), ""),
        with_tag=fields.words("with_tag"),
        without_tag=fields.words("without_tag"),
        under=fields.words("under"),
    )


def _whole_selection(fields: Fields) -> Selection:
    found = _selection(fields)
    if found.parts == bool(found.questions):
        what = f"The {fields.noun} must name either parts or questions to work on."
        fields.problem("rule-empty", "operator", what, "Add `parts: counted` or `questions: own` (or under, or all).")
    return found


def _selecting(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    return replace(rule, of=(_whole_selection(fields),))


def _blend(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    inputs = []
    for item in fields.each("of", f"share of the {fields.noun}", required=True):
        inputs.append(replace(_whole_selection(item), share=item.number("share")))
        item.done()
    if inputs and (min(i.share for i in inputs) <= 0 or abs(sum(i.share for i in inputs) - 100) > 1e-9):
        total = sum(i.share for i in inputs)
        what = f"The shares of the {fields.noun} must be positive and add up to 100, not {total:g}."
        fields.problem("rule-numbers", "of", what, "Correct the shares.")
    return replace(rule, of=tuple(inputs))


def _weighted(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    return replace(rule, of=(Selection(parts=True),), weights=_numbers(fields, "weights", above=0.0))


def _points(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    scale = _scale(fields, "scale", scales)
    points = _numbers(fields, "points", above=-1.0)
    if scale and tuple(points) and (set(points) != set(scale)):
        what = f"The points of the {fields.noun} do not name every word of its scale."
        fields.problem("rule-numbers", "points", what, f"Give points to each of: {', '.join(scale)}.")
    return replace(rule, of=(Selection(parts=True),), scale=scale, points=points)


def _bands(rule: Rule, fields: Fields, scales: dict[str, tuple[str, ...]]) -> Rule:
    scale = _scale(fields, "scale", scales)
    reads = fields.option("reads", ("score", "total", "mean-points"), "score")
    rounded = fields.option("on", ("unrounded", "rounded"), "unrounded") == "rounded"
    by_parts = fields.named("by_parts", "number of parts")
    if not by_parts:
        bands, upper = _band_list(fields, scale)
        return replace(rule, scale=scale, reads=reads, rounded=rounded, bands=bands, upper_edges=upper)
    tables: dict[int, tuple[Band, ...]] = {}
    upper = False
    for count, table in by_parts.items():
        if count.isdecimal():
            tables[int(count)], upper = _band_list(table, scale)
        else:
            what = f"{count!r} is not a number of parts."
            table.problem("value-kind", "", what, "Write how many parts count, such as 7.")
        table.done()
    return replace(rule, scale=scale, reads=reads, rounded=rounded, bands_by_parts=tables, upper_edges=upper)


def _band_list(fields: Fields, scale: tuple[str, ...]) -> tuple[tuple[Band, ...], bool]:
    found, uppers = [], set()
    for item in fields.each("bands", f"band of the {fields.noun}", required=True):
        word = item.option("word", scale)
        edge = "up_to" if item.has("up_to") else "from"
        uppers.add(edge == "up_to")
        found.append(Band(word, item.number(edge)))
        item.done()
    edges = [band.edge for band in found]
    if len(uppers) > 1 or edges != sorted(set(edges)):
        what = f"The bands of the {fields.noun} must rise, each with `from` or each with `up_to`."
        fields.problem("rule-numbers", "bands", what, "Order them from the lowest edge to the highest.")
    return tuple(found), uppers == {True}


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
        how_many = given[0] if given else "all"
        strength = item.option(how_many, strengths, "") or (strengths or ("",))[0]
        rest = item.option("rest", strengths, "") if item.has("rest") else ""
        clauses.append(Clause(item.option("grade", scale), how_many, strength, rest))
        item.done()
    otherwise = fields.option("otherwise", scale)
    return replace(rule, scale=scale, evidence_scale=strengths, clauses=tuple(clauses), otherwise=otherwise)


def _scale(fields: Fields, key: str, scales: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if not scales:
        fields.text(key)
        fields.problem("reference-unknown", key, "The edition declares no rating scales.", "Add `rating_scales:`.")
        return ("",)
    return scales[fields.option(key, scales)]


def _numbers(fields: Fields, key: str, above: float) -> dict[str, float]:
    found = {}
    for name, text in fields.pairs(key).items():
        try:
            found[name] = float(text)
        except ValueError:
            found[name] = above
        if not found[name] > above:
            what = f"{text!r} for {name!r} in {key!r} of the {fields.noun} is not a number that fits."
            fields.problem("rule-numbers", key, what, f"Write a number above {above:g}.")
    if not found:
        fields.problem("key-missing", "", f"The {fields.noun} lacks {key!r}.", f"Add `{key}: {{word: number}}`.")
    return found
