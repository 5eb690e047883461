"""`c_transforms` and `py_transforms`, which MindSpore 2.0 made one module: old names for the classes of now.

Source: the interfaces of mindspore.dataset.vision and transforms of 1.10.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

from msshim._src.factory.registry import get, module_of
from msshim._src.tables import load

_Init = Callable[..., None]


def _of_c(cls: Any) -> dict[str, _Init]:
    def decode(self: Any, rgb: bool = True) -> None:
        cls.__init__(self)

    return {"Decode": decode}


def _of_python(cls: Any) -> dict[str, _Init]:
    def decode(self: Any) -> None:
        cls.__init__(self, to_pil=True)

    def normalize(self: Any, mean: Any, std: Any) -> None:
        cls.__init__(self, mean, std, is_hwc=False)

    def normalize_pad(self: Any, mean: Any, std: Any, dtype: str = "float32") -> None:
        cls.__init__(self, mean, std, dtype, is_hwc=False)

    def cut_out(self: Any, length: int, num_patches: int = 1) -> None:
        cls.__init__(self, length, num_patches, is_hwc=False)

    def to_type(self: Any, output_type: Any) -> None:
        cls.__init__(self, output_type)

    return {
        "Decode": decode,
        "Normalize": normalize,
        "NormalizePad": normalize_pad,
        "CutOut": cut_out,
        "ToType": to_type,
    }


_RENAMED = {"OneHotOp": "OneHot", "Cutout": "CutOut"}


@cache
def _old(namespace: str, in_python: bool, name: str) -> Any:
    """A class as it was: the present one, or a subclass of it that takes the arguments of old."""
    cls = get(namespace, _RENAMED.get(name, name))
    init = (_of_python if in_python else _of_c)(cls).get(name) if namespace == "dataset.vision" else None
    return cls if init is None else type(name, (cls,), {"__init__": init, "__doc__": cls.__doc__})


def module(path: str) -> tuple[Callable[[str], Any], list[str]]:
    """`__getattr__` and `__all__` of an old module, such as ``dataset.vision.c_transforms``; says that it is old."""
    namespace, _, name = path.rpartition(".")
    warnings.warn(
        f"mindspore.{path} is gone since MindSpore 2.0; mindspore.{namespace} has its transforms.",
        DeprecationWarning,
        stacklevel=3,
    )
    names = {*load.index(namespace), *(old for old, now in _RENAMED.items() if now in load.index(namespace))}

    def __getattr__(asked: str) -> Any:
        if asked in names:
            return _old(namespace, name == "py_transforms", asked)
        raise AttributeError(f"module {module_of(path)!r} has no attribute {asked!r}")

    return __getattr__, sorted(names)
