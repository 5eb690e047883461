"""Initial values: a layer's `*_init` takes what MindSpore's takes, and gives its bits, dtypes and errors."""

import copy
import importlib
import pickle
import warnings

import mindspore
import numpy as np
import pytest

import msshim

CONV = {"has_bias": True}
BATCH = {"gamma_init": (3,), "beta_init": (3,), "moving_mean_init": (3,), "moving_var_init": (3,)}
LAYERS = {  # the arguments, and the shape that each initial value fills
    "nn.Conv1d": ((2, 3, 2), CONV, {"weight_init": (3, 2, 2), "bias_init": (3,)}),
    "nn.Conv2d": ((2, 3, 2), CONV, {"weight_init": (3, 2, 2, 2), "bias_init": (3,)}),
    "nn.Conv3d": ((2, 3, 2), CONV, {"weight_init": (3, 2, 2, 2, 2), "bias_init": (3,)}),
    "nn.Conv1dTranspose": ((2, 3, 2), CONV, {"weight_init": (2, 3, 2), "bias_init": (3,)}),
    "nn.Conv2dTranspose": ((2, 3, 2), CONV, {"weight_init": (2, 3, 2, 2), "bias_init": (3,)}),
    "nn.Conv3dTranspose": ((2, 3, 2), CONV, {"weight_init": (2, 3, 2, 2, 2), "bias_init": (3,)}),
    "nn.Conv2dBnAct": ((2, 3, 2), CONV, {"weight_init": (3, 2, 2, 2), "bias_init": (3,)}),
    "nn.Dense": ((2, 3), {}, {"weight_init": (3, 2), "bias_init": (3,)}),
    "nn.DenseBnAct": ((2, 3), {}, {"weight_init": (3, 2), "bias_init": (3,)}),
    "nn.DenseThor": ((2, 3), {}, {"weight_init": (3, 2), "bias_init": (3,)}),
    "nn.BiDense": ((2, 3, 4), {}, {"weight_init": (4, 2, 3), "bias_init": (4,)}),
    "nn.Embedding": ((4, 3), {}, {"embedding_table": (4, 3)}),
    "nn.EmbeddingThor": ((4, 3), {}, {"embedding_table": (4, 3)}),
    "nn.EmbeddingLookup": ((4, 3), {}, {"param_init": (4, 3)}),
    "nn.MultiFieldEmbeddingLookup": ((4, 3, 2), {}, {"param_init": (4, 3)}),
    "nn.PReLU": ((3,), {}, {"w": (3,)}),
    "nn.LayerNorm": (((3,),), {}, {"gamma_init": (3,), "beta_init": (3,)}),
    "nn.GroupNorm": ((1, 3), {}, {"gamma_init": (3,), "beta_init": (3,)}),
    "nn.SyncBatchNorm": ((3,), {}, BATCH),
    **{f"nn.BatchNorm{axes}d": ((3,), {}, BATCH) for axes in (1, 2, 3)},
    **{f"nn.InstanceNorm{axes}d": ((3,), {}, {"gamma_init": (3,), "beta_init": (3,)}) for axes in (1, 2, 3)},
    "mint.nn.Embedding": ((4, 3), {}, {"_weight": (4, 3)}),
    "mint.nn.PReLU": ((), {}, {"init": (1,)}),
}


def initializers(ms):
    return importlib.import_module(f"{ms.__name__}.common.initializer")


def delayed(ms, shape, dtype="float32"):
    return initializers(ms).initializer("ones", shape, getattr(ms, dtype))


