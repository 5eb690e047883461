"""Gradient transforms, hooks and gradients that a program writes itself, against the real MindSpore."""

import random

import mindspore
import numpy as np
import pytest
from raising import raises
from values import assert_same, plain

import msshim

# MindSpore reads the source of what jvp and its kin differentiate, hence functions in a file, of operators alone.


def cube(x):
    return x * x * x


def two(x):
    return x * x * x, x * 2


def product(x, y):
    return x * y


def product_and_sum(x, y):
    return x * y, x + y


def product_and_inputs(x, y):
    return x * y, x, y


def cubes(x):
    return (x * x * x).sum()


def five(g):
    return g * 5


def curved(x):
    return (x.sin()).exp()


def curved_two(x, y):
    return x.sin().exp() * y, x * y


def shifted(a, b):
    return a[0] * b


def times(a, b):
    return a * b, a.sum()


def world(ms):
    """What the programs below use, of one library."""
    nn, Tensor, Parameter = ms.nn, ms.Tensor, ms.Parameter

    class Net(nn.Cell):
        def __init__(self):
            super().__init__()
            self.w = Parameter(Tensor(np.array([2.0, 3.0], np.float32)), name="w")
            self.b = Parameter(Tensor(np.array([1.0, 3.0], np.float32)), name="b", requires_grad=False)

        def construct(self, x):
            return x * x * self.w + self.b

    class Own(nn.Cell):
        def construct(self, x, y):
            return x * y

        def bprop(self, x, y, out, dout):
            return dout * y * 10, out * dout

    net = Net()
    seen = []

    def hooked(x):
        a = x * x
        a.register_hook(lambda g: (seen.append(g), g * 2)[1])
        return a * 3

    def with_hook(method, hook):
        handle = getattr(net, method)(hook)
        found = ms.grad(net)(x[0])
        handle.remove()
        return found, ms.grad(net)(x[0]), list(seen)

    def half_frozen(x):
        with ms._no_grad():
            factor = x * x
        return factor * x

    def switched(x):
        executor = ms.common.api._pynative_executor
        before = executor.enable_grad()
        executor.set_enable_grad(False)
        factor = x * x
        executor.set_enable_grad(before)
        return factor * x

    def with_parameter_hook():
        handle = net.w.register_hook(lambda g: g * 100)
        found = ms.grad(net, None, net.w)(x)
        handle.remove()
        return found, ms.grad(net, None, net.w)(x)

    x = Tensor(np.array([[1, 2], [3, 4]], np.float32))
    y = Tensor(np.array([[-2, 3], [-1, 2]], np.float32))
    v = Tensor(np.array([[1, 1], [2, 1]], np.float32))
    i = Tensor(np.array([[1, 2], [0, 1]], np.int32))
    series = Tensor(np.array([[[1, 1], [1, 2]], [[0, 1], [0.5, 0]], [[0, 0], [0.3, 0]]], np.float32))
    trained = net.trainable_params()
    everything = ms.ParameterTuple(net.get_parameters())
    f = lambda x, y: x * x * y  # noqa: E731
    loss = nn.MSELoss()
    return {**globals(), **locals(), "ops": ms.ops, "Grad": ms.ops.GradOperation}


