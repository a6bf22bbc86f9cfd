from hashlib import sha256

import pytest

from aboveline.sampling.commitment import (
    Origin,
    commitment,
    commitment_problems,
    origin_of,
    seal_differs,
    sealed_caseload,
)

FITS = commitment("4711")


def test_a_commitment_is_the_hash_of_the_seed():
    # printf 4711 | sha256sum
    assert "sha256:" + sha256(b"4711").hexdigest() == FITS


@pytest.mark.parametrize(
    ("told", "given", "origin"),
    [
        ("", None, Origin("given", "", None)),
        ("Lottery of 5 May 2025", None, Origin("public", "Lottery of 5 May 2025", None)),
        ("", FITS, Origin("committed", "", FITS)),
        ("", "sha256:other", Origin("committed", "", FITS)),
    ],
)
def test_where_a_seed_comes_from(told, given, origin):
    assert origin_of("4711", told, given) == origin


@pytest.mark.parametrize(
    ("told", "given", "codes"),
    [
        ("", None, []),
        ("Lottery", None, []),
        ("", FITS, []),
        ("", commitment("4712"), ["seed-differs"]),
        ("", "4711", ["option-value"]),
        ("Lottery", FITS, ["option-value"]),
        ("Lottery", "x", ["option-value", "option-value"]),
    ],
)
def test_a_commitment_must_be_that_of_the_seed(told, given, codes):
    assert [problem.code for problem in commitment_problems("4711", told, given)] == codes


SEAL = {
    "frame": {"hash": "sha256:f"},
    "framework": {"id": "pdu-2023", "hash": "sha256:e"},
    "plan": {"id": "pdu-2023", "hash": "sha256:p"},
    "commitment": None,
    "eligible": 80,
    "left_out": [{"reason": "over", "cases": 15}, {"reason": "no-case", "cases": 3}],
}
CONTENT = {
    "frame": {"hash": "sha256:f"},
    "framework": {"id": "pdu-2023", "hash": "sha256:e"},
    "plan": {"source": "pdu-2023"},
    "seed_origin": {"commitment": None},
}


def test_the_caseload_of_a_seal_is_all_that_are_cases():
    assert sealed_caseload(SEAL) == 95


def test_a_draw_is_held_to_the_seal():
    assert seal_differs(CONTENT, SEAL, "seal.json") == []
    assert seal_differs(CONTENT | {"seed_origin": {"commitment": FITS}}, SEAL, "seal.json") == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"frame": {"hash": "sha256:x"}}, "The frame is sha256:f; sealed was sha256:x."),
        ({"framework": {"id": "omi-2006", "hash": "sha256:e"}}, "The edition is pdu-2023; sealed was omi-2006."),
        ({"framework": {"id": "pdu-2023", "hash": "x"}}, "The edition's content is sha256:e; sealed was x."),
        ({"plan": {"id": "own", "hash": ""}}, "The plan is pdu-2023; sealed was own."),
        ({"commitment": FITS}, f"The commitment to the seed is none; sealed was {FITS}."),
    ],
)
def test_whatever_is_another_than_was_sealed_is_told(change, says):
    (problem,) = seal_differs(CONTENT, SEAL | change, "seal.json")
    assert (problem.code, problem.what) == ("seal-differs", says)
