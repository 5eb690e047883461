"""Texts as numbers, beside the real MindSpore's."""

import numpy as np
import pytest
from rows import all_rows
from texts import differing

ROW = next(row for row in all_rows("transform") if row.name == "ToNumber")
TEXTS = [
    "1", " 12", "12abc", "-3", "300", "1e3", "0x10", "1.9", "", "abc", "nan", "inf", "-0", "1e40", "1e400",
    "99999999999999999999", "+5", "1e-50", "1e-320", "1e-400", "\t7\n", "５", "65520", "65519", "65504", "65504.1",
    "1_0", "infinity", "nan(1)", " - 3", "--3", "0x1p3", "\x0b8", "-", "1-", "18446744073709551615",
    "9223372036854775807", "9223372036854775808", "-9223372036854775809", "\u00a05", "1e-46", "3.4028236e38",
    "3.4028235e38", "127", "128", "-128", "-129", "255", "256", "0x1p-149", "1e-45", "0.1", "16777217",
    "1.00000017881393432617187499", ".5", "5.", ".", "e5", "1e", "0b1", "-nan", "1,5", "٣", "2147483648",
    "4294967296", "0.30000001192092896", "1e-8", "6e-8", "x\x00", "\x001", "1\x002",
]  # fmt: skip


@pytest.mark.parametrize("dtype", "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64".split())
def test_to_number(dtype: str) -> None:
    rng = np.random.default_rng(3)
    drawn = [
        f"{number:.{digits}g}"
        for number, digits in zip(
            rng.normal(size=200) * 10.0 ** rng.integers(-8, 5, 200), rng.integers(1, 18, 200), strict=True
        )
    ]
    arrays = [np.array(["1", "22"]), np.array([["3"], ["4"]]), np.array([["3"], ["x"]]), np.array(5), np.array(b"5")]
    assert differing(ROW, f"ms.{dtype}", [(one,) for one in (*TEXTS, *drawn, *arrays)]) == []
