"""The private bases that programs subclass: paths, relations, and what a subclass of one has and computes."""

import importlib
import inspect

import mindspore
import numpy as np
import pytest

import msshim
from msshim._src.names import deep

BASES = {
    "nn.layer.conv._Conv": "nn.Conv1d nn.Conv2d nn.Conv3d nn.Conv1dTranspose nn.Conv2dTranspose nn.Conv3dTranspose",
    "nn.layer.normalization._BatchNorm": "nn.BatchNorm1d nn.BatchNorm2d nn.BatchNorm3d nn.SyncBatchNorm nn.LayerNorm",
    "nn.layer.normalization._InstanceNorm": "nn.InstanceNorm1d nn.InstanceNorm2d nn.InstanceNorm3d nn.GroupNorm",
    "nn.layer.pooling._PoolNd": "nn.MaxPool1d nn.MaxPool2d nn.MaxPool3d nn.AvgPool1d nn.AvgPool2d nn.AvgPool3d",
    "nn.layer.padding._ConstantPadNd": "nn.ConstantPad1d nn.ConstantPad2d nn.ConstantPad3d nn.ZeroPad2d nn.Pad",
    "nn.layer.padding._ReflectionPadNd": "nn.ReflectionPad1d nn.ReflectionPad2d nn.ReflectionPad3d nn.ReplicationPad1d",
    "nn.layer.padding._ReplicationPadNd": "nn.ReplicationPad1d nn.ReplicationPad2d nn.ReplicationPad3d nn.Pad",
    "nn.layer.rnns._RNNBase": "nn.RNN nn.LSTM nn.GRU nn.LSTMCell",
    "nn.layer.rnn_cells.RNNCellBase": "nn.RNNCell nn.LSTMCell nn.GRUCell nn.RNN",
    "nn.layer.container._CellListBase": "nn.CellList nn.SequentialCell nn.CellDict",
    "nn.layer.container._CellDictBase": "nn.CellDict nn.CellList",
    "nn.loss.loss._Loss": "nn.L1Loss nn.MSELoss nn.LossBase",
    "nn.loss.loss.LossBase": "nn.L1Loss nn.MSELoss nn.Dense nn.TripletMarginWithDistanceLoss nn.DiceLoss",
    "nn.optim.optimizer.Optimizer": "nn.Adam nn.SGD nn.Dense",
    "nn.learning_rate_schedule.LearningRateSchedule": "nn.CosineDecayLR nn.WarmUpLR nn.Dense",
    "mint.nn.layer.conv._Conv": "mint.nn.Conv1d mint.nn.Conv2d mint.nn.Conv3d mint.nn.ConvTranspose2d nn.Conv2d",
    "mint.nn.layer.conv._ConvTranspose": "mint.nn.ConvTranspose2d mint.nn.Conv2d",
    "mint.nn.layer.normalization._NormBase": "mint.nn.BatchNorm1d mint.nn.BatchNorm2d nn.BatchNorm2d",
    "mint.nn.layer.normalization._BatchNorm": "mint.nn.BatchNorm2d mint.nn.SyncBatchNorm mint.nn.GroupNorm",
    "mint.nn.layer.pooling._AdaptiveAvgPoolNd": "mint.nn.AdaptiveAvgPool1d nn.AdaptiveAvgPool2d",
    "mint.nn.layer.pooling._AdaptiveMaxPoolNd": "mint.nn.AdaptiveMaxPool1d mint.nn.AdaptiveAvgPool1d",
}


def both(path: str):
    owner, _, name = path.rpartition(".")
    return getattr(importlib.import_module(f"mindspore.{owner}"), name), getattr(deep.module(owner), name)


def reached(ms, name: str):
    found = ms
    for part in name.split("."):
        found = getattr(found, part)
    return found


