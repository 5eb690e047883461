"""Bad and borderline calls of the cells: the real MindSpore is asked, and msshim must refuse with the same class.

msshim may refuse earlier (at construction what MindSpore refuses at the call), and runs what a deviation of the row
says. Each line is one call: a cell, its arguments, and the input's shape and dtype.
"""

from operator import attrgetter
from typing import Any

import mindspore
import numpy as np
import pytest
from raising import raises
from rows import all_rows

import msshim
from msshim._src.tables import load

POOLS = [f"{kind}Pool{n}d" for kind in ("Max", "Avg") for n in (1, 2, 3)]
AXES = {name: int(name[-2]) for name in POOLS}
BASE = {name: {"kernel_size": 2, "stride": 2} for name in POOLS} | {
    **{f"BatchNorm{n}d": {"num_features": 4} for n in (1, 2, 3)},
    "LayerNorm": {"normalized_shape": (4,)},
    "GroupNorm": {"num_groups": 2, "num_channels": 4},
    "Dense": {"in_channels": 4, "out_channels": 3},
    "Embedding": {"vocab_size": 5, "embedding_size": 3},
    "Dropout": {"p": 0.5},
    "Threshold": {"threshold": 0.5, "value": 1},
}
SHAPE = {"BatchNorm1d": (4, 4), "LayerNorm": (2, 3, 4), "Dense": (2, 4), "Embedding": (2, 3)}
NUMBERS = [0, -1, True, 2.0, "2", None]
VALUES = {
    **{(name, "kernel_size"): [*NUMBERS, [2], (), (0,) * n, (2,) * n, (2,) * (n + 1)] for name, n in AXES.items()},
    **{(name, "stride"): [*NUMBERS, (2,), (1, 1)] for name in POOLS},
    **{(name, "pad_mode"): ["Same", "VALID", "PAD", "full", None, 1] for name in POOLS},
    **{(name, "padding"): [0, 1, -1, False, True, 1.0, None, "1", (), (0,), [1], (0,) * 4, (-1,)] for name in POOLS},
    **{(name, "ceil_mode"): [True, 1, 0, None] for name in POOLS},
    **{(name, "return_indices"): [True, 1, None] for name in POOLS if name[0] == "M"},
    **{(name, "dilation"): [1, 2, 0, -1, (1,), (2, 1), [2], True, None] for name in POOLS if name[0] == "M"},
    **{(name, "count_include_pad"): [False, 0, 1, None] for name in POOLS if name[0] == "A"},
    **{(f"AvgPool{n}d", "divisor_override"): [1, 0, -1, 2.0, True, "a"] for n in (2, 3)},
    **{(name, "data_format"): ["NHWC", "nchw", None] for name in ("MaxPool2d", "AvgPool2d", "BatchNorm2d")},
    **{(f"BatchNorm{n}d", "num_features"): [0, -1, True, 4.0, "4", None, 5] for n in (1, 2, 3)},
    **{(f"BatchNorm{n}d", "eps"): [0.0, 1, 2.0, -1.0, "a", None, 1e-3] for n in (1, 2, 3)},
    **{(f"BatchNorm{n}d", "momentum"): [0, 1, -0.1, 1.1, "a", None] for n in (1, 2, 3)},
    **{(f"BatchNorm{n}d", "affine"): [1, None, "a"] for n in (1, 2, 3)},
    **{(f"BatchNorm{n}d", "gamma_init"): ["bogus", 2, None] for n in (1, 2, 3)},
    **{(f"BatchNorm{n}d", "use_batch_statistics"): [True, False, 1, "a"] for n in (1, 2, 3)},
    ("LayerNorm", "normalized_shape"): [4, (), [], [4], (3, 4), (5,), (0,), (4.0,), None],
    ("LayerNorm", "begin_norm_axis"): [-3, -2, -1, 0, 1, 2, 3, 1.0, True, None],
    ("LayerNorm", "begin_params_axis"): [-3, -2, -1, 0, 1, 2, 3, 1.0, True, None],
    ("LayerNorm", "epsilon"): [1, 0.5, "a", None],
    ("GroupNorm", "num_groups"): [*NUMBERS, 3, 8],
    ("GroupNorm", "num_channels"): [*NUMBERS, 6],
    ("GroupNorm", "eps"): [1, "a", None],
    ("GroupNorm", "affine"): [1, None],
    ("Dense", "in_channels"): [*NUMBERS, 5],
    ("Dense", "out_channels"): NUMBERS,
    ("Dense", "has_bias"): [1, None],
    ("Dense", "activation"): ["relu", "ReLU", "bogus", 1],
    ("Dense", "weight_init"): ["ones", "bogus", 2],
    ("Embedding", "vocab_size"): [5.0, True, "a", None],
    ("Embedding", "embedding_size"): [5.0, True, "a", None],
    ("Embedding", "use_one_hot"): [1, None],
    ("Embedding", "embedding_table"): ["bogus", 2],
    ("Embedding", "dtype"): ["float16", "bool_"],
    ("Embedding", "padding_idx"): [0, 4, 5, -1, 1.0, True, "a"],
    ("Dropout", "p"): [0, 1, -0.1, 1.5, True, "a"],
    ("Flatten", "start_dim"): [-5, -4, 0, 3, 4],
    ("Flatten", "end_dim"): [-5, -4, 0, 3, 4],
    ("Softmax", "axis"): [-5, 4, 1.0, True, None, (0,), (), (0, 1), [1]],
    ("Softmin", "axis"): [-5, 4, 1.0, True, None, (0,), (), (0, 1), [1]],
    ("LogSoftmax", "axis"): [-5, 4, 1.0, True, None, (0,)],
    ("GLU", "axis"): [-5, 4, 1.0, True, None, 2],
    **{(name, "alpha"): [1, True, "a", None] for name in ("ELU", "CELU", "LeakyReLU")},
    ("CELU", "alpha"): [0.0, 1, True, None],
    **{(name, "lambd"): [1, "a", None] for name in ("SoftShrink", "HShrink")},
    ("Hardtanh", "min_val"): [1, 2.0, "a", None],
    ("RReLU", "lower"): [1, "a", None, True],
    ("Threshold", "threshold"): ["a", None, True],
    ("Threshold", "value"): ["a", None, True],
    ("GELU", "approximate"): [1, None, "tanh"],
    ("PReLU", "channel"): [*NUMBERS, 3],
    ("PReLU", "w"): [1, None, "a", [0.1], [0.1, 0.2], [1], (0.1,), np.float32(0.5)],
    ("LRN", "depth_radius"): [0, -1, 1.0, True],
    ("LRN", "bias"): [1, None],
    ("LRN", "norm_region"): ["WITHIN_CHANNEL", None],
}  # fmt: skip
DTYPES = ["int32", "bfloat16", "float64"]
WHOLE = {"SeLU", "HSigmoid", "HSwish", "LeakyReLU", "RReLU"}  # whose rows say that integers are refused
CELLS = [row.name for row in all_rows("cell") if row.cases and row.namespace == "nn" and "Conv" not in row.name]
CALLS = [
    *((name, {argument: value}, None, "float32") for (name, argument), values in VALUES.items() for value in values),
    *((name, {"pad_mode": "pad", "padding": v}, None, "float32") for name in POOLS for v in VALUES[name, "padding"]),
    *((name, {"pad_mode": "pad", "padding": 2}, None, "float32") for name in POOLS),
    *((name, {"pad_mode": "pad", "dilation": v}, None, "float32") for name in POOLS[:3] for v in (2, (2,), (0,), [2])),
    *((name, {"kernel_size": 7, "pad_mode": v}, None, "float32") for name in POOLS for v in ("same", "valid", "pad")),
    *((name, {}, (4,) * rank, "float32") for name in BASE if name != "Embedding" for rank in range(1, 7)),
    *((name, {}, None, dtype) for name in CELLS for dtype in DTYPES),
    *(("Embedding", {"use_one_hot": v}, (3,), dtype) for v in (False, True) for dtype in ("int16", "int64", "bool_")),
    ("Embedding", {"use_one_hot": True, "dtype": "float16"}, None, "int32"),
]  # fmt: skip


