"""Names below mindspore that real packages import: they are there, and do what the real ones do."""

import importlib

import mindspore
import mindspore.dataset
import numpy as np
import pytest
from oracle import close
from values import assert_same, plain

import msshim
from msshim._src.names import deep

IMAGE = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
SETUP = """
class Mine(take("common.initializer", "Initializer")):
    def _initialize(self, arr):
        arr[:] = 3.0
"""
CALLS = [
    "take('mint', 'ge')(x, 2), take('mint', 'ge')(x, x), take('mint', 'clip')(x, 0, 1), take('mint', 'fix')(x)",
    "take('common.dtype', 'QuantDtype').INT8.value()",
    "ms.QuantDtype.INT4.value()",
    "str(ms.QuantDtype.UINT16)",
    "[(kind.name, kind.value()) for kind in take('common.dtype', 'QuantDtype')]",
    "ms.QuantDtype['INT1'].name",
    "sorted(take('nn.layer.activation', '_activation'))",
    "take('nn.layer.activation', '_activation')['relu']()(x)",
    "[(name, kind.__name__) for name, kind in take('nn.layer.activation', '_activation').items()]",
    "isinstance(net.register_forward_hook(print), take('common.hook_handle', 'HookHandle'))",
    "isinstance(net.register_forward_pre_hook(print), take('common.hook_handle', 'HookHandle'))",
    "isinstance(net.register_backward_hook(print), take('common.hook_handle', 'HookHandle'))",
    "isinstance(3, take('common.hook_handle', 'HookHandle'))",
    *(
        f"take('train._utils', 'check_value_type')('a', {value}, {kinds})"
        for value in ("1", "True", "1.5", "'a'", "None")
        for kinds in ("int", "(int, bool)", "[str, float]")
    ),
    "take('dataset.core.py_util_helpers', 'is_numpy')(image)",
    "take('dataset.vision.py_transforms_util', 'is_numpy')([1])",
    "take('dataset.vision.py_transforms_util', 'hwc_to_chw')(image)",
    "take('dataset.vision.py_transforms_util', 'hwc_to_chw')(image[..., 0])",
    "take('dataset.vision.py_transforms_util', 'hwc_to_chw')(image[0, 0])",
    "take('dataset.vision.py_transforms_util', 'hwc_to_chw')([1])",
    *(
        f"take('dataset.transforms.py_transforms_util', 'all_numpy')({value})"
        for value in ("image", "(image, 1)", "(image,)", "1")
    ),
    "take('dataset.transforms.py_transforms_util', 'compose')([lambda x: x + 1, lambda x: (x, x * 2)], 3)",
    "take('dataset.transforms.py_transforms_util', 'random_order')(1, [lambda x: x + 1, lambda x: x + 1])",
    "take('dataset.transforms.py_transforms_util', 'random_choice')(1, [lambda x: x + 1])",
    "take('dataset.transforms.py_transforms_util', 'random_apply')(1, [lambda x: x + 1], 1.0)",
    "take('dataset.transforms.py_transforms_util', 'random_apply')(1, [lambda x: x + 1], -1.0)",
    "take('dataset.transforms.py_transforms_util', 'Implementation').PY.value",
    *(
        f"[(kind.name, kind.value, isinstance(kind, str)) for kind in take('dataset.audio.utils', '{name}')]"
        for name in ("BorderType", "MelType", "NormMode", "NormType", "ResampleMethod", "ScaleType", "WindowType")
    ),
    *(
        f"take('dataset.audio.utils', 'create_dct')({arguments})"
        for arguments in ("0, 3", "3, 0", "1.5, 3", "3, 'a'", "3, 3, 'ortho'")
    ),
    "take('train.model', '_transfer_tensor_to_tuple')(x)[0]",
    "take('train.model', '_transfer_tensor_to_tuple')((1, 2))",
    "take('train.model', '_StepSync')().step_end(None)",
    "issubclass(take('train.model', '_StepSync'), ms.train.Callback)",
    "take('train.summary.summary_record', '_get_summary_tensor_data')()",
    "take('parallel._utils', '_get_parameter_broadcast')()",
    "take('parallel._utils', '_device_number_check')('stand_alone', 1)",
    "take('parallel._utils', '_device_number_check')('stand_alone', 2)",
    "take('parallel._utils', '_device_number_check')('data_parallel', 2)",
    "[(level, row['keep_batchnorm_fp32'], str(row['cast_model_type']), type(row['loss_scale_manager']).__name__)"
    " for level, row in take('train.amp', '_config_level').items()]",
    "take('train.amp', '_add_loss_network')(net, ms.nn.MSELoss(), ms.float16)(x, x[:1])",
    "take('train.amp', '_add_loss_network')(net, ms.nn.MSELoss(), ms.float32)(x, x[:1])",
    "take('train.amp', '_add_loss_network')(net, print, ms.float32)",
    "(take('train.amp', '_do_keep_batchnorm_fp32')(normed), type(normed[0]).__name__, normed(x).dtype)[2]",
    "type(take('common.parameter', '_get_unique_parameter_key')()).__name__",
    "take('dataset.engine.datasets', 'RepeatDataset')(data, 2).get_dataset_size()",
    "take('common.initializer', '_register')('my_own')(Mine).__name__",
    "(register('my_own')(Mine), initializer('my_own', (2,)).init_data())[1]",
    "(register()(Mine), initializer('MINE', (2,)).init_data())[1]",
    "(register('zeros')(Mine), initializer('zeros', (2,)).init_data())[1]",
]


