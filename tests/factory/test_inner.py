"""What programs take from below MindSpore's public modules, beside the real one."""

import importlib

import mindspore
import numpy as np
import pytest
import torch

import msshim
from msshim._src.names import deep


def both(path: str, name: str):
    return getattr(importlib.import_module(f"mindspore.{path}"), name), getattr(deep.module(path), name)


def outcome(call):
    try:
        return call()
    except Exception as error:
        return next(kind for kind in type(error).__mro__ if kind.__module__ == "builtins")


SETTINGS = (
    "get_device_num get_global_rank get_gradients_mean get_parallel_mode get_pipeline_stages get_full_batch "
    "get_enable_parallel_optimizer get_dataset_strategy get_grad_accumulation_step get_parameter_broadcast"
).split()


def test_parallel_settings() -> None:
    libraries = [(mindspore, *both("parallel._auto_parallel_context", "auto_parallel_context")[:1])]
    libraries += [(msshim, both("parallel._auto_parallel_context", "auto_parallel_context")[1])]
    seen = []
    for library, context in libraries:
        assert context() is context()
        answers = [getattr(context(), name)() for name in SETTINGS]
        library.set_auto_parallel_context(gradients_mean=True)
        answers += [context().get_gradients_mean()]
        context().set_gradients_mean(False)
        answers += [library.get_auto_parallel_context("gradients_mean"), hasattr(context(), "get_no_such_setting")]
        library.reset_auto_parallel_context()
        seen.append(answers)
    assert seen[0] == seen[1]


@pytest.mark.parametrize("path", ["communication._comm_helper", "mint.distributed"])
def test_no_group(path: str) -> None:
    name = "_is_initialized" if path.startswith("comm") else "is_initialized"
    real, mine = both(path, name)
    assert real() is mine() is False


def test_callback_parameters() -> None:
    for path, name in (
        ("train.callback", "_InternalCallbackParam"),
        ("train.callback._callback", "InternalCallbackParam"),
    ):
        seen = []
        for kind in both(path, name):
            parameters = kind()
            parameters.cur_step_num = 3
            seen.append((dict(parameters), parameters["cur_step_num"], outcome(lambda p=parameters: p.no_such)))
        assert seen[0] == seen[1]
    for library, handle in zip((mindspore, msshim), both("train.callback._callback", "_handle_loss"), strict=True):
        assert handle(library.Tensor([1.0, 2.0])) == 1.5 and handle(2.5) == 2.5
        assert handle((library.Tensor([1.0, 2.0]), 3)).asnumpy().tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("_calculate_fan_in_and_fan_out", [((3, 4),), ((3, 4, 5, 6),), ((3,),)]),
        ("_calculate_correct_fan", [((3, 4, 5), "fan_in"), ((3, 4, 5), "FAN_OUT"), ((3, 4), "fan"), ((3,), "fan_in")]),
        ("_calculate_gain", [("relu",), ("tanh",), ("leaky_relu",), ("leaky_relu", 0.3), ("conv2d",), ("gelu",)]),
    ],
)
def test_fans_and_gains(name: str, arguments: list) -> None:
    real = getattr(mindspore.common.initializer, name)
    mine = getattr(importlib.import_module("msshim.common.initializer"), name)
    for given in arguments:
        assert outcome(lambda given=given: mine(*given)) == outcome(lambda given=given: real(*given)), given


def test_assignment() -> None:
    for number in (3.0, np.arange(6.0).reshape(2, 3)):
        real = mindspore.common.initializer._assignment(np.zeros((2, 3)), number)
        mine = importlib.import_module("msshim.common.initializer")._assignment(np.zeros((2, 3)), number)
        np.testing.assert_array_equal(mine, real)
    assert importlib.import_module("msshim.common.initializer")._assignment(np.zeros(()), 2.0) == 2.0


def test_virtual_dataset_cell_and_update_param() -> None:
    x = msshim.Tensor([[1.0, 2.0]])
    net = msshim.nn.Dense(2, 3)
    assert (deep.module("nn.wrap.cell_wrapper")._VirtualDatasetCell(net)(x) == net(x)).all()
    seen = []
    for library, update in zip((mindspore, msshim), both("train.serialization", "_update_param"), strict=True):

        def parameter(values, dtype, library=library):
            return library.Parameter(library.Tensor(values, dtype), name="p")

        target = parameter([0.0, 0.0], library.float32)
        update(target, parameter([1.5, 2.5], library.float16), False)
        wrong = [parameter([1.0], library.float32), parameter([1, 2], library.int32)]
        seen.append([target.asnumpy().tolist(), *(outcome(lambda w=w: update(target, w, False)) for w in wrong)])
        seen[-1].append(outcome(lambda: update(target, parameter([1.5, 2.5], library.float16), True)))
    assert seen[0] == seen[1]