PROGRAMS = [
    "ms.grad(f)(x, y)",
    "ms.grad(f, 1)(x, y)",
    "ms.grad(f, (0,))(x, y)",
    "ms.grad(f, (0, 1))(x, y)",
    "ms.grad(f, True)(x, y)",
    "ms.grad(net)(x)",
    "ms.grad(net, None, net.w)(x)",
    "ms.grad(net, None, net.b)(x)",
    "ms.grad(net, None, trained)(x)",
    "ms.grad(net, None, everything)(x)",
    "ms.grad(net, 0, net.w)(x)",
    "ms.grad(net, (0,), trained)(x)",
    "ms.grad(net, 0, trained, return_ids=True)(x)",
    "ms.grad(f, (0, 1), return_ids=True)(x, y)",
    "ms.grad(f, 0, return_ids=True)(x, y)",
    "ms.grad(net, None, net.w, return_ids=True)(x)",
    "ms.value_and_grad(net, 0, trained)(x)",
    "ms.value_and_grad(net, None, trained)(x)",
    "ms.value_and_grad(product_and_inputs, 0, has_aux=True)(x, y)",
    "ms.grad(product_and_inputs, 0, has_aux=True)(x, y)",
    "ms.grad(two, 0, has_aux=True)(x)",
    "ms.value_and_grad(product_and_sum)(x, y)",
    "ms.value_and_grad(lambda x, y: ((x * y, x), [y]))(x, y)",
    "ms.value_and_grad(lambda x, y: [x * y, x])(x, y)",
    "ms.grad(lambda x, y: x * 2, (0, 1))(x, y)",
    "ms.grad(lambda x: y)(x)",
    "ms.grad(lambda x: (x > 1).astype(ms.int32))(x)",
    "ms.grad(lambda x: x * 2)(3.0)",
    "ms.grad(product)(x, 3.0)",
    "ms.grad(lambda xs: xs[0] * xs[1])((x, y))",
    "ms.grad(lambda x, y=None: x * y)(x, y=y)",
    "ms.grad(ms.grad(cube))(x)",
    "ms.grad(ms.grad(ms.grad(lambda x: x**4)))(x)",
    "ms.grad(lambda x, y: ms.grad(f, 1)(x, y).sum() * y.sum(), (0, 1))(x, y)",
    "ms.grad(f)(x.astype(ms.float16), y)",
    "ms.grad(lambda x: ops.stop_gradient(x) * x)(x)",
    "ms.grad(lambda x: ops.stop_gradient((x, 3.0))[0] * x)(x)",
    "ms.grad(lambda x: ops.stop_gradient({'a': x})['a'] * x)(x)",
    "ms.grad(f, (0, 1), sens_param=True)(x, y, v)",
    "ms.value_and_grad(f, 1, sens_param=True)(x, y, v)",
    "Grad()(f)(x, y)",
    "Grad(get_all=True)(f)(x, y)",
    "Grad(get_all=True)(lambda i, x: x * i)(i, x)[1]",
    "Grad(get_by_list=True)(net, ms.ParameterTuple(trained))(x)",
    "Grad(get_by_list=True)(net)(x)",
    "Grad(get_all=True, get_by_list=True)(net, trained)(x)",
    "Grad(get_all=True, sens_param=True)(f)(x, y, y)",
    "Grad(sens_param=True)(f)(x, y, y)",
    "Grad(sens_param=True)(two)(x, (y, v))",
    "ops.get_grad(ms.grad(net, 0, trained, return_ids=True)(x), net.w)",
    "ops.get_grad(ms.grad(net, 0, trained, return_ids=True)(x), 0)",
    "ops.jvp(product, (x, y), (v, v))",
    "ops.jvp(product, [x, y], [v, v])",
    "ops.jvp(cube, x, v)",
    "ops.jvp(two, x, v)",
    "ops.jvp(two, x, v, has_aux=True)",
    "(lambda o: (o[0], o[1](v)))(ops.vjp(product, x, y))",
    "(lambda o: (o[0], o[1](v)))(ops.vjp(cube, x))",
    "(lambda o: (o[0], o[1](v, y)))(ops.vjp(two, x))",
    "(lambda o: o[1]((v, y)))(ops.vjp(two, x))",
    "(lambda o: (o[0], o[1](v), o[2]))(ops.vjp(two, x, has_aux=True))",
    "(lambda o: (o[0], o[1](v)))(ops.vjp(net, x, weights=trained))",
    "(lambda o: (o[0], o[1](v)))(ops.linearize(cube, x))",
    "(lambda o: (o[0], o[1]((v, v))))(ops.linearize(product, (x, y)))",
    "ms.jacrev(cube)(x[0])",
    "ms.jacfwd(cube)(x[0])",
    "ms.jacrev(product, (0, 1))(x[0], y[0])",
    "ms.jacfwd(product, (0, 1))(x[0], y[0])",
    "ms.jacfwd(product, 1)(x, y)",
    "ms.jacrev(product_and_inputs, 0, has_aux=True)(x[0], y[0])",
    "ms.jacfwd(product_and_inputs, 0, has_aux=True)(x[0], y[0])",
    "ms.jacrev(two, 0, has_aux=True)(x[0])",
    "ms.jacfwd(two, 0, has_aux=True)(x[0])",
    "ms.jacrev(product_and_sum)(x[0], y[0])",
    "ms.jacfwd(product_and_sum, (0, 1))(x[0], y[0])",
    "ms.jacfwd(ms.jacrev(cubes))(x[0])",
    "ms.jacfwd(ms.grad(cubes))(x[0])",
    "ms.grad(ms.jacrev(cubes))(x[0])",
    "ops.jvp(ms.grad(cubes), x, v)",
    "ops.jet(curved, x, series)",
    "ops.jet(curved_two, (x, y), (series, series))",
    "ops.derivative(curved, x, 3)",
    "ops.derivative(curved, x, 1)",
    "ops.derivative(curved, i, 2)",
    "ops.derivative(curved_two, (x, y), 2)",
    "ms.vmap(product)(x, y)",
    "ms.vmap(times, in_axes=(1, 0), out_axes=(1, 0))(x, y)",
    "ms.vmap(times, in_axes=(0, None))(x, y)",
    "ms.vmap(shifted, in_axes=((0, 1), 0))((x, y), y)",
    "ms.vmap(ms.vmap(product))(x, y)",
    "ms.vmap(ms.grad(cubes))(x)",
    "ms.grad(ms.vmap(cubes))(x)",
    "ms.grad(Own(), (0, 1))(x, y)",
    "ms.grad(lambda a: Own()(a, y).sum())(x)",
    "ms.grad(ms.grad(lambda a: Own()(a * a, y).sum()))(x)",
    "Own()(x, y)",
    "ms.grad(hooked)(x[0]), seen",
    "ms.grad(half_frozen)(x)",
    "ms.grad(switched)(x)",
    "ms.grad(lambda x: ms._no_grad()(cubes)(x) * x)(x)",
    "with_parameter_hook()",
    "with_hook('register_backward_hook', lambda cell, gi, go: (seen.extend([gi, go]), (gi[0] * 2,))[1])",
    "with_hook('register_backward_hook', lambda cell, gi, go: None)",
    "with_hook('register_backward_pre_hook', lambda cell, go: (seen.append(go), (go[0] * 3,))[1])",
    "ms.grad(lambda x: ops.InsertGradientOf(five)(x * x) + x)(x)",
    "ms.grad(lambda x: ops.HookBackward(lambda g: g[0] * 2)(x * x) + x)(x)",
    "ms.nn.ForwardValueAndGrad(nn.WithLossCell(net, loss), weights=ms.ParameterTuple(trained), get_by_list=True)(x, y)",
    "ms.nn.ForwardValueAndGrad(net, get_all=True)(x)",
    "ms.nn.ForwardValueAndGrad(net, get_all=True, get_by_list=True, weights=trained, sens_param=True)(x, y)",
    "ms.nn.WithGradCell(net, loss)(x, y)",
]
WRONG = [
    "ms.grad(f, [0])(x, y)",
    "ms.grad(f, 2)(x, y)",
    "ms.grad(f, -1)(x, y)",
    "ms.grad(f, None)(x, y)",
    "ms.grad(f, ())(x, y)",
    "ms.grad(f, (0, 0))(x, y)",
    "ms.grad(f, 'a')(x, y)",
    "ms.grad(3)(x)",
    "ms.grad(net, None, 'w')(x)",
    "ms.grad(net, None, None)(x)",
    "ms.grad(f, 0, has_aux=1)(x, y)",
    "ms.grad(f, 0, return_ids=1)(x, y)",
    "ms.grad(product, 0, has_aux=True)(x, y)",
    "Grad(get_all=1)",
    "Grad(get_by_list='a')",
    "ops.get_grad(ms.grad(net, 0, trained, return_ids=True)(x), 3)",
    "ops.get_grad(ms.grad(net, 0, trained, return_ids=True)(x), 'w')",
    "ops.jvp(cube, x, (v, v))",
    "ops.jvp(cube, x, 3)",
    "ops.derivative(curved, x, 0)",
    "ops.derivative(curved, x, 1.5)",
    "ms.jacfwd(cube, 2)(x)",
    "ms.vmap(product, in_axes=(0,))(x, y)",
    "x.register_hook(3)",
    "ops.HookBackward(3)",
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs(program) -> None:
    ours, theirs = (plain(eval(program, world(ms))) for ms in (msshim, mindspore))
    assert_same(ours, theirs, program, 3e-6)


@pytest.mark.parametrize("program", WRONG)
def test_wrong_arguments(program) -> None:
    with pytest.raises(Exception) as theirs:
        eval(program, world(mindspore))
    with raises(theirs.type):
        eval(program, world(msshim))


# MindSpore's gradient of the gradient of ops.matmul is wrong, that of ops.MatMul is right.
UNARY = ["{}.sin()", "{}.tanh()", "ops.sigmoid({})", "{}.exp().log1p()", "({} * {}).sqrt()", "-{}", "{} ** 2", "{} / 3"]
BINARY = [
    "({} + {})",
    "({} - {})",
    "({} * {})",
    "({} / (1.5 + {} * {}))",
    "ops.maximum({}, {})",
    "ops.MatMul()({}, {})",
]


def expression(rng, depth) -> str:
    """A random function of matrices x and y."""
    if depth == 0:
        return rng.choice("xy")
    form = rng.choice(UNARY if rng.random() < 0.5 else BINARY)
    first, second = (f"({expression(rng, depth - 1)})" for _ in range(2))
    parts = [first, second, second] if form in BINARY else [first, first]
    return form.format(*parts[: form.count("{}")])


@pytest.mark.parametrize("seed", range(200))
def test_random_functions(seed) -> None:
    rng = random.Random(seed)
    text = expression(rng, rng.choice([2, 3]))
    numbers = np.random.default_rng(seed).uniform(0.3, 1.5, (2, 3, 3))
    found = []
    for ms in (msshim, mindspore):
        scope = {"ops": ms.ops, "__name__": __name__}
        function = eval(f"lambda x, y: ({text}).sum()", scope)
        x, y = map(ms.Tensor, numbers)
        first = ms.value_and_grad(function, (0, 1))(x, y)
        second = ms.grad(lambda x, y, f=function, ms=ms: (ms.grad(f)(x, y) * y).sum(), (0, 1))(x, y)
        found.append([item.asnumpy() for item in (first[0], *first[1], *second)])
    for ours, theirs in zip(*found, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-12, err_msg=text)
