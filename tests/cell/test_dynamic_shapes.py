"""Inputs whose sizes change: what is said of them, and calls that do not keep to it, beside the real MindSpore."""

import re
from types import SimpleNamespace

import mindspore
import numpy as np
import pytest
from values import assert_same, plain

import msshim


def world(ms):
    """Placeholders, values and networks of one library."""
    nn, ops, Tensor, m = ms.nn, ms.ops, ms.Tensor, ms.mutable
    f32, f16, i32, Symbol = ms.float32, ms.float16, ms.int32, ms.Symbol

    def d(*sizes, dtype=ms.float32):
        return Tensor(shape=list(sizes), dtype=dtype)

    def any_rank(dtype=ms.float32):
        return Tensor(shape=None, dtype=dtype)

    def x(*sizes, dtype=np.float32):
        return Tensor(np.ones(sizes, dtype) * 2)

    def p(*sizes):
        return ms.Parameter(x(*sizes), name="p")

    class One(nn.Cell):
        def construct(self, x):
            return ops.relu(x)

    class Two(nn.Cell):
        def construct(self, x, y):
            return ops.relu(x)

    class Default(nn.Cell):
        def construct(self, x, y=1):
            return ops.relu(x)

    class First(nn.Cell):
        def construct(self, xs):
            return ops.relu(xs[0])

    class Any(nn.Cell):
        def construct(self, *xs):
            return ops.relu(xs[0])

    class Staged(nn.Cell):
        @ms.jit
        def construct(self, x):
            return x + 1

    class StagedTwo(nn.Cell):
        @ms.jit
        def construct(self, x, y):
            return x + 1

    class Said(nn.Cell):
        @ms.enable_dynamic(x=Tensor(shape=[None, 3], dtype=ms.float32))
        @ms.jit
        def construct(self, x):
            return x * 2

    class Outer(nn.Cell):
        def __init__(self):
            super().__init__()
            self.inner = net(One, d(None, 4))

        def construct(self, x):
            return self.inner(x)

    class Gradients(nn.Cell):
        def __init__(self, net, **kwargs):
            super().__init__()
            self.net, self.of = net, ops.GradOperation(**kwargs)

        def construct(self, *xs):
            return self.of(self.net)(*xs)

    class Product(nn.Cell):
        def construct(self, xs):
            return xs[0] * xs[1]

    def net(kind, *inputs, **named):
        made = kind()
        made.set_inputs(*inputs, **named)
        return made

    def said(function, *args, **kwargs):
        return ms.enable_dynamic(**kwargs)(ms.jit(function))(*args)

    def plus(x):
        return x + 1

    def both(x, y):
        return x + y

    def head(xs):
        return ops.relu(xs[0])

    def product(xs):
        return xs[0] * xs[1]

    def entry(xs):
        return xs["a"] * 2

    def double(x):
        return x * 2

    def mixed(xs, y):
        return xs[0] * y

    one = Symbol(unique=True)
    same = (x(2, 3), x(2, 3))
    return SimpleNamespace(**locals())


def outcome(code, ms, mode):
    """What an expression gives in a mode; of an exception its class, and how its message begins."""
    ms.set_context(mode=mode)
    try:
        return eval(code, vars(world(ms)) | {"ms": ms, "np": np})
    except Exception as error:
        return type(error), re.findall(r"\w+", str(error))[:2]
    finally:
        ms.set_context(mode=ms.PYNATIVE_MODE)