def test_cell_attr_register() -> None:
    seen = []
    for library, register in zip((mindspore, msshim), both("_extends", "cell_attr_register"), strict=True):

        def made(decorate, library=library):
            class Net(library.nn.Cell):
                @decorate
                def __init__(self, a, b=2) -> None:
                    super().__init__()
                    self.a = a

            return Net(1, b=3).cell_init_args

        ways = (register, register(), register(attrs=["a", "no"]), register(attrs="a"), register(attrs=3))
        seen.append([outcome(lambda way=way: made(way)) for way in ways])
    assert seen[0] == seen[1]


class Listener:
    def __init__(self) -> None:
        self.said = []

    def warning(self, text) -> None:
        self.said.append(text)


def test_log_action_once() -> None:
    """A warning shows at the first call of its key; with `no_warning` never."""
    seen = []
    logs = [importlib.import_module(f"{library}.log") for library in ("mindspore", "msshim")]
    for once in (log._LogActionOnce for log in logs):
        listener = Listener()

        def call(key, listener=listener, once=once, **options):
            def warn(x):
                listener.warning(x)
                return x

            return [once(listener, key, **options)(warn)(x) for x in (1, 2)]

        results = call("a"), call("a"), call("b"), call("c", no_warning=True), once(None, "d")(abs)(-3)
        listener.warning("loud again")
        seen.append((results, listener.said))
    assert seen[0] == seen[1]
    assert logs[1]._get_logger().name == "mindspore"


@pytest.mark.parametrize("name", ["is_available", "device_count", "get_device_name", "get_device_capability"])
@pytest.mark.parametrize("target", ["CPU", "TPU", None])
def test_hal(name: str, target) -> None:
    arguments = (0, target) if name.startswith("get_device") else (target,)
    real, mine = both("hal", name)
    assert outcome(lambda: mine(*arguments)) == outcome(lambda: real(*arguments))


def functions(ms, base):
    """Operations with gradients of their own."""

    class Scaled(base):
        @staticmethod
        def forward(ctx, x, y, factor):
            ctx.save_for_backward(x, y)
            ctx.factor = factor
            return x * y * factor, x + y

        @staticmethod
        def backward(ctx, first, second):
            x, y = ctx.saved_tensors
            return first * y * ctx.factor * 10 + second, first * x + second if ctx.needs_input_grad[1] else None, None

    class Apart(base):
        @staticmethod
        def forward(x, power=2):
            return x**power

        @staticmethod
        def setup_context(ctx, inputs, output):
            ctx.save_for_backward(inputs[0], None, output)

        @staticmethod
        def backward(ctx, grad):
            x, none, output = ctx.saved_tensors
            assert none is None
            return grad * output + x, None

    class Half(base):
        @staticmethod
        def forward(ctx, x):
            values, signs = x * 2, x > 0
            ctx.mark_non_differentiable(signs)
            return values, signs

        @staticmethod
        def backward(ctx, grad, unused):
            return grad * 7

    return Scaled, Apart, Half


def test_functions_with_gradients_of_their_own() -> None:
    seen = []
    for ms in (mindspore, msshim):
        scaled, apart, half = functions(ms, ms._Function)
        x, y = ms.Tensor([1.0, -2.0]), ms.Tensor([3.0, 0.5])

        def uses(x, y, scaled=scaled, apart=apart, half=half):
            first, second = scaled.apply(x, y, 3.0)
            return (first * first + second + apart.apply(x) + apart.apply(y, 3) + half.apply(x)[0]).sum()

        outputs = [*scaled.apply(x, y, 3.0), apart.apply(x), *half.apply(x)]
        found = [*outputs, *ms.grad(uses, (0, 1))(x, y), ms.grad(uses, 0)(x, y)]
        seen.append([value.asnumpy().tolist() for value in found])
    assert seen[0] == seen[1]
    assert mindspore.common._Function is mindspore._Function
    assert importlib.import_module("msshim.common")._Function is msshim._Function


def test_function_under_torch() -> None:
    scaled = functions(msshim, msshim._Function)[0]
    x, y = torch.tensor([1.0], requires_grad=True), torch.tensor([2.0], requires_grad=True)
    first, second = scaled.apply(x, y, 3.0)
    (first + second).sum().backward()
    assert isinstance(first, torch.Tensor) and (x.grad.item(), y.grad.item()) == (61.0, 2.0)
    net = msshim.nn.Dense(2, 1)
    assert not net(msshim.Tensor([[1.0, 2.0]]))._t.requires_grad
    assert not scaled.apply(net.weight, msshim.Tensor([2.0, 1.0]), 3.0)[0]._t.requires_grad
