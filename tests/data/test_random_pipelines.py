"""Random pipelines beside MindSpore's: columns, sizes, dtypes, rows of all epochs, and the classes of errors.

More of them: `python tests/support/pipelines.py FIRST COUNT`.
"""

import mindspore.dataset
import pytest
from pipelines import compared

import msshim.dataset

FIRST, COUNT, EACH = 10_000, 150, 10


@pytest.mark.parametrize("first", range(FIRST, FIRST + COUNT, EACH))
def test_random_pipelines(first) -> None:
    for seed in range(first, first + EACH):
        theirs, ours, text = compared(mindspore.dataset, msshim.dataset, seed)
        assert ours == theirs, (seed, text)