PLACEHOLDERS = [
    "any_rank()", "d(None, 3)", "d(None)", "d(None, 3, None, dtype=ms.bfloat16)", "d(-1, 3)", "d(-2)", "d(None, 0)",
    "Tensor(dtype=ms.int32)", "Tensor(shape=(None, 3), dtype=f16)", "d(None, Symbol(max=3))", "d(None, np.int64(3))",
    "Tensor(shape=Symbol(max=3), dtype=f32)", "d(None, 3.0)", "d(None, True)", "ms.tensor(shape=[None, 2], dtype=f32)",
    "Tensor(shape=[None, 3], dtype=f32, const_arg=True)", "Tensor(shape=[None, 3], dtype=f32, device='CPU')",
]  # fmt: skip
QUESTIONS = [
    "repr(t)", "t.shape", "t.dtype", "t.ndim", "t.size", "t.dim()", "t.itemsize", "t.nbytes", "t.strides", "t.init",
    "t.has_init", "t.is_meta", "t.device", "t.tolist()", "t.numel()", "t.is_contiguous()", "t.contiguous().shape",
    "t.value().shape", "t.data.shape", "(t.set_dtype(ms.int32), t.dtype)", "type(t).__name__ != 'Parameter'",
    "isinstance(t, Tensor)", "(copy.deepcopy(t).shape, copy.deepcopy(t).dtype)",
]  # fmt: skip
WITHOUT_VALUES = ["t.asnumpy()", "str(t)", "np.asarray(t)", "t.item()", "int(t)", "bool(t)", "copy.copy(t)"]
WRONG_PLACEHOLDERS = [
    "Tensor(shape=[None, 3])", "Tensor(shape=[None, 3], dtype=f32, init=ms.common.initializer.One())",
    "Tensor(shape=None, dtype=f32, init=ms.common.initializer.One())", "Tensor([1.0], shape=[None], dtype=f32)",
    "Tensor(shape='a', dtype=f32)", "Tensor(shape={1}, dtype=f32)", "Tensor(shape=[None], dtype=int)",
    "Tensor(shape=None, dtype='x')", "Tensor()", "d(None, 3).init_data()",
]  # fmt: skip


def ask(placeholder, question, ms):
    """The answer of a placeholder, or the class of what it raises."""
    import copy

    scope = vars(world(ms)) | {"ms": ms, "np": np, "copy": copy}
    try:
        return plain(eval(question, {**scope, "t": eval(placeholder, scope)}))
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_placeholders(placeholder):
    for question in [*QUESTIONS, *WITHOUT_VALUES]:
        note = placeholder, question
        assert_same(ask(placeholder, question, msshim), ask(placeholder, question, mindspore), note)
    for question in WITHOUT_VALUES:
        assert issubclass(ask(placeholder, question, msshim), Exception)


@pytest.mark.parametrize("code", WRONG_PLACEHOLDERS)
def test_wrong_placeholders(code):
    wanted = ask(code, "t", mindspore)
    assert issubclass(wanted, Exception)
    assert ask(code, "t", msshim) is wanted