@pytest.mark.parametrize("path", BASES)
def test_relations(path) -> None:
    real, mine = both(path)
    assert issubclass(mine, msshim.nn.Cell) == issubclass(real, mindspore.nn.Cell)
    for name in BASES[path].split():
        assert issubclass(reached(msshim, name), mine) == issubclass(reached(mindspore, name), real), name


def outcome(call):
    try:
        return call()
    except Exception as error:
        return next(kind for kind in type(error).__mro__ if kind.__module__ == "builtins")


def state(cell):
    weights = {
        path: (p.name, p.shape, str(p.dtype), p.requires_grad, p.asnumpy().tobytes())
        for path, p in cell.parameters_and_names()
    }
    plain = (bool, int, float, str, tuple, type(None))
    return weights, {
        name: value
        for name, value in vars(cell).items()
        if isinstance(value, plain) and not name.startswith("_") and name in CHECKED
    }


CHECKED = (
    "in_channels out_channels kernel_size stride pad_mode padding dilation group groups has_bias data_format format "
    "num_features eps momentum use_batch_statistics affine track_running_stats transposed output_padding padding_mode "
    "output_size return_indices name value hidden_size num_layers bidirectional"
).split()
CALLS = [
    ("nn.layer.conv._Conv", "2, 4, (3, 3), (1, 1), 'same', 0, (1, 1), 2, True, None, None"),
    ("nn.layer.conv._Conv", "2, 4, (3,), (1,), 'same', 0, (1,), 1, False, 'ones', 'zeros'"),
    (
        "nn.layer.conv._Conv",
        "2, 4, (1, 3, 3), (1, 1, 2), 'pad', 1, (1, 1, 1), 1, True, 'normal', 'ones', 'NCDHW', True",
    ),
    ("nn.layer.conv._Conv", "2, 4, (3, 3), (1, 1), 'same', (0, 1), (1, 1), 1, True, None, None, dtype=ms.float16"),
    ("nn.layer.conv._Conv", "2, 3, (3, 3), (1, 1), 'same', 0, (1, 1), 2, True, None, None"),
    ("nn.layer.conv._Conv", "0, 3, (3, 3), (1, 1), 'same', 0, (1, 1), 1, True, None, None"),
    ("nn.layer.conv._Conv", "2, 3, (3, 0), (1, 1), 'same', 0, (1, 1), 1, True, None, None"),
    ("nn.layer.conv._Conv", "2, 3, (3, 3), (1, 1), 'same', [0], (1, 1), 1, True, None, None"),
    ("nn.layer.conv._Conv", "2, 3, (3, 3), (1, 1), 'same', 0, (1, 1), 1, 1, None, None"),
    ("nn.layer.conv._Conv", "2, 3, (3, 3), (1, 1), 'same', 0, (1, 1), 1, True, None, None, 'NHWC'"),
    ("nn.layer.normalization._BatchNorm", "3"),
    ("nn.layer.normalization._BatchNorm", "3, 1e-3, 0.5, False, 0.5, 2, 'zeros', 'ones', True"),
    ("nn.layer.normalization._BatchNorm", "3, momentum=1.5"),
    ("nn.layer.normalization._BatchNorm", "3.0"),
    ("nn.layer.normalization._BatchNorm", "0"),
    ("nn.layer.normalization._BatchNorm", "3, use_batch_statistics=1"),
    ("nn.layer.pooling._PoolNd", "2, (2, 1), 'Same'"),
    ("nn.layer.pooling._PoolNd", "(2,), 3, 'valid'"),
    ("nn.layer.pooling._PoolNd", "0, 3, 'valid'"),
    ("nn.layer.pooling._PoolNd", "2, 3, 'full'"),
    ("nn.layer.pooling._PoolNd", "2, 3, 1"),
    ("nn.layer.padding._ReflectionPadNd", "(1, 2.0)"),
    ("nn.layer.padding._ReflectionPadNd", "(1, -2)"),
    ("nn.layer.padding._ReflectionPadNd", "3"),
    ("nn.layer.padding._ReplicationPadNd", "(1, 2, 0, 1)"),
    ("nn.layer.padding._ReplicationPadNd", "(1,)"),
    ("nn.layer.rnns._RNNBase", "'LSTM', 3, 4, 2, bidirectional=True"),
    ("nn.layer.rnns._RNNBase", "'GRU', 3, 0"),
    ("nn.loss.loss._Loss", "'sum'"),
    ("nn.loss.loss._Loss", "'all'"),
    ("mint.nn.layer.conv._Conv", "2, 4, (3, 3), (1, 1), (0, 0), (1, 1), False, (0, 0), 2, True, 'zeros'"),
    ("mint.nn.layer.conv._Conv", "2, 4, (3, 3), (1, 1), 'same', (1, 1), True, (0, 0), 1, False, 'reflect'"),
    ("mint.nn.layer.conv._Conv", "2, 3, (3, 3), (1, 1), (0, 0), (1, 1), False, (0, 0), 2, True, 'zeros'"),
    ("mint.nn.layer.conv._Conv", "2, 4, (3, 3), (1, 1), (0, 0), (1, 1), False, (0, 0), 2, True, 'ones'"),
    ("mint.nn.layer.normalization._NormBase", "3"),
    ("mint.nn.layer.normalization._NormBase", "3, affine=False, track_running_stats=False, dtype=ms.float16"),
    ("mint.nn.layer.pooling._AdaptiveAvgPoolNd", "(2, 3)"),
    ("mint.nn.layer.pooling._AdaptiveMaxPoolNd", "3, True"),
]