VALUES = {
    "str": lambda ms, shape: "ones",
    "float": lambda ms, shape: 0.5,
    "int": lambda ms, shape: 2,
    "bool": lambda ms, shape: True,
    "numpy float": lambda ms, shape: np.float32(0.5),
    "initializer": lambda ms, shape: initializers(ms).Constant(3.0),
    "class": lambda ms, shape: initializers(ms).One,
    "Tensor": lambda ms, shape: ms.Tensor(np.arange(np.prod(shape), dtype=np.float32).reshape(shape)),
    "float16 Tensor": lambda ms, shape: ms.Tensor(np.ones(shape, np.float16)),
    "float64 Tensor": lambda ms, shape: ms.Tensor(np.ones(shape, np.float64)),
    "delayed": delayed,
    "delayed float16": lambda ms, shape: delayed(ms, shape, "float16"),
    "delayed normal": lambda ms, shape: initializers(ms).initializer("normal", shape, ms.float32),
    "delayed Tensor": lambda ms, shape: ms.Tensor(shape=shape, dtype=ms.float32, init=initializers(ms).Normal(0.5)),
    "delayed of another shape": lambda ms, shape: delayed(ms, (*shape, 2)),
    "Parameter": lambda ms, shape: ms.Parameter(ms.Tensor(np.ones(shape, np.float32)), name="given"),
    "delayed Parameter": lambda ms, shape: ms.Parameter(delayed(ms, shape), name="given"),
    "array": lambda ms, shape: np.ones(shape, np.float32),
    "list": lambda ms, shape: np.ones(shape).tolist(),
    "None": lambda ms, shape: None,
    "no name": lambda ms, shape: "nope",
}


def weights(ms, name, argument, value):
    args, options, shapes = LAYERS[name]
    owner = ms
    for part in name.split("."):
        owner = getattr(owner, part)
    ms.set_seed(5)
    try:
        cell = owner(*args, **{**options, argument: VALUES[value](ms, shapes[argument])})
    except Exception as error:
        return next(kind for kind in type(error).__mro__ if kind.__module__ == "builtins")
    return {  # a Parameter that was given is one of the cell's, too, and of Embedding's under its name for it
        path: (p.name, p.shape, str(p.dtype), p.requires_grad, p.asnumpy().tobytes())
        for path, p in cell.parameters_and_names()
        if path != "init_tensor"
    }


CALLS = [
    (name, argument, value)
    for name, (_, _, shapes) in LAYERS.items()
    for argument in shapes
    for value in VALUES
    # MindSpore's mint.nn.PReLU reads memory there that nothing was written to.
    if name != "mint.nn.PReLU" or not value.startswith("delayed") or value == "delayed Parameter"
]


@pytest.mark.parametrize(("name", "argument", "value"), CALLS)
def test_layer(name, argument, value) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = weights(mindspore, name, argument, value)
    assert weights(msshim, name, argument, value) == theirs


def holder(ms):
    class Holder(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.mat = delayed(ms, (4,))

        def construct(self, x):
            return x + self.mat

    return Holder()


def test_attribute_of_a_cell() -> None:
    """It stays without data until it is asked for, and then it is the cell's tensor as any other."""
    seen = []
    for ms in (mindspore, msshim):
        cell, other = holder(ms), holder(ms)
        found = [cell.mat.has_init, list(cell.state_dict()), list(cell.get_parameters()), cell.mat.shape]
        found += [cell.mat.asnumpy().tolist(), cell.mat.has_init, copy.deepcopy(other.mat).has_init]
        other.mat.init_data()
        found += [other(ms.Tensor(np.zeros(4, np.float32))).asnumpy().tolist()]
        other.mat = delayed(ms, (2,))
        found += [other.mat.has_init, other.mat.set_dtype(ms.float16) == ms.float16, str(other.mat.dtype)]
        other.mat = 3
        seen.append([*found, other.mat])
    assert seen[0] == seen[1]


def test_what_torch_moves() -> None:
    cell = holder(msshim)
    cell.to("meta")
    assert cell.mat.has_init
    cell.mat.init_data()
    assert cell.double().mat.dtype == msshim.float64
    assert dict(cell.named_buffers())["mat"] is cell.mat._t
    assert pickle.loads(pickle.dumps(delayed(msshim, (2,)))).asnumpy().tolist() == [1, 1]


def test_buffer() -> None:
    for ms in (mindspore, msshim):
        cell = ms.nn.Cell()
        cell.register_buffer("held", delayed(ms, (2,)))
        assert cell.held.has_init and cell.held.asnumpy().tolist() == [1, 1]
