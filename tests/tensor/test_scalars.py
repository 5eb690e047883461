"""What graphs do to numbers, tuples and lists, against the real MindSpore."""

import mindspore
import pytest
from values import assert_same, plain

import msshim

BINARY = "add sub mul div floordiv mod pow eq lt le gt ge max min".split()
PAIRS = ["1, 2", "1.5, 2", "True, 2", "5, 0", "5.0, 0", "-7, 2", "'a', 2", "x, 2"]
OTHERS = [
    *(f"ops.scalar_{name}({value})" for name in ("log", "uadd", "usub") for value in ("2.0", "3", "True", "-1.0", "0")),
    "ops.tuple_len((1, 2))",
    "ops.tuple_len([1])",
    "ops.tuple_len(3)",
    "ops.list_len([1, 2])",
    "ops.make_range(3)",
    "ops.make_range(1, 7, 2)",
    "ops.make_tuple(1, 'a')",
    "ops.make_tuple()",
    "ops.tuple_getitem((1, 2), 1)",
    "ops.tuple_getitem((1, 2), 5)",
    "ops.tuple_reversed((1, 2))",
    "ops.mixed_precision_cast(ms.float16, x)",
    "ops.mixed_precision_cast(ms.int32, x)",
    "ops.mixed_precision_cast(ms.float16, (x, [x], i, 3, 'a', None))",
    "ops.mixed_precision_cast(ms.float16, {'a': x})['a']",
    "ops.mixed_precision_cast(3, x)",
    "ops.add_flags(f, a=True) is f and f._func_graph_flags",
    "ops.add_flags(b=True)(f)._func_graph_flags",
]


def outcome(code, ms):
    def f():
        """Something to carry flags."""

    names = {"ms": ms, "ops": ms.ops, "x": ms.Tensor([1.0, 2.5]), "i": ms.Tensor([1]), "f": f}
    try:
        return plain(eval(code, names))
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("code", [f"ops.scalar_{name}({pair})" for name in BINARY for pair in PAIRS] + OTHERS)
def test_plain(code) -> None:
    assert_same(outcome(code, msshim), outcome(code, mindspore))
