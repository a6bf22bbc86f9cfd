"""Where a seed comes from: fixed beforehand under a commitment, public, or only given."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from aboveline.problems import Problem
from aboveline.sampling.seal import NO_CASE, hash_problems

GIVEN, COMMITTED, PUBLIC = "given", "committed", "public"


class Origin(NamedTuple):
    """Where a seed comes from: given, committed or public; what is told of a public one; the commitment, if any."""

    kind: str = GIVEN
    told: str = ""
    commitment: str | None = None


def commitment(seed: str) -> str:
    """`sha256:` and the hash of the seed as UTF-8: it can be handed over before the seed, and gives nothing away."""
    return "sha256:" + sha256(seed.encode()).hexdigest()


def origin_of(seed: str, told: str, given: str | None) -> Origin:
    """Where the seed comes from: committed where there is a commitment (then with that of this seed), else as told."""
    if given is not None:
        return Origin(COMMITTED, told, commitment(seed))
    return Origin(PUBLIC if told else GIVEN, told)


def commitment_problems(seed: str, told: str, given: str | None) -> list[Problem]:
    """What does not fit a commitment that is given: that it is none, that of another seed, or one to a public seed."""
    if given is None:
        return []
    problems = hash_problems("--commitment", given)
    if told:
        what = "A seed is either public or committed to."
        problems.append(Problem("option-value", "--public", None, what, "Leave out --public or the commitment."))
    if not problems and given != commitment(seed):
        what = f"The seed is not the one that was committed to: its commitment is {commitment(seed)}, not {given}."
        problems.append(Problem("seed-differs", "--seed", None, what, "Use the seed that was fixed beforehand."))
    return problems


def sealed_caseload(seal: Mapping[str, Any]) -> int:
    """How many cases the caseload had from which the sealed frame came: eligible or not."""
    left_out: int = sum(row["cases"] for row in seal["left_out"] if row["reason"] != NO_CASE)
    eligible: int = seal["eligible"]
    return eligible + left_out


def seal_differs(content: Mapping[str, Any], seal: Mapping[str, Any], file: str) -> list[Problem]:
    """A problem for everything in which a receipt is not of the frame, edition, plan and seed that the seal fixed.

    Of a receipt that is not made yet, only what it has already is compared. `file` is the seal's.
    """
    do = "Use what was sealed, or seal again and say why."
    problems = []
    for noun, key, inner, (there, inside) in _FIXED:
        sealed = seal[there] if inside is None else seal[there][inside]
        if key in content and content[key][inner] != sealed and sealed is not None:
            what = f"The {noun} is {content[key][inner] or 'none'}; sealed was {sealed}."
            problems.append(Problem("seal-differs", file, None, what, do))
    return problems


_FIXED: tuple[tuple[str, str, str, tuple[str, str | None]], ...] = (
    ("frame", "frame", "hash", ("frame", "hash")),
    ("edition", "framework", "id", ("framework", "id")),
    ("edition's content", "framework", "hash", ("framework", "hash")),
    ("plan", "plan", "source", ("plan", "id")),
    ("commitment to the seed", "seed_origin", "commitment", ("commitment", None)),
)
"""What a seal fixes: its noun, its keys in the receipt, and in the seal (None there: it was not fixed)."""