CALLS = [
    "net(One, d(None, 3))(x(2, 3))", "net(One, any_rank())(x(2, 3, 4))", "net(One, any_rank())(x())",
    "net(One, d(None, 3))(x(0, 3))", "net(One, d(None, 3))(x(2, 3, dtype=np.float16))", "net(One, d())(x(2))",
    "net(One, d(None, 3))(x(2, 3, 1))", "net(One, d(None, 3))(x(2, 4))",
    "net(One, d(None, 3))(x(2, 4, dtype=np.int32))", "net(One, d(-1, 3))(x(2, 4))",
    "net(One, Tensor(shape=[-2], dtype=f32))(x(2, 4))", "net(One, d(None, None))(x(2))", "net(One, x(2, 3))(x(2, 3))",
    "net(One, x(2, 3))(x(2, 4))", "net(One, x(2, 3))(ops.zeros((2, 3)))", "net(One, d(None, 3), d(None, 3))(x(2, 3))",
    "net(Two, d(None, 3))(x(2, 3), x(2, 3))", "net(One)(x(2, 3))", "net(One, None)(x(2, 3))", "net(One, 3)(x(2, 3))",
    "net(One, 'a')(x(2, 3))", "net(One, np.ones(2))(x(2, 3))", "net(Two, d(None, 3), d(None, 3))(x(2, 3), x(2, 3))",
    "net(Two, d(None, 3), d(None, 3))(x(2, 3), x(2, 4))", "net(Two, d(None, 3), 2)(x(2, 3), 2)",
    "net(Two, d(None, 3), 2)(x(2, 3), 3)", "net(Two, d(None, 3), 2)(x(2, 3), 2.0)",
    "net(Two, d(None, 3), 2)(x(2, 3), x(2, 3))", "net(Two, d(None, 3), True)(x(2, 3), 1)",
    "net(Two, d(None, 3), 'a')(x(2, 3), 'a')", "net(Two, d(None, 3), 'a')(x(2, 3), 'b')",
    "net(Two, d(None, 3), None)(x(2, 3), None)", "net(Two, d(None, 3), None)(x(2, 3), 2)",
    "net(Two, d(None, 3), f32)(x(2, 3), f32)", "net(Two, d(None, 3), f32)(x(2, 3), f16)",
    "net(Two, d(None, 3), (2, 3))(x(2, 3), (2, 3))", "net(Two, d(None, 3), (2, 3))(x(2, 3), (2, 4))",
    "net(Two, d(None, 3), (2, 3))(x(2, 3), [2, 3])", "net(First, same)(same)", "net(First, same)((x(2, 3), x(2, 3)))",
    "net(First, (d(None, 3), d(None, 3)))((x(2, 3), x(2, 3)))", "net(First, (d(None, 3),))(x(2, 3))",
    "net(First, m((d(None, 3), d(None, 3))))(m((x(2, 3), x(2, 3))))", "net(First, m((d(None, 3),)))((x(2, 3),))",
    "net(First, (d(None, 3),))(m((x(2, 3),)))", "net(First, m((d(None, 3), d(None, 3))))(m((x(2, 3), x(2, 4))))",
    "net(First, m((d(None, 3), d(None, 3))))(m((x(2, 3), x(2, 3, dtype=np.int32))))",
    "net(First, m((any_rank(), d(None, 3))))(m((x(2, 3, 4), x(2))))", "net(First, m((d(None, 3),) * 2))(m((x(2, 3),)))",
    "net(First, m([d(None, 3)]))(m((x(2, 3),)))", "net(First, m((d(None, 3), 2)))(m((x(2, 3), x(2))))",
    "net(First, m((d(None, 3), 2)))(m((x(2, 3), 3)))", "net(First, m((d(None, 3), 2)))(m((x(2, 3), 3.0)))",
    "net(First, m((d(None, 3), (d(None, 3), 2))))(m((x(2, 3), (x(2, 3), 3))))", "net(First, m((d(None, 3),)))(x(2, 3))",
    "net(First, d(None, 3))(m((x(2, 3),)))", "net(First, m((x(2, 3),), True))(m((x(2, 3), x(2, 3)), True))",
    "net(Two, d(None, 3), m(2))(x(2, 3), m(3))", "net(Two, d(None, 3), m(2))(x(2, 3), 3)",
    "net(Two, d(None, 3), 2)(x(2, 3), m(2))", "net(Two, d(None, 3), m(2))(x(2, 3), m(3.0))",
    "net(Two, d(None, 3), m(True))(x(2, 3), m(False))", "net(Two, d(None, 3), m(2))(x(2, 3), x())",
    "net(Two, d(None, 3), m({'a': d(None)}))(x(2, 3), m({'a': x(2)}))", "net(Two, y=d(None, 3))(x(2, 5), x(2, 3))",
    "net(Two, y=d(None, 3))(x(2, 3), x(2, 4))", "net(Two, y=d(None, 3))(x(2))",
    "net(Two, y=d(None, 3))(x(2, 3), x(2, 3, dtype=np.int32))", "net(Two, z=d(None, 3))",
    "net(Two, d(None), y=d(None))", "net(Two, d(None, 3), d(None, 3))(x=x(2, 3), y=x(2, 3))",
    "net(Two, d(None, 3), d(None, 3))(x(2, 3), y=x(2, 4))", "net(Two, y=d(None, 3))(x(2, 3), y=x(2, 4))",
    "net(Default, d(None, 3))(x(2, 3))", "net(Default, d(None, 3))(x(2, 3), 2)", "net(Default, d(None, 3), 1)(x(2, 3))",
    "net(Default, d(None, 3), None)(x(2, 3), 2)", "net(Any, d(None, 3))(x(2, 3))",
    "net(Any, d(None, 3))(x(2, 3), x(2, 3))", "net(Any, d(None, 3))(x(2, 4))", "net(One, d(None, 3))(p(2, 3))",
    "net(One, p(2, 3))(p(2, 3))", "net(One, p(2, 3))(x(2, 3))", "Outer()(x(2, 3))",
    "ms.grad(net(One, d(None, 4)))(x(2, 3))",
    "ms.value_and_grad(net(Two, d(None, 3), d(None, 3)), (0, 1))(x(2, 3), x(2, 3))",
    "ms.jit(net(One, d(None, 4)))(x(2, 3))", "net(Staged, d(None, 4))(x(2, 3))", "net(Staged, d(None, 3))(x(2, 3))",
    "net(StagedTwo, d(None, 4))(x(2, 4), x(2, 4))", "net(StagedTwo, d(None, 4), d(None, 4))(x(2, 4), y=x(2, 3))",
    "[net(One, d(None, 3))(x(n, 3)).shape for n in (2, 5)]",
    "net(lambda: nn.Dense(3, 4, 'ones', 'ones'), d(None, 5))(x(2, 3))",
    "net(lambda: nn.WithLossCell(nn.Dense(3, 1, 'ones', 'ones'), nn.MSELoss()), d(None), d(None))(x(2, 3), x(2, 2))",
    "net(One, d(None, Symbol(max=3)))(x(2, 3))", "net(One, d(None, Symbol(max=3)))(x(2, 4))",
    "net(One, d(None, Symbol(min=3)))(x(2, 2))", "net(One, d(None, Symbol(divisor=4)))(x(2, 8))",
    "net(One, d(None, Symbol(divisor=4)))(x(2, 6))", "net(One, d(None, Symbol(divisor=8, remainder=1)))(x(2, 9))",
    "net(One, d(None, Symbol(divisor=8, remainder=1)))(x(2, 1))", "net(One, d(None, Symbol()))(x(2, 0))",
    "net(One, d(one, one))(x(2, 2))", "net(One, d(one, one))(x(2, 3))",
    "net(Two, d(one, 2), d(one, 3))(x(2, 2), x(3, 3))", "net(One, d(None, Symbol(min=5, divisor=4)))(x(2, 4))",
    "net(One, d(None, Symbol(max=3)))(x(2, 3, 4))", "net(One, Tensor(shape=Symbol(max=3), dtype=f32))(x(4))",
    "net(One, d(None, Symbol(max=3)))(x(2, 3, dtype=np.int32))", "net(One, d(None, Symbol(min=2, max=2)))(x(2, 3))",
]  # fmt: skip


