"""Groups: any weighting of cases. The whole sample, a sub-sample, a cohort, a replicate: one shape for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64] | NDArray[np.int32]

WHOLE = "all"


class Groups(NamedTuple):
    """Labels, and weights (groups, cases): 0 leaves a case out, 1 counts it once, 2 twice, 0.5 by half.

    `whole` marks the groups that are the whole sample, on which grades and discretions stand. `beside`: label of a
    group that only stands beside another → that other, which is published. Discretions change the other alone; and as
    weighted cases are no number of anybody, the other's counts are the bases of both.
    """

    labels: tuple[str, ...]
    weights: Weights
    whole: NDArray[np.bool_]
    beside: Mapping[str, str] = MappingProxyType({})

    @property
    def published(self) -> NDArray[np.bool_]:
        """The whole samples that stand beside no other."""
        return self.whole & np.array([label not in self.beside for label in self.labels], np.bool_)

    def counted(self, at: int) -> int:
        """The place of the group whose counts are the bases of the group at that place: its own but for `beside`."""
        label = self.labels[at]
        return self.labels.index(self.beside[label]) if label in self.beside else at


def whole_sample(cases: int) -> Groups:
    """The one group in which every case counts once."""
    return Groups((WHOLE,), np.ones((1, cases), np.int32), np.ones(1, np.bool_))


def by_value(name: str, values: Sequence[str], order: Iterable[str] = ()) -> Groups:
    """A group `name=value` for each value that occurs, in the order given, then as met; blank is `name=(blank)`."""
    present = set(values)
    met = [value for value in dict.fromkeys([*order, *values]) if value in present]
    number = {value: at for at, value in enumerate(met)}
    place = np.array([number[value] for value in values], np.int32)
    weights = (place == np.arange(len(met))[:, None]).astype(np.int32)
    labels = tuple(f"{name}={value or '(blank)'}" for value in met)
    return Groups(labels, weights, np.zeros(len(labels), np.bool_))


def replicates(weights: NDArray[np.int32]) -> Groups:
    """Groups of a resampling: each row of weights is one replicate of the whole sample."""
    labels = tuple(map(str, range(len(weights))))
    return Groups(labels, weights, np.ones(len(weights), np.bool_))


def together(parts: Sequence[Groups]) -> Groups:
    """All the groups of several, in order."""
    return Groups(
        tuple(label for part in parts for label in part.labels),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([part.whole for part in parts]),
        {label: other for part in parts for label, other in part.beside.items()},
    )


def strata(groups: Groups) -> tuple[NDArray[np.int32], Weights]:
    """The stratum of each case, and the weights (groups, strata).

    Cases that weigh the same in every group make one stratum, so that an engine counts each judgement once
    whatever the number of groups. With more groups than cases (a resampling) every case is its own stratum.
    """
    weights = groups.weights
    count, cases = weights.shape
    if count >= cases:
        return np.arange(cases, dtype=np.int32), weights
    base = int(weights.max(initial=0)) + 1
    if weights.dtype.kind == "i" and base**count < 2**63:
        # A case's weights read as the digits of one number: many times as fast to sort as columns.
        _, chosen, stratum = np.unique(base ** np.arange(count) @ weights, return_index=True, return_inverse=True)
    else:
        _, chosen, stratum = np.unique(weights, axis=1, return_index=True, return_inverse=True)
    return stratum.reshape(-1).astype(np.int32), weights[:, chosen]


def matching(labels: Sequence[str], cases: Sequence[Sequence[bool]]) -> Groups:
    """Groups of cases picked one by one: a label and a truth value for each case."""
    weights = np.array(cases, np.int32).reshape(len(labels), -1)
    return Groups(tuple(labels), weights, np.zeros(len(labels), np.bool_))