def outcome(ms, call: str):
    def take(path, name):
        return deep.find(path, name) if ms is msshim else getattr(importlib.import_module(f"mindspore.{path}"), name)

    names = {
        "ms": ms,
        "take": take,
        "register": take("common.initializer", "_register"),
        "initializer": take("common.initializer", "initializer"),
        "np": np,
        "image": IMAGE,
        "x": ms.Tensor(np.array([[1.0, -2.0]], np.float32)),
        "net": ms.nn.Dense(2, 1, "ones", "ones"),
        "normed": ms.nn.SequentialCell(ms.nn.LayerNorm((2,))).to_float(ms.float16),
        "data": ms.dataset.NumpySlicesDataset([1, 2, 3], shuffle=False),
    }
    exec(SETUP, names)
    try:
        return plain(eval(call, names))
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("call", CALLS)
def test_as_mindspore(call: str) -> None:
    assert_same(outcome(msshim, call), outcome(mindspore, call), call)


@pytest.mark.parametrize("norm", ["NONE", "ORTHO"])
def test_matrix_of_the_cosine_transform(norm: str) -> None:
    ours, theirs = deep.module("dataset.audio.utils"), importlib.import_module("mindspore.dataset.audio.utils")
    for sizes in ((3, 4), (40, 128), (1, 1), (5, 2)):
        made, wanted = (one.create_dct(*sizes, one.NormMode[norm]) for one in (ours, theirs))
        assert made.dtype == wanted.dtype
        np.testing.assert_allclose(made, wanted, rtol=1e-5, atol=1e-6)


def test_overflow_of_gradients() -> None:
    """MindSpore's CPU has no kernel for it; 1.0 stands for infinity or nan, as in its documents."""
    found = deep.find("nn.wrap.loss_scale", "_grad_overflow")
    assert [found(msshim.Tensor([value, 1.0])).asnumpy().tolist() for value in (1.0, np.inf, np.nan)] == [[0], [1], [1]]


TEXTS = [
    "to_bytes(np.array(['a', 'bc'])).tolist()",
    "to_str(np.array([b'a', b'bc'])).tolist()",
    "to_bytes('a')",
    "to_str('a')",
    "to_str(np.array(['a']))",
]


@pytest.mark.parametrize("call", TEXTS)
def test_texts(call: str) -> None:
    name = call.partition("(")[0]
    code = call.replace(name, f"take('dataset.text.utils', '{name}')", 1)
    ours, theirs = (outcome(ms, code) for ms in (msshim, mindspore))
    assert_same(ours, theirs, call)


@pytest.mark.parametrize(
    "kind, gates", [("_rnn_tanh_cell", 1), ("_rnn_relu_cell", 1), ("_lstm_cell", 4), ("_gru_cell", 3)]
)
@pytest.mark.parametrize("biased", [True, False])
def test_steps_of_recurrent_layers(kind: str, gates: int, biased: bool) -> None:
    rng = np.random.default_rng(0)
    sizes = [(2, 3), (2, 4), (gates * 4, 3), (gates * 4, 4), (gates * 4,), (gates * 4,)]
    arrays = [rng.normal(size=size).astype(np.float32) for size in sizes]

    def run(ms, function):
        x, h, *weights = (ms.Tensor(array) for array in arrays)
        weights = weights if biased else [*weights[:2], None, None]
        hidden = (h, h * 0.5) if kind == "_lstm_cell" else h
        made = function(x, hidden, *weights)
        values = [value.asnumpy() for value in (made if isinstance(made, tuple) else (made,))]

        def total(x, w):
            made = function(x, hidden, w, *weights[1:])
            return (made[0] if isinstance(made, tuple) else made).sum()

        return [*values, *(g.asnumpy() for g in ms.grad(total, (0, 1))(x, weights[0]))]

    ours = run(msshim, deep.find("nn.layer.rnn_cells", kind))
    theirs = run(mindspore, getattr(importlib.import_module("mindspore.nn.layer.rnn_cells"), kind))
    for mine, wanted in zip(ours, theirs, strict=True):
        close(mine, wanted, 1e-4, kind, floor=1)  # as of the layers: MindSpore's tanh is an approximation
