"""`get_activation`: an activation cell by its name. Source: mindspore.nn.get_activation of 2.10."""

from __future__ import annotations

from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.factory.registry import get
from msshim._src.tables import load, missing

_NAMES = {
    "softmin": "Softmin", "softmax": "Softmax", "softmax2d": "Softmax2d", "logsoftmax": "LogSoftmax",
    "logsoftmaxExt": "LogSoftmaxExt", "relu": "ReLU", "relu6": "ReLU6", "rrelu": "RReLU", "silu": "SiLU",
    "tanh": "Tanh", "tanhshrink": "Tanhshrink", "hardtanh": "Hardtanh", "gelu": "GELU", "fast_gelu": "FastGelu",
    "elu": "ELU", "sigmoid": "Sigmoid", "softsign": "Softsign", "prelu": "PReLU", "preluExt": "PReLUExt",
    "leakyrelu": "LeakyReLU", "hswish": "HSwish", "hsigmoid": "HSigmoid", "logsigmoid": "LogSigmoid",
    "softshrink": "SoftShrink", "hshrink": "HShrink", "threshold": "Threshold", "mish": "Mish",
}  # fmt: skip


def get_activation(name: str | None, prim_name: str | None = None) -> Cell | None:
    """A new activation cell, e.g. ``nn.ReLU()`` for ``'relu'``; None for None.

    Raises:
        KeyError: There is none of that name.
        NotImplementedError: msshim does not have it yet.
    """
    if name is None:
        return None
    if name not in _NAMES:
        who = f"For '{prim_name}', the" if prim_name else "The"
        raise KeyError(f"{who} 'name' must be one of {sorted(_NAMES)}, but got {name!r}.")
    if _NAMES[name] not in load.index("nn"):
        raise NotImplementedError(missing.message("nn", _NAMES[name]))
    made: Cell = get("nn", _NAMES[name])()
    return made


def __getattr__(name: str) -> Any:
    if name == "_activation":
        return {name: get("nn", kind) for name, kind in _NAMES.items() if kind in load.index("nn")}
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