@pytest.mark.parametrize("mode", [mindspore.PYNATIVE_MODE, mindspore.GRAPH_MODE], ids=["pynative", "graph"])
@pytest.mark.parametrize("code", CALLS)
def test_calls_of_cells(code, mode):
    ours, theirs = (outcome(code, ms, mode) for ms in (msshim, mindspore))
    assert_same(plain(ours), plain(theirs), code)


GIVEN = ["[]", "[d(None, 3)]", "[None]", "[3, 4]", "[x(2), x(2)]"]


@pytest.mark.parametrize("mode", [mindspore.PYNATIVE_MODE, mindspore.GRAPH_MODE], ids=["pynative", "graph"])
@pytest.mark.parametrize("inputs", GIVEN)
def test_get_inputs(inputs, mode):
    for code in (
        f"repr(net(Two, *{inputs}).get_inputs())",
        "Two().get_inputs()",
        "repr(net(Two, y=d(None)).get_inputs())",
    ):
        ours, theirs = (outcome(code, ms, mode) for ms in (msshim, mindspore))
        assert_same(ours, theirs, code)


SAID = [
    "said(plus, x(2, 3), x=d(None, 3))", "said(plus, x(2, 3), x=any_rank())", "said(plus, x(2, 4), x=d(None, 3))",
    "said(plus, x(2, 3, 1), x=d(None, 3))", "said(plus, x(2, 3, dtype=np.int32), x=d(None, 3))",
    "said(plus, x(2, 3), x=x(2, 3))", "said(plus, x(2, 3))", "said(plus, x(2, 3), x=3)",
    "said(plus, x(2, 3), z=d(None, 3))", "said(plus, x(2, 3), x=d(None, 3), z=d(None, 3))",
    "said(both, x(2, 3), x(2, 3), y=d(None, 3))", "said(both, x(2, 4), x(2, 4), y=d(None, 3))",
    "said(plus, 3.0, x=d(None, 3))", "said(plus, x(0, 3), x=d(None, 0))",
    "said(head, (x(2, 3), x(2, 3)), xs=(d(None, 3), d(None, 3)))",
    "said(head, m((x(2, 3), x(2, 3))), xs=(d(None, 3), d(None, 3)))",
    "said(head, m((x(2, 3), x(2, 4))), xs=(d(None, 3), d(None, 3)))",
    "said(head, m((x(2, 3),)), xs=(d(None, 3), d(None, 3)))",
    "said(head, m((x(2, 3), x(2, 3))), xs=[d(None, 3), d(None, 3)])",
    "said(head, m([x(2, 3), 2]), xs=[d(None, 3), d(None, 3)])",
    "said(head, m([x(2, 3), x(2, dtype=np.int32)]), xs=[d(None, 3), d(None)])",
    "said(head, m([x(2, 3), x(2)]), xs=[d(None, 3), x(3)])", "said(head, x(2, 3), xs=[d(None, 3), d(None, 3)])",
    "said(head, m((x(2, 3),)), xs=(any_rank(),))", "said(plus, p(2, 3), x=d(None, 3))",
    "ms.enable_dynamic(x=d(None, 3))(plus)(x(2, 4))", "ms.enable_dynamic(x=d(None, 3))(3)",
    "ms.enable_dynamic(x=d(None, 3))(ms.jit(plus))(x=x(2, 4))",
    "ms.jit(ms.enable_dynamic(x=d(None, 3))(plus))(x(2, 4))", "Said()(x(2, 3))", "Said()(x(2, 4))",
    "net(Said, d(None, 3))(x(2, 3))", "said(plus, x(2, 4), x=d(None, Symbol(max=3)))",
    "said(plus, x(2, 3), x=d(None, Symbol(max=3)))", "said(both, x(2, 3), x(2, 3), x=d(one, 3), y=d(one, 3))",
]  # fmt: skip