@pytest.mark.parametrize("path", sorted({path for path, _ in CALLS}))
def test_arguments(path) -> None:
    theirs, ours = (list(inspect.signature(kind.__init__).parameters) for kind in both(path))
    assert ours == theirs or theirs == ["self", "args", "kwargs"]  # decorated there


@pytest.mark.parametrize(("path", "args"), CALLS)
def test_subclass_has_the_same_weights_and_options(path, args) -> None:
    seen = []
    for ms, base in zip((mindspore, msshim), both(path), strict=True):

        class Own(base):
            def __init__(self, ms=ms):
                eval(f"init({args})", {"init": super().__init__, "ms": ms})

        ms.set_seed(7)
        seen.append(outcome(lambda own=Own: state(own())))
    assert seen[1] == seen[0]


def convolution(ms, base):
    class Own(base):
        def __init__(self):
            super().__init__(2, 4, (3, 3), (1, 1), "same", 0, (1, 1), 1, True, None, None)
            self.conv2d = ms.ops.Conv2D(4, (3, 3), pad_mode="same")
            self.bias_add = ms.ops.BiasAdd()

        def construct(self, x):
            return self.bias_add(self.conv2d(x, self.weight / 2), self.bias)

    return Own()


def normalization(ms, base):
    class Own(base):
        def _check_input_dim(self, shape, cls_name):
            if len(shape) != 4:
                raise ValueError(cls_name)

    return Own(2, gamma_init=0.5).set_train()


@pytest.mark.parametrize(
    ("path", "made"),
    [("nn.layer.conv._Conv", convolution), ("nn.layer.normalization._BatchNorm", normalization)],
)
def test_subclass_computes(path, made) -> None:
    seen = []
    x = np.random.RandomState(0).randn(2, 2, 5, 5).astype(np.float32)
    for ms, base in zip((mindspore, msshim), both(path), strict=True):
        ms.set_seed(7)
        net = made(ms, base)
        weights = ms.ParameterTuple(net.trainable_params())
        value, grads = ms.value_and_grad(lambda x, net=net: (net(x) ** 3).sum(), 0, weights)(ms.Tensor(x))
        seen.append([value, grads[0], *grads[1], *net.get_parameters()])
    for theirs, ours in zip(*seen, strict=True):
        np.testing.assert_allclose(ours.asnumpy(), theirs.asnumpy(), rtol=1e-3, atol=1e-4)
