"""Functions that choose or map functions, against the real MindSpore."""

import mindspore
import pytest
from raising import raises
from values import assert_same, plain

import msshim


def world(ms):
    """What the programs below use, of one library."""
    ops, nn = ms.ops, ms.nn
    add = ops.MultitypeFuncGraph("add")
    kinds = "Number Number,Tensor Number,Tensor Tensor,Tuple Tuple,None Bool,String List,Function Tensor,Int Tensor"
    for text in kinds.split(","):
        add.register(*text.split())(lambda *args, text=text: (text, *(a for a in args if not callable(a))))
    one = ops.MultitypeFuncGraph("one")
    one.register("Tensor")(lambda x: x * 2)
    x = ms.Tensor([1.0, 2.0])
    p = ms.Parameter(x, name="p")
    return {**locals(), "ParameterTuple": ms.ParameterTuple}


SAME = [
    *(f"add({args})" for args in ("1, 2", "1.5, 2", "True, 2", "x, 2", "x, x", "(1,), (2,)", "None, True", "'a', [1]")),
    "add(x, p)[0]",
    "add(p, 3.0)[0]",
    "add(nn.ReLU(), x)",
    "add(lambda q: q, x)",
    "add(x, True)",
    "add(1, x)",
    "one(3)",
    "ops.HyperMap()(one, (x, (x, [x, x])))",
    "ops.HyperMap(one)([x, x])",
    "ops.HyperMap(one, True)([x, x])",
    "ops.HyperMap()(one, x)",
    "ops.HyperMap()(one, ParameterTuple([p]))",
    "ops.HyperMap()(ops.partial(lambda k, a, b: a + b * k, 3), (x, x), (x, x))",
    "ops.Map()(one, (x, x))",
    "ops.Map(one)((x, x))",
    "ops.Map()(lambda a, b: a + b, [1, 2], (3, 4))",
    "ops.partial(lambda a, b, c: (a, b, c), 1, 2)(3)",
    "ops.Partial()(lambda a, b, c: (a, b, c), 1)(2, 3)",
    "ops.depend(x, x + 1)",
    "ops.scalar_cast(2.7, ms.int64)",
    "ops.scalar_cast(True, ms.float64)",
    "ops.scalar_cast(0.0, ms.bool_)",
    "ops.ScalarCast()(1.5, ms.int64)",
]
WRONG = [
    "add('a', x)",
    "add(x)",
    "add(x.asnumpy(), 1)",
    "add.register(3)(one)",
    "add.register('Other')(one)",
    "ops.partial(3, 1)",
    "ops.scalar_cast('a', ms.int64)",
    "ops.scalar_cast(1, 3)",
    "ops.scalar_cast(1, ms.int32)",
]


@pytest.mark.parametrize("program", SAME)
def test_programs(program) -> None:
    ours, theirs = (plain(eval(program, world(ms))) for ms in (msshim, mindspore))
    assert_same(ours, theirs, program, 1e-6)


@pytest.mark.parametrize("program", WRONG)
def test_wrong_arguments(program) -> None:
    with pytest.raises(Exception) as theirs:
        eval(program, world(mindspore))
    with raises(theirs.type):
        eval(program, world(msshim))


@pytest.mark.parametrize(
    "values", ["x", "'abc'", "3", "2.5", "(1, x)", "[x, x]", "'a', x, 3", "x.astype(ms.float16)", "ms.Tensor(True)"]
)
def test_print(values, capfd) -> None:
    printed = []
    for ms in (msshim, mindspore):
        eval(f"ops.Print()({values})", {**world(ms), "ms": ms})
        printed.append(capfd.readouterr().out)
    assert printed[0] == printed[1]
