"""Every option of every optimizer with values of many kinds: what MindSpore refuses is refused with the same class."""

import mindspore
import pytest
from oracle import named
from rows import all_rows

import msshim
from msshim._src.tables.model import REQUIRED

VALUES = (
    "None, 'a', True, False, -1, -1.0, nan, inf, 2.0, 0.0, 0, 1, 0.5, [0.1], (0.5,), (0.5, 0.9), [0.5, 0.9], (1, 0), "
    "(0.5, 1.5), (True, 0.5), ms.Tensor(0.1, ms.float32)"
)
ROWS = all_rows("optimizer")


def outcomes(ms, row) -> dict[str, str]:
    """What becomes of each value of each option: the name of an exception class, or nothing."""
    found = {}
    needed = {str(p.name): 0.9 for p in row.signature if p.default is REQUIRED and p.name != "params"}
    needed.pop("**kwargs", None)
    for option in [str(p.name) for p in row.signature if p.name not in ("params", "**kwargs")]:
        values = eval(VALUES, {"ms": ms, "nan": float("nan"), "inf": float("inf")})
        for value in values:
            given = {**needed, option: value}
            try:
                named(ms, row)([ms.Parameter(ms.Tensor([1.0, 2.0]), name="w")], **given)
                found[f"{option}={value}"] = ""
            except Exception as error:
                found[f"{option}={value}"] = type(error).__name__
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.qualified)
def test_options(row) -> None:
    assert outcomes(msshim, row) == outcomes(mindspore, row)