def run(library, name: str, args, shape, dtype: str):
    """(0 or 1 for 'at construction' or 'at the call', the class of the exception), or (2, the outputs' shapes)."""
    stage = 0
    try:
        args = {key: getattr(library, value) if key == "dtype" else value for key, value in args.items()}
        cell = getattr(library.nn, name)(**{**BASE.get(name, {}), **args})
        stage = 1
        if shape is None:
            rank = int(name[-2]) + 2 if name[-1] == "d" and name[-2].isdigit() else 4
            shape = SHAPE.get(name, (2, 4, *(4,) * (rank - 2)))
        if name == "Embedding" and dtype == "float32":
            dtype = "int32"
        y = cell(library.Tensor(np.ones(shape), getattr(library, dtype)))
        return 2, [(part.shape, str(part.dtype)) for part in (y if isinstance(y, tuple) else (y,))]
    except Exception as error:
        return stage, type(error)


@pytest.mark.parametrize("call", CALLS, ids=lambda c: f"{c[0]}-{c[1]}-{c[2]}-{c[3]}")
def test_refused_with_the_same_class(call) -> None:
    name, args, _, dtype = call
    stage, theirs = run(mindspore, *call)
    mine, ours = run(msshim, *call)
    if stage < 2 and mine == 2:
        said = {dtype} if dtype != "float32" else {"alpha"} & set(args)
        assert said & {word for d in load.row("nn", name).deviations for word in (d.dtype, *d.args)}, theirs
    elif stage == 2 and name in WHOLE and dtype == "int32":
        assert ours is TypeError
    else:
        assert ours == theirs
        assert mine <= stage


@pytest.mark.parametrize("layer", ["nn.CrossEntropyLoss", "nn.NLLLoss", "mint.nn.NLLLoss"])
def test_a_label_out_of_range_is_called_a_label(layer: str) -> None:
    """With MindSpore's class: nn's losses gather, and mint's have a kernel that looks at labels."""

    def call(library: Any) -> None:
        made = attrgetter(layer)(library)()
        made(library.ops.ones((2, 3)), library.Tensor([0, 5], library.int32)).asnumpy()

    with pytest.raises(Exception) as theirs:
        call(mindspore)
    with raises(theirs.type, match="label"):
        call(msshim)


def test_an_axis_out_of_range_is_called_an_axis() -> None:
    with raises(ValueError, match="an axis is out of range"):
        msshim.nn.Softmax(5)(msshim.ops.ones((2, 3)))
