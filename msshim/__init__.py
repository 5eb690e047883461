"""What `import mindspore as ms` offers, on torch.

`to_torch` and `from_torch` cross over without a copy; everything else is MindSpore's.
"""

from __future__ import annotations

import importlib
from typing import Any

from msshim.core import dtype
from msshim.core.creation import from_numpy, is_tensor, tensor
from msshim.core.dtype import *  # noqa: F403
from msshim.core.interop import to_handles as from_torch
from msshim.core.interop import to_torch
from msshim.core.parameter import Parameter, ParameterTuple
from msshim.core.random import get_seed, set_seed
from msshim.core.tensor import Tensor
from msshim.factory import methods as _methods
from msshim.tables import missing as _missing

__version__ = "0.1.0"

_MODULES = ("nn", "ops", "common", "mint", "numpy")
__all__ = [
    "Parameter",
    "ParameterTuple",
    "Tensor",
    "dtype",
    "from_numpy",
    "from_torch",
    "get_seed",
    "install_as_mindspore",
    "is_tensor",
    "set_seed",
    "tensor",
    "to_torch",
]
__all__ += dtype.__all__

_methods.install()


def install_as_mindspore() -> None:
    """Answer to `import mindspore` in this process, with the modules that msshim has.

    Raises:
        ImportError: The real mindspore is imported already.
    """
    import sys

    if getattr(sys.modules.get("mindspore"), "__name__", __name__) != __name__:
        raise ImportError("msshim.install_as_mindspore(): the real mindspore is imported already; call this first.")
    modules = [f".{name}" for name in _MODULES]
    modules += [".common.initializer", ".common.dtype"]
    modules += [".mint.nn", ".mint.nn.functional", ".mint.linalg", ".mint.special"]
    for name in ("", *modules):
        module = dtype if name == ".common.dtype" else importlib.import_module(__name__ + name)
        sys.modules["mindspore" + name] = module


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    if _missing.is_missing("", name):
        raise NotImplementedError(_missing.message("", name))
    raise AttributeError(f"module 'msshim' has no attribute {name!r}, and neither has mindspore")


def __dir__() -> list[str]:
    return [*__all__, *_MODULES]
