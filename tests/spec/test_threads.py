"""Threads, and questions that count in more than one place."""

from tests.spec.words import OWN_MEAN, edition, letters, scored

TREE = """\
  - id: "1"
    level: section
    title: One
    score: across
    parts:
      - {id: A, level: criterion, title: A, score: mean}
      - {id: B, level: criterion, title: B, score: mean}
  - id: "2"
    level: section
    title: Two
    score: across
    parts:
      - {id: C, level: criterion, title: C, score: mean}"""
RULES = {"mean": OWN_MEAN, "across": "operator: mean, questions: under, missing: drop"}
BANKS = {
    "A": "  - {id: a, text: a, scale: yes-no, tags: harm}\n  - {id: a2, text: a, scale: yes-no}",
    "B": "  - {id: b, text: b, scale: yes-no, tags: harm, also_in: C}",
    "C": "  - {id: c, text: c, scale: yes-no, tags: [harm, summary]}",
}
THREAD = "  - {id: thread, title: T, score: thread}"


def threaded(rule):
    return edition(TREE, {**RULES, "thread": rule}, THREAD, **BANKS)


def test_a_thread_is_the_mean_of_tagged_questions_wherever_they_stand():
    found = scored(
        threaded("operator: mean, questions: all, with_tag: harm, missing: drop"),
        letters(a="yyyy", a2="nnnn", b="yynn", c="nnnn"),
    )
    assert found["thread"].score == 50
    assert (found["thread"].level, found["thread"].above, found["thread"].applicable) == ("thread", 6, 12)


def test_a_thread_may_keep_to_some_sections():
    rule = 'operator: mean, questions: all, with_tag: harm, under: ["1"], missing: drop'
    found = scored(threaded(rule), letters(a="yyyy", a2="nnnn", b="yynn", c="nnnn"))
    assert found["thread"].score == 75


def test_a_thread_may_leave_out_a_tag_and_look_for_the_lowest():
    rule = "operator: lowest, questions: all, with_tag: harm, without_tag: summary, missing: drop"
    assert scored(threaded(rule), letters(a="yyyy", b="yynn", c="nnnn"))["thread"].score == 50


def test_several_tags_must_all_be_there():
    rule = "operator: mean, questions: all, with_tag: [harm, summary], missing: drop"
    assert scored(threaded(rule), letters(a="yyyy", b="yynn", c="ynnn"))["thread"].score == 25


def test_a_question_may_count_in_two_criteria_and_so_in_two_sections():
    found = scored(
        threaded("operator: mean, questions: all, with_tag: harm, missing: drop"), letters(a="nn", b="yy", c="nn")
    )
    assert (found["B"].score, found["C"].score) == (100, 50)
    assert (found["1"].score, found["2"].score) == (50, 50)


def test_a_question_that_counts_twice_below_a_section_enters_its_mean_once():
    banks = BANKS | {"B": "  - {id: b, text: b, scale: yes-no, tags: harm, also_in: A}"}
    found = scored(edition(TREE, RULES, **banks), letters(a="nn", a2="nn", b="yy"))
    assert found["1"].score == 100 / 3
