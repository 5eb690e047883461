"""Where a row says that msshim departs from MindSpore, both halves of the statement are tried.

The tests are strict: they fail as soon as MindSpore accepts the call, or msshim no longer runs it.
"""

import mindspore
import numpy as np
import pytest
from oracle import named, real
from raising import raises
from rows import all_rows

import msshim

DEVIATIONS = [(row, deviation) for row in all_rows("cell") for deviation in row.deviations]
BASE = {"in_channels": 4, "out_channels": 6, "kernel_size": 3}


@pytest.mark.parametrize(
    ("row", "deviation"), DEVIATIONS, ids=lambda x: getattr(x, "qualified", getattr(x, "what", ""))
)
def test_deviation_is_still_true(row, deviation) -> None:
    args = {name: value for name, value in BASE.items() if name in {p.name for p in row.signature}} | deviation.args
    if "dtype" in args:
        args["dtype"] = getattr(msshim, args["dtype"])
    x = np.ones(deviation.input)
    expected = {"ValueError": ValueError, "TypeError": TypeError, "RuntimeError": RuntimeError}[deviation.mindspore]
    with raises(expected):
        theirs = named(mindspore, row)(**{name: real(value) for name, value in args.items()})
        theirs(mindspore.Tensor(x, getattr(mindspore, deviation.dtype))).asnumpy()
    ours = named(msshim, row)(**args)
    assert ours(msshim.Tensor(x, getattr(msshim, deviation.dtype))).dtype == getattr(msshim, deviation.dtype)
