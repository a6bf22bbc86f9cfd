import pytest
from statsmodels.stats.multitest import multipletests

from aboveline.stats.multiplicity import benjamini_hochberg, holm

VALUES = [0.01, 0.04, 0.03, 0.005, 0.8, 0.04]


@pytest.mark.parametrize(("ours", "theirs"), [(holm, "holm"), (benjamini_hochberg, "fdr_bh")])
@pytest.mark.parametrize("values", [VALUES, [0.5], [0.2, 0.2, 0.2], [0.0, 1.0, 1.0], [0.04, 0.05, 0.06] * 4])
def test_adjusted_values_are_those_of_statsmodels(ours, theirs, values):
    assert ours(values) == pytest.approx(multipletests(values, method=theirs)[1])


def test_the_example_of_benjamini_and_hochberg():
    # Their section 4.1: 15 comparisons, of which four are found at 0.05 and three by Bonferroni's kind.
    values = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
    ]  # fmt: skip
    assert sum(value <= 0.05 for value in benjamini_hochberg(values)) == 4
    assert sum(value <= 0.05 for value in holm(values)) == 3


@pytest.mark.parametrize("adjusted", [holm, benjamini_hochberg])
def test_what_was_not_tested_stays_so_and_does_not_count(adjusted):
    first, second = adjusted([0.01, 0.04])
    assert adjusted([None, 0.01, None, 0.04]) == [None, first, None, second]
    assert adjusted([]) == []
    assert adjusted([None]) == [None]
