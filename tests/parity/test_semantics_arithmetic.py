"""Functions of two operands, casts and constructors against the real MindSpore: promotion, corners, dtypes."""

from itertools import product

import pytest
from semantics import ALL, NUMBERS, differences

ARITHMETIC = "add sub mul div floor_divide remainder fmod floor_mod pow maximum minimum".split()
COMPARED = "eq ne lt le gt ge".split()
MINT = "add sub mul div remainder fmod pow maximum minimum eq ne lt le greater greater_equal".split()
NUMPY = "add subtract multiply divide true_divide floor_divide remainder mod power maximum minimum".split()
PRIMITIVES = "Add Sub Mul Div RealDiv FloorDiv FloorMod Mod Pow Maximum Minimum Equal NotEqual Less LessEqual".split()
CALLS = [f"ops.{name}" for name in ARITHMETIC + COMPARED] + [f"mint.{name}" for name in MINT]
CALLS += [f"mnp.{name}" for name in NUMPY] + [f"ops.{name}()" for name in PRIMITIVES]
METHODS = "add sub mul div floor_divide remainder pow maximum minimum eq ne lt le gt ge".split()

DTYPES = ("float32", "float16", "float64", "int32", "int64", "int8", "uint8", "bool_", "bfloat16")
NUMBER = ("2", "2.5", "True", "-3")

TABLES = {
    "pairs of dtypes": (
        [f"{c}(Tensor([3, 2], ms.{a}), Tensor([2, 1], ms.{b}))" for c in CALLS for a, b in product(DTYPES, DTYPES) if a != b],
        {},
    ),
}


@pytest.mark.parametrize("topic", TABLES)
def test_semantics(topic: str) -> None:
    texts, options = TABLES[topic]
    found = differences(texts, **options)
    assert not found, "\n".join([f"{len(found)} differences", *found])