@pytest.mark.parametrize("code", SAID)
def test_enable_dynamic(code):
    ours, theirs = (outcome(code, ms, 1) for ms in (msshim, mindspore))
    assert_same(plain(ours), plain(theirs), code)


def test_enable_dynamic_is_not_for_cells_of_graph_mode():
    ours, theirs = (outcome("Said()(x(2, 3))", ms, 0) for ms in (msshim, mindspore))
    assert_same(plain(ours), plain(theirs))


SYMBOLS = [
    "", "max=8", "min=3", "divisor=8, remainder=1", "min=0", "divisor=0", "divisor=3, remainder=3", "remainder=-1",
    "max='a'", "unique=1", "min=2.0", "max=True", "max=-3", "min=5, max=3", "other=3", "min=9, divisor=8",
]  # fmt: skip


@pytest.mark.parametrize("arguments", SYMBOLS)
def test_symbols(arguments):
    for what in ("to_dict()", "max", "min", "divisor", "remainder", "unique", "__str__()"):
        ours, theirs = (outcome(f"Symbol({arguments}).{what}", ms, 1) for ms in (msshim, mindspore))
        assert_same(ours, theirs, what)


JIT = [
    "capture_mode='x'", "capture_mode=1", "jit_level='O5'", "jit_level='O2'", "dynamic=2", "dynamic=1", "dynamic=True",
    "fullgraph=1", "fullgraph=True", "infer_boost='x'", "exc_mode='x'", "exc_mode='sink'", "other=1",
    "compile_once=True", "mode='PSJit'", "jit_config=ms.JitConfig(jit_level='O0')", "hash_args=[1]",
    "input_signature=d(None, 4)", "input_signature=(d(None, 4),)", "input_signature=None",
]  # fmt: skip


@pytest.mark.parametrize("arguments", JIT)
def test_options_of_jit(arguments):
    for code in (f"ms.jit(plus, {arguments})(x(2, 3))", f"ms.jit({arguments})(plus)(x(2, 3))"):
        ours, theirs = (outcome(code, ms, 1) for ms in (msshim, mindspore))
        assert_same(plain(ours), plain(theirs), code)


