"""The checks of `mindspore._checkparam` beside MindSpore's: what they give back, or the class of what they raise."""

import importlib

import mindspore
import mindspore._checkparam as real
import numpy as np
import pytest

import msshim
from msshim._src.names import deep
from msshim._src.tensor import validators as mine

VALUES = ["1", "0", "-1", "True", "1.5", "-2.0", "0.0", "inf", "nan", "'a'", "None", "(1, 2)", "[1]", "np.int32(3)"]
ONE = [name for name in vars(mine) if name.startswith(("check_positive", "check_n", "check_is_", "check_bool"))]
ONE = [name for name in ONE if not name.endswith(("sequence", "number", "number_range"))] + ["once", "twice", "triple"]
CALLS = [
    *(f"c.{name}({value}, *names)" for name in ONE for value in VALUES),
    *(f"c.check_{kind}({value}, 1, c.{rel}, *names)" for kind in ("int", "float") for rel in ("EQ", "NE", "LT", "GE")
      for value in VALUES),
    *(f"c.check_{kind}_range({value}, -1, 1.5, c.{rel}, *names)" for kind in ("int", "float")
      for rel in ("INC_NEITHER", "INC_LEFT", "INC_RIGHT", "INC_BOTH") for value in VALUES[:9]),
    *(f"c.check_value_type('a', {value}, {types}, 'Owner')" for value in VALUES
      for types in ("int", "[int]", "(int, bool)", "[float]", "str", "[tuple, list]", "[float, int]")),
    *(f"c.check_{kind}_sequence({value}, *names)" for kind in ("positive_int", "non_negative_int", "positive_float")
      for value in ("(1, 2)", "[0, 1]", "(1.5,)", "()", "[True]", "('a',)")),
    *(f"c.check_number('a', 3, {value}, c.{rel}, 'Owner')" for value in (2, 3, 4) for rel in ("LT", "LE", "GT", "GE")),
    "c.check_number('a', 3, [1, 3], c.IN, 'Owner')", "c.check_number('a', 3, [1, 3], c.NOT_IN, 'Owner')",
    "c.check_number_range(np.float32(0.5), 0, 1, c.INC_BOTH, np.floating, 'a')",
    "c.check_value_type('a', 1.23456789, object)",
    "c.check_equal_int(3, 3)", "c.check_equal_int(3, 4, 'a')", "c.check_equal_int(True, 1, 'a')",
    "c.check_string('a', ['a', 'b'])", "c.check_string('c', ['a', 'b'], 'x', 'Owner')", "c.check_string(1, [1], 'x')",
    "c.check_isinstance('a', 1, int)", "c.check_isinstance('a', 1, (str, list))",
    *(f"c.check_subclass('a', ms.{kind}, {kinds}, 'Owner')"
      for kind in ("float32", "int8", "bool_", "complex64", "bfloat16")
      for kinds in ("ms.number", "[ms.float_, ms.int8]", "ms.float32", "(ms.uint, ms.int_)")),
    "c.check_subclass('a', int, [int, float], 'Owner')", "c.check_subclass('a', [int], int, 'Owner', 'more')",
    "c.check_element_type_of_iterable('a', [1, 2], [int])", "c.check_element_type_of_iterable('a', [1, 'b'], [int])",
    "c.check_element_type_of_iterable('a', 3, [int])", "c.check_hook_fn(print)", "c.check_hook_fn(3)",
    "c.args_type_check(a=int)(lambda a, b=1: a + b)(2)", "c.args_type_check(a=int)(lambda a, b=1: a)('x')",
    "c.args_type_check(int, str)(lambda a, b: a)(None, None)", "c.args_type_check(k=int)(lambda **kwargs: 5)(k='x')",
    "c.twice((1, 2))", "c.twice((1, True))", "c.twice((1, 2, 3))", "c.triple([1, 2, 3])", "c.once((1,))",
]  # fmt: skip


def outcome(module, library, call: str):
    try:
        made = eval(
            call, {"c": module, "ms": library, "np": np, "names": ("arg", "Owner"), "inf": np.inf, "nan": np.nan}
        )
    except Exception as error:
        return type(error)
    return repr(made)


@pytest.mark.parametrize("call", CALLS)
def test_as_mindspore(call: str) -> None:
    if call.startswith(("c.once", "c.twice", "c.triple")):
        call = call.replace(", *names", "")
    assert outcome(mine, msshim, call) == outcome(real, mindspore, call)


def test_the_numbers_of_the_relations() -> None:
    for name in "EQ NE LT LE GT GE INC_NEITHER INC_LEFT INC_RIGHT INC_BOTH IN NOT_IN".split():
        assert getattr(mine, name) == getattr(real, name)


def test_the_module_has_them_all() -> None:
    module = deep.module("_checkparam")
    for name, place in deep.table()["_checkparam"].items():
        owner = importlib.import_module(f"msshim.{place.rpartition('.')[0]}")
        assert getattr(module, name) is getattr(owner, name) and hasattr(real, name)
