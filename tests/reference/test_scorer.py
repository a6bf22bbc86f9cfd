"""The reference scorer gives what the worked examples of the editions say, without any code of the fast one."""

from fractions import Fraction

import pytest

from aboveline.frameworks.documents import plain
from aboveline.frameworks.read import LIBRARY, framework, installed_ids
from tests.examples.editions import MADE_UP, SMALL
from tests.reference.scorer import Sample, Scorer

FOLDERS = [MADE_UP, SMALL, *(LIBRARY / name for name in installed_ids())]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_worked_examples_come_out(folder):
    edition = framework(folder)
    for example in edition.examples:
        outcomes = Scorer(edition.under(example.get("reading", "")), _sample(plain(example))).all()
        for name, expected in plain(example)["gives"].items():
            assert _as_written(outcomes[name], expected), (example["title"], name, outcomes[name])


def _sample(example):
    return Sample(
        cases={name: facts or {} for name, facts in example["cases"].items()},
        judgements={
            name: {case: "|".join(a) if isinstance(a, list) else a for case, a in (by_case or {}).items()}
            for name, by_case in (example.get("judgements") or {}).items()
        },
        evidence=example.get("evidence") or {},
        given=example.get("grades") or {},
        theme=example.get("theme", ""),
    )


def _as_written(found, expected):
    if expected == "absent":
        return (found.score, found.rating) == (None, None)
    if expected[0].isdigit():
        return found.score is not None and abs(found.score - Fraction(expected)) < Fraction(1, 10**9)
    return found.rating == expected
