"""Where MindSpore's own gradient is wrong: msshim's is the derivative, and MindSpore's still is not."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from oracle import both, run_ours, run_theirs
from rows import all_rows, draw

WRONG = [replace(row, cases=(cases,)) for row in all_rows("cell") for cases in row.cases if not cases.gradients]


@pytest.mark.parametrize("row", WRONG, ids=lambda r: r.qualified)
def test_ours_is_the_derivative_and_theirs_is_not(row) -> None:
    apart = []
    for call in draw(row, 10):
        ours, theirs = both(row, call.args)
        x = torch.from_numpy(call.inputs[0].astype(np.float64)).requires_grad_()
        assert torch.autograd.gradcheck(ours, (x,))
        _, mine, _ = run_ours(ours, call.inputs, False, np.ones_like)
        _, real, _ = run_theirs(theirs, call.inputs, False, np.ones_like)
        apart.append(np.abs(mine[0] - real[0]).max())
    assert max(apart) > 0.1
