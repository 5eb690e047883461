"""Custom primitives of numpy functions and the words that register them, against the real MindSpore."""

import mindspore
import numpy as np
import pytest
from raising import raises
from values import assert_same, plain

import msshim

BOTH = [mindspore, msshim]


def outcome(program, ms):
    try:
        return plain(program(ms))
    except Exception as error:
        return type(error)


def made(ms):
    return ms.ops.CustomRegOp("add")


D = "Default"
REGISTERED = [
    lambda ms: made(ms).get_op_info(),
    lambda ms: ms.ops.CustomRegOp().input(0, "x", "dynamic").input(1, "y").output(0, "z").get_op_info(),
    lambda ms: (
        made(ms)
        .input(0, "x")
        .output(0, "y")
        .attr("k", "required", "int")
        .attr("v", "optional", "bool", default_value="true")
        .attr("w", "required", "all", value="3")
        .attr()
        .dtype_format(ms.ops.DataType.F16_Default, ms.ops.DataType.F32_5HD)
        .target("CPU")
        .get_op_info()
    ),
    lambda ms: made(ms).input(0, "x", foo="1").input().target().get_op_info(),
    lambda ms: ms.ops.CustomRegOp(3),
    lambda ms: made(ms).input("a", "x"),
    lambda ms: made(ms).input(0, 3),
    lambda ms: made(ms).output(0, "x", 3),
    lambda ms: made(ms).attr(3),
    lambda ms: made(ms).attr("a", "b", 3),
    lambda ms: made(ms).target(3),
    lambda ms: made(ms).input(0, "x").dtype_format(),
    lambda ms: made(ms).input(0, "x").dtype_format("F16"),
    lambda ms: made(ms).input(0, "x").dtype_format(("F16", 3)),
]


@pytest.mark.parametrize("program", REGISTERED)
def test_registration(program) -> None:
    assert outcome(program, msshim) == outcome(program, mindspore)


def test_data_types() -> None:
    theirs, ours = ({n: v for n, v in vars(ms.ops.DataType).items() if n[0] != "_"} for ms in BOTH)
    assert ours == theirs


def test_decorator() -> None:
    for ms in BOTH:
        decorated = ms.ops.custom_info_register({"a": 1})(add)
        assert (decorated(1, 2), decorated.reg_info) == (3, ({"a": 1},))


def add(a, b):
    return a + b


def twice(a):
    return a, a + 1


def like(*args):
    return args[0]


def refused(a):
    raise KeyError


def gradient(x, out, dout):
    return (dout * 5,)


def x(ms):
    return ms.Tensor(np.array([1, 2, 3], np.float32))


USED = [
    lambda ms: ms.ops.Custom(add, like, like, "pyfunc")(x(ms), x(ms)),
    lambda ms: ms.ops.Custom(twice, ((3,), (3,)), (ms.float32, ms.float32), "pyfunc")(x(ms)),
    lambda ms: ms.ops.Custom(like, (3,), ms.float32)(x(ms)),
    lambda ms: ms.grad(lambda a: ms.ops.Custom(like, like, like, "pyfunc", gradient)(a).sum())(x(ms)),
    lambda ms: ms.ops.Custom(like, (3,), ms.float32, "foo"),
    lambda ms: ms.ops.Custom(like, (3,), 3)(x(ms)),
    lambda ms: ms.ops.Custom(like, 3, ms.float32)(x(ms)),
    lambda ms: ms.ops.Custom(like, None, None)(x(ms)),
    lambda ms: ms.grad(lambda a: ms.ops.Custom(like, like, like, "pyfunc")(a).sum())(x(ms)),
]


@pytest.mark.parametrize("program", USED)
def test_custom(program) -> None:
    ours, theirs = outcome(program, msshim), outcome(program, mindspore)
    if isinstance(theirs, type):
        assert ours is theirs
    else:
        assert_same(ours, theirs)


def test_what_msshim_has_not() -> None:
    with raises(NotImplementedError):
        msshim.ops.Custom("file.so", (3,), msshim.float32, "aot")
    with raises(TypeError):
        msshim.ops.Custom(3, (3,), msshim.float32)