VALUES = [
    "3", "2.5", "True", "(1, 2)", "[1, x(2)]", "{'a': 1}", "x(2)", "p(2)", "()", "((1, (2.0,)), [3])", "'a'", "None",
    "1j", "np.ones(2)", "np.int64(3)", "(1, 'a')", "{1}", "nn.ReLU()", "np.float64(2)",
]  # fmt: skip
OF_MUTABLE = [
    "repr(m(v))", "repr(m(v, True))", "m(v, 1)", "repr(m(input_data=v, dynamic_len=False))", "type(m(v)).__name__",
    "isinstance(m(v), type(v))", "m(v) is v", "m(v).__ms_mutable__", "m(v).__ms_dynamic_len__",
    "m(v, True).__ms_dynamic_len__", "str(m(v))",
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_mutable(value):
    for code in OF_MUTABLE:
        filled = (
            code.replace("v)", f"{value})")
            .replace("v,", f"{value},")
            .replace("is v", f"is {value}")
            .replace("=v", f"={value}")
        )
        ours, theirs = (outcome(filled, ms, 1) for ms in (msshim, mindspore))
        assert_same(plain(ours), plain(theirs), filled)


USES = [
    "m(True) & True", "m(True) | False", "True & m(True)", "m(True) ^ True", "m(True) + 1", "not m(True)",
    "m(True) == True", "m(True) is True", "isinstance(m(True), bool)", "isinstance(m(True), int)", "f'{m(True)}'",
    "hash(m(True)) == hash(True)", "m(False) or 5", "bool(m(False))", "m(3) + 1", "type(m(3) + 1)", "m([1, 2]) + [3]",
    "m((1, 2))[0]", "x(2, 3)[m(1)]", "x(2, 3).sum(m(1))", "x(2, 3).reshape(m((3, 2)))", "ops.zeros(m((2, 3)))",
    "ops.transpose(x(2, 3), m((1, 0)))", "x(2, 3) * m(2.0)", "ops.stack(m([x(2), x(2)]))",
    "nn.Dense(m(3), m(4), 'ones', 'ones')(x(2, 3))", "x(2, 3).sum(axis=m((0, 1)))", "Tensor(m(3))", "Tensor(m([1, 2]))",
    "Tensor(m((1.0, 2)))", "x(3)[m(0):m(2)]", "x(2, 3)[m(0), m(1)]", "x(2, 3)[m(-1)]", "ops.full((m(2), 3), 1.0)",
    "ops.full((2, 3), m(1.0))", "ops.arange(m(3))", "ops.split(x(4), m(2))",
]  # fmt: skip


@pytest.mark.parametrize("code", USES)
def test_mutable_values_are_used_as_others(code):
    ours, theirs = (outcome(code, ms, 1) for ms in (msshim, mindspore))
    assert_same(plain(ours), plain(theirs), code)


BY = [
    "product, m((x(2), x(2)))", "product, m([x(2), x(2)])", "product, (x(2), x(2))", "double, m(3.0)", "double, m(3)",
    "double, 3.0", "double, m(True)", "entry, m({'a': x(2)})", "mixed, m((x(2), x(2))), x(2)",
    "product, m((x(2), 3.0))", "double, m(x(2))", "head, m((x(2), (x(2),)))", "product, m((x(2), x(2)), True)",
]  # fmt: skip
GRADIENTS = [
    "ms.grad({f})({a})", "ms.value_and_grad({f})({a})", "ops.GradOperation()({f})({a})",
    "ops.GradOperation(get_all=True)({f})({a})", "ms.jit(ms.grad({f}))({a})", "ms.jit(ms.value_and_grad({f}))({a})",
]  # fmt: skip


@pytest.mark.parametrize("mode", [mindspore.PYNATIVE_MODE, mindspore.GRAPH_MODE], ids=["pynative", "graph"])
@pytest.mark.parametrize("by", BY)
def test_gradients_by_mutable_values(by, mode):
    function, _, arguments = by.partition(", ")
    for form in GRADIENTS:
        code = f"repr({form.format(f=function, a=arguments)})"
        ours, theirs = (outcome(code, ms, mode) for ms in (msshim, mindspore))
        assert_same(plain(ours), plain(theirs), code)


@pytest.mark.parametrize("mode", [mindspore.PYNATIVE_MODE, mindspore.GRAPH_MODE], ids=["pynative", "graph"])
@pytest.mark.parametrize("values", ["m((x(2), x(2)))", "(x(2), x(2))", "m([x(2), x(2)])"])
def test_cells_of_gradients_by_mutable_values(values, mode):
    for code in (
        f"Gradients(Product())({values})",
        f"Gradients(Product(), get_all=True)({values})",
        f"ms.grad(Product())({values})",
    ):
        ours, theirs = (outcome(code, ms, mode) for ms in (msshim, mindspore))
        assert_same(plain(ours), plain(theirs), code)
