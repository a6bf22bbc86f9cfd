"""Judgements: which of them make the base of a question, and which stand above the line."""

from tests.spec.words import OWN_MEAN, criterion, edition, letters, scored

TREE = "  - {id: X, level: criterion, title: X, score: mean}"


def asked(bank):
    return edition(TREE, {"mean": OWN_MEAN}, X=bank)


def test_a_question_is_the_share_of_judgements_above_the_line():
    found = scored(asked("  - {id: q, text: q, scale: yes-no}"), letters(q="yyyn"))
    assert (found["q"].score, found["q"].above, found["q"].base) == (75, 3, 4)


def test_the_scale_says_which_choices_are_above_the_line():
    quality = asked("  - {id: q, text: q, scale: quality}")
    found = scored(quality, {"q": {"a": "excellent", "b": "sufficient", "c": "poor", "d": "poor"}})
    assert found["q"].score == 50


def test_yes_may_tell_of_a_failing():
    assert scored(asked("  - {id: q, text: q, scale: failing}"), letters(q="ynnn"))["q"].score == 75


def test_not_applicable_leaves_the_base():
    found = scored(asked("  - {id: q, text: q, scale: yes-no}"), letters(q="yn--"))
    assert (found["q"].score, found["q"].base) == (50, 2)


def test_unanswered_leaves_the_base():
    found = scored(asked("  - {id: q, text: q, scale: yes-no}"), letters(q="yn.."))
    assert (found["q"].score, found["q"].base) == (50, 2)


def test_a_question_is_asked_only_where_its_condition_is_true():
    found = scored(
        asked("  - {id: q, text: q, scale: yes-no, applies: kind is licence and months >= 12}"),
        {"q": {"a": "yes", "b": "no"}},
        {
            "a": {"kind": "licence", "months": "12"},
            "b": {"kind": "licence", "months": "30.5"},
            "c": {"kind": "licence", "months": "11"},
            "d": {"kind": "order", "months": "40"},
        },
    )
    assert (found["q"].score, found["q"].base) == (50, 2)
    assert found.questions["q", "all"].not_asked == 2


def test_a_blank_fact_leaves_it_open_whether_a_question_is_asked_so_it_is_not():
    found = scored(
        asked("  - {id: q, text: q, scale: yes-no, applies: kind is not order}"),
        {"q": {"a": "yes"}},
        {"a": {"kind": "licence"}, "b": {"kind": ""}, "c": {"kind": "order"}},
    )
    assert found.questions["q", "all"].not_asked == 2


def test_a_blank_fact_does_no_harm_where_the_condition_holds_without_it():
    found = scored(
        asked("  - {id: q, text: q, scale: yes-no, applies: kind is order or months > 6}"),
        {"q": {"a": "yes", "b": "no"}},
        {"a": {"kind": "order"}, "b": {"months": "7"}},
    )
    assert found["q"].base == 2


def test_the_three_states_without_a_choice_are_told_apart():
    found = scored(
        asked("  - {id: q, text: q, scale: yes-no, applies: kind is order}"),
        {"q": {"a": "yes", "b": "no", "c": "not-applicable", "d": ""}},
        {name: {"kind": "order" if name < "f" else "licence"} for name in "abcdefgh"},
    )
    question = found.questions["q", "all"]
    assert (question.base, question.not_applicable, question.unanswered, question.not_asked) == (2, 1, 2, 3)
    assert question.distribution == (("yes", "yes", True, 1), ("no", "no", False, 1))


def test_what_stands_where_a_question_is_not_asked_is_told_and_does_not_count():
    found = scored(
        asked("  - {id: q, text: q, scale: yes-no, applies: kind is order}"),
        {"q": {"a": "yes", "b": "no"}},
        {"a": {"kind": "order"}, "b": {"kind": "licence"}},
    )
    assert (found["q"].score, found["q"].base) == (100, 1)
    assert [problem.code for problem in found.problems] == ["judgement-not-asked"]


def test_a_question_that_applied_to_nobody_has_no_score_and_never_nought():
    found = scored(asked("  - {id: q, text: q, scale: yes-no}"), letters(q="--."))
    assert (found["q"].score, found["q"].base) == (None, 0)
    assert found["X"].score is None


def test_facts_and_reasons_enter_no_mean():
    found = scored(
        asked(
            "  - {id: q, text: q, scale: yes-no}\n"
            "  - {id: fact, text: f, role: fact, scale: plain}\n"
            "  - {id: why, text: w, role: reason, of: q, scale: plain}"
        ),
        letters(q="yn", fact="nn", why="nn"),
    )
    assert found["X"].score == 50
    assert found.questions["fact", "all"].share is None
    assert ("fact", "all") not in found.scores


def test_every_tick_of_a_tick_list_is_counted_and_the_case_once():
    found = scored(
        asked("  - {id: q, text: q, scale: yes-no}\n  - {id: list, text: l, role: fact, scale: ticks}"),
        {"q": {"a": "yes"}, "list": {"a": "alcohol|debt", "b": "alcohol", "c": "not-applicable"}},
    )
    ticks = found.questions["list", "all"]
    assert [(choice, cases) for choice, _, _, cases in ticks.distribution] == [
        ("alcohol", 2),
        ("drugs", 0),
        ("debt", 1),
    ]
    assert (ticks.base, ticks.not_applicable) == (2, 1)


DERIVED = """\
  - {id: plan, text: p, scale: yes-no}
  - {id: goals, text: g, scale: yes-no}
  - {id: neither, text: n, role: derived, when: judged plan is no and judged goals is no}
  - {id: then, text: t, scale: yes-no, applies: judged neither is no}"""


def test_a_derived_question_follows_from_other_judgements():
    found = scored(asked(DERIVED), letters(plan="nnyn", goals="nyy."))
    neither = found.questions["neither", "all"]
    assert [(choice, cases) for choice, _, _, cases in neither.distribution] == [("yes", 1), ("no", 2)]
    assert neither.unanswered == 1


def test_a_question_may_wait_for_a_derived_one():
    found = scored(asked(DERIVED), letters(plan="nyy", goals="nyn") | {"then": {"c1": "yes", "c2": "no"}})
    assert (found["then"].base, found.problems) == (2, [])


def test_a_question_that_waits_for_one_not_asked_is_not_asked():
    found = scored(
        asked(
            "  - {id: one, text: 1, scale: yes-no, applies: kind is order}\n"
            "  - {id: two, text: 2, scale: yes-no, applies: judged one is not yes}"
        ),
        # A printed form has a row for every question; where it is not asked, not applicable does no harm.
        {"one": {"a": "no", "b": "not-applicable"}, "two": {"a": "yes", "b": "not-applicable"}},
        {"a": {"kind": "order"}, "b": {"kind": "licence"}},
    )
    assert found.questions["two", "all"].not_asked == 1
    assert found.problems == []


def test_a_question_may_wait_for_one_that_is_not_applicable():
    found = scored(
        asked(
            "  - {id: one, text: 1, scale: yes-no}\n"
            "  - {id: two, text: 2, scale: yes-no, applies: judged one is not-applicable}"
        ),
        {"one": {"a": "yes", "b": "not-applicable"}, "two": {"b": "yes"}},
    )
    assert (found["two"].base, found.problems) == (1, [])


def test_the_base_of_a_criterion_is_the_cases_with_a_choice_on_any_of_its_questions():
    row = criterion(one="yn..", two="y-n.")
    assert (row.base, row.applicable, row.above) == (3, 4, 2)
