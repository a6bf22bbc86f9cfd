"""A second scorer: slow, plain and exact, written from the printed method and not from the code in scoring/.

No arrays: dictionaries, loops and fractions. It takes from the library what a framework says (the parsed document), and
nothing of how the library counts, averages, bands or grades. Fast engines are held to it by tests/properties.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from aboveline.frameworks.conditions import Condition, Test
from aboveline.frameworks.model import Clause, Framework, Part, Question, Rule, Selection, Thread

Answer = str
"""What was chosen: a choice, ticks joined with |, not-applicable, or '' while unanswered."""


@dataclass
class Sample:
    """All that is known of a sample: facts of each case, what was judged (question → case → answer), what was seen.

    weights: how much each case counts (1 unless given). whole: whether this is the whole sample, on which verdicts of
    people stand. published: whether it is what is published, which alone discretions change. scope: case → the criteria
    in scope, where not all are. theme: whose questions are asked too.
    """

    cases: Mapping[str, Mapping[str, str]]
    judgements: Mapping[str, Mapping[str, Answer]]
    evidence: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    discretions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    whole: bool = True
    published: bool = True
    scope: Mapping[str, frozenset[str]] = field(default_factory=dict)
    theme: str = ""


@dataclass
class Outcome:
    """What a part, a thread or a question comes to. None is "no score", "no rating"."""

    score: Fraction | None = None
    rating: str | None = None
    computed: Fraction | None = None
    computed_rating: str | None = None
    points: Fraction | None = None
    most_points: Fraction | None = None
    base: Fraction = Fraction(0)
    applicable: Fraction = Fraction(0)
    above: Fraction = Fraction(0)


@dataclass
class Count:
    """How a question was judged: cases by choice, and the cases that made none."""

    choices: dict[str, Fraction]
    base: Fraction
    not_applicable: Fraction
    unanswered: Fraction
    not_asked: Fraction


class Scorer:
    """Works out one sample under one framework."""

    def __init__(self, framework: Framework, sample: Sample) -> None:
        self.framework, self.sample = framework, sample
        self.changes = sample.discretions if sample.whole and sample.published else {}
        self.outcomes: dict[str, Outcome] = {}
        self.answers: dict[tuple[str, str], Answer] = {}

    def all(self) -> dict[str, Outcome]:
        """Every part, thread and scored question by id."""
        for question in self.framework.questions.values():
            if question.role == "scored":
                self.outcomes[question.id] = self.question(question)
        for part in self.framework.tree:
            self.part(part)
        for thread in self.framework.threads:
            self.named(thread, None)
        return self.outcomes

    # --- Who was asked, and what was answered ---

    def weight(self, case: str) -> Fraction:
        return self.sample.weights.get(case, Fraction(1))

    def asked(self, question: Question, case: str) -> bool:
        if question.theme not in ("", self.sample.theme):
            return False
        scope = self.sample.scope.get(case)
        if scope is not None and not scope & {question.criterion, *question.also_in}:
            return False
        return question.applies is None or self.holds(question.applies, case) is True

    def answer(self, name: str, case: str) -> Answer:
        """What stands as the answer: nothing where the question is not asked; a derived one follows its condition."""
        if (name, case) not in self.answers:
            self.answers[name, case] = self.worked_out_answer(name, case)
        return self.answers[name, case]

    def worked_out_answer(self, name: str, case: str) -> Answer:
        question = self.framework.questions[name]
        if not self.asked(question, case):
            return ""
        if question.when is not None:
            return {True: "yes", False: "no", None: ""}[self.holds(question.when, case)]
        return self.sample.judgements.get(name, {}).get(case, "")

    def holds(self, condition: Condition, case: str) -> bool | None:
        """True, false, or None where something unknown decides."""
        if isinstance(condition, Test):
            return self.holds_test(condition, case)
        found = [self.holds(part, case) for part in condition.parts]
        if condition.word == "not":
            return None if found[0] is None else not found[0]
        if condition.word == "and":
            return False if False in found else None if None in found else True
        return True if True in found else None if None in found else False

    def holds_test(self, test: Test, case: str) -> bool | None:
        text = self.answer(test.name, case) if test.judged else self.sample.cases[case].get(test.name, "")
        if text == "":
            return None
        if test.order == "in":
            return any(tick in test.values for tick in text.split("|"))
        try:
            one, other = Fraction(text), Fraction(test.values[0])
        except ValueError:
            return None
        return {">=": one >= other, "<=": one <= other, ">": one > other, "<": one < other}[test.order]

    def count(self, question: Question) -> Count:
        """How one question was judged."""
        choices = {choice.id: Fraction(0) for choice in question.scale.choices}
        found = Count(choices, Fraction(0), Fraction(0), Fraction(0), Fraction(0))
        for case in self.sample.cases:
            answer, weight = self.answer(question.id, case), self.weight(case)
            if not self.asked(question, case):
                found.not_asked += weight
            elif answer == "":
                found.unanswered += weight
            elif answer == "not-applicable":
                found.not_applicable += weight
            else:
                found.base += weight
                for tick in answer.split("|"):
                    choices[tick] += weight
        return found

    # --- Questions ---

    def question(self, question: Question) -> Outcome:
        """The share of the choices that are above the line."""
        count = self.count(question)
        above = sum((n for choice, n in count.choices.items() if self.is_above(question, choice)), Fraction(0))
        share = 100 * above / count.base if count.base else None
        return Outcome(share, None, share, None, None, None, count.base, count.base, above)

    def is_above(self, question: Question, choice: str) -> bool:
        return any(known.id == choice and known.above is True for known in question.scale.choices)

    # --- Parts and threads ---

    def part(self, part: Part) -> None:
        for child in part.parts:
            self.part(child)
        self.named(part, part)

    def named(self, named: Part | Thread, part: Part | None) -> None:
        found = self.outcomes[named.id] = Outcome()
        score, rating = self.framework.rules.get(named.score), self.framework.rules.get(named.rating)
        counted = 0
        if score is not None and score.operator == "points":
            found.points, found.most_points, counted = self.points(score, part)
            found.computed = None if found.points is None else 100 * found.points / found.most_points
        elif score is not None:
            found.computed = self.score(score, named.id, part)
        found.score = found.computed
        if score is not None and (named.id, "score") in self.changes:
            found.score = Fraction(self.changes[named.id, "score"])
        if rating is not None:
            found.computed_rating = self.rating(rating, part, found, counted)
        found.rating = found.computed_rating
        if rating is not None and (named.id, "rating") in self.changes:
            found.rating = self.changes[named.id, "rating"]
        self.add_bases(found, self.questions_behind(named, part))

    def score(self, rule: Rule, name: str, part: Part | None) -> Fraction | None:
        if rule.operator == "blend":
            return self.blend(rule, name, part)
        (selection,) = rule.of
        if selection.parts:
            counted = self.counted(part, "score")
            values = [self.outcomes[child.id].score for child in counted]
            weights = [rule.weights.get(child.importance, 1.0) for child in counted]
        else:
            values = [self.outcomes[question.id].score for question in self.selected(selection, name)]
            weights = [1.0] * len(values)
        if rule.missing == "absent" and None in values:
            return None
        there = [(value, Fraction(str(w))) for value, w in zip(values, weights, strict=True) if value is not None]
        if not there:
            return None
        if rule.operator == "lowest":
            return min(value for value, _ in there)
        return sum(value * w for value, w in there) / sum(w for _, w in there)

    def blend(self, rule: Rule, name: str, part: Part | None) -> Fraction | None:
        total, shares = Fraction(0), Fraction(0)
        for selection in rule.of:
            if selection.parts:
                values = [self.outcomes[child.id].score for child in self.counted(part, "score")]
                complete = not (rule.missing == "absent" and None in values)
            else:
                # A question that applied to nobody leaves its share to the others, whatever the rule says of shares.
                values = [self.outcomes[question.id].score for question in self.selected(selection, name)]
                complete = True
            there = [value for value in values if value is not None]
            if there and complete:
                share = Fraction(str(selection.share))
                total, shares = total + share * sum(there) / len(there), shares + share
            elif rule.missing == "absent":
                return None
        return total / shares if shares else None

    def points(self, rule: Rule, part: Part | None) -> tuple[Fraction | None, Fraction | None, int]:
        words = [self.outcomes[child.id].rating for child in self.counted(part, "rating")]
        rated = [word for word in words if word is not None]
        if not rated or (rule.missing == "absent" and None in words):
            return None, None, 0
        points = {word: Fraction(str(number)) for word, number in rule.points.items()}
        return sum((points[word] for word in rated), Fraction(0)), len(rated) * max(points.values()), len(rated)

    def counted(self, part: Part | None, reads: str) -> list[Part]:
        """The counted parts that have a score (or a rating). What is neither scored nor rated is only a heading."""
        found = []
        for child in part.parts if part else ():
            if child.counted and child.parts and not child.score and not child.rating:
                found += self.counted(child, reads)
            elif child.counted and getattr(child, reads):
                found.append(child)
        return found

    def selected(self, selection: Selection, name: str) -> list[Question]:
        places = {"own": {name}, "under": self.places_under(name), "all": {p.id for p in self.framework.parts()}}
        within = places[selection.questions]
        if selection.under:
            within = within & set().union(*(self.places_under(top) for top in selection.under))
        return [
            question
            for question in self.framework.questions.values()
            if question.role == "scored"
            and (question.criterion in within or any(place in within for place in question.also_in))
            and all(tag in question.tags for tag in selection.with_tag)
            and all(tag not in question.tags for tag in selection.without_tag)
        ]

    def places_under(self, name: str) -> set[str]:
        return {below.id for part in self.framework.parts() if part.id == name for below in part.walk()}

    # --- Ratings ---

    def rating(self, rule: Rule, part: Part | None, found: Outcome, counted: int) -> str | None:
        if rule.operator == "bands":
            return banded(rule, found, counted)
        if rule.operator == "lowest-rating":
            words = [self.outcomes[child.id].rating for child in self.counted(part, "rating")]
            rated = [word for word in words if word is not None]
            if not rated or (rule.missing == "absent" and None in words):
                return None
            return min(rated, key=rule.scale.index)
        if not self.sample.whole or part is None:
            return None
        if rule.operator == "given":
            return self.sample.given.get(part.id) or None
        return graded(rule, [self.sample.evidence.get(item.id, "") for item in part.evidence if item.counted])

    # --- What a score stands on ---

    def questions_behind(self, named: Part | Thread, part: Part | None) -> list[Question]:
        score, rating = self.framework.rules.get(named.score), self.framework.rules.get(named.rating)
        found: dict[str, Question] = {}
        for selection in score.of if score else ():
            if not selection.parts:
                found |= {question.id: question for question in self.selected(selection, named.id)}
        for rule in (score, rating):
            if rule and any(selection.parts for selection in rule.of):
                reads = "rating" if rule.operator in ("points", "lowest-rating") else "score"
                for child in self.counted(part, reads):
                    found |= {question.id: question for question in self.questions_behind(child, child)}
        return list(found.values())

    def add_bases(self, found: Outcome, questions: Iterable[Question]) -> None:
        touched = set()
        for question in questions:
            found.applicable += self.outcomes[question.id].applicable
            found.above += self.outcomes[question.id].above
            touched |= {
                case for case in self.sample.cases if self.answer(question.id, case) not in ("", "not-applicable")
            }
        found.base = sum((self.weight(case) for case in touched), Fraction(0))


def banded(rule: Rule, found: Outcome, counted: int) -> str | None:
    """The word in whose band the number lies."""
    if rule.reads == "total":
        value = found.points
    elif rule.reads == "mean-points":
        value = None if found.points is None else found.points / counted
    else:
        value = found.score
    if value is None:
        return None
    if rule.rounded:
        value = Fraction(floor(value + Fraction(1, 2)))
    word = None
    for band in rule.bands_by_parts.get(counted, ()) if rule.bands_by_parts else rule.bands:
        edge = Fraction(str(band.edge))
        if rule.upper_edges and value <= edge:
            return band.word
        if not rule.upper_edges and value >= edge:
            word = band.word
    return word


def graded(rule: Rule, strengths: list[str]) -> str | None:
    """The word of the first clause that the evidence meets."""
    rated = [strength for strength in strengths if strength]
    if not rated or (rule.missing == "absent" and "" in strengths):
        return None
    for clause in rule.clauses:
        if met(clause, rated, rule.evidence_scale):
            return clause.grade
    return rule.otherwise


def met(clause: Clause, rated: list[str], scale: tuple[str, ...]) -> bool:
    """Whether all, most (more than half) or some items are at least so strong, and none weaker than the rest may be."""
    strong = [strength for strength in rated if scale.index(strength) >= scale.index(clause.strength)]
    if clause.rest and any(scale.index(strength) < scale.index(clause.rest) for strength in rated):
        return False
    if clause.how_many == "all":
        return len(strong) == len(rated)
    if clause.how_many == "most":
        return len(strong) > len(rated) / 2
    return len(strong) > 0
