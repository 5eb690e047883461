"""The transforms of a map as JSON, and back. Source: the nodes of minddata's transforms of 2.10, `to_json` of each.

A transform in its native form is its attributes, with floats rounded to float32 and choices as the numbers that C++ has
for them; one in Python names its module. Functions of programs are named alone, and do not come back.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.kinds import (
    AutoAugmentPolicy,
    Border,
    ConvertMode,
    ImageBatchFormat,
    Implementation,
    Inter,
    Relational,
    SliceMode,
)
from msshim._src.data.transforms.compound import Compose, FuncWrapper, RandomApply, RandomChoice, decided
from msshim._src.data.tree import sounds, texts
from msshim._src.data.tree.values import NUMBERS, from_tensor, plain, tensor, written

C, PY = Implementation.C, Implementation.PY
_VISION, _TRANSFORMS = "mindspore.dataset.vision.transforms", "mindspore.dataset.transforms.transforms"
_FUNCTIONS = "mindspore.dataset.transforms.py_transforms_util"
_CHOICES: dict[str, type[Enum]] = {
    "interpolation": Inter, "resample": Inter, "padding_mode": Border, "slice_mode": SliceMode, "operator": Relational,
    "convert_mode": ConvertMode, "image_batch_format": ImageBatchFormat,
}  # fmt: skip
"""Which attributes are choices; a `policy` is one of AutoAugment alone."""
_DTYPES = (
    *("bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"),
    *("float16", "float32", "float64"),
)
_FLOATS = """
    brightness_factor contrast_factor hue_factor saturation_factor sharpness_factor gamma gain cutoff sigma mean std
    rescale shift prob degrees degree center translate scale shear ratio brightness contrast saturation hue alpha value
"""
_ON_DEVICES = """
    AdjustBrightness AdjustHue AdjustSaturation AdjustSharpness AutoContrast ConvertColor Equalize GaussianBlur Invert
    Normalize Posterize Solarize Affine Crop Erase HorizontalFlip Pad Perspective Resize ResizedCrop Rotate VerticalFlip
    Decode
"""
"""The transforms of which MindSpore writes where they run."""
_NAMES = {"HWC2CHW": "HwcToChw", "ToType": "TypeCast"}
_EXACT = frozenset(("OneHot",))  # whose float is a double
_BARE = frozenset(("Slice", "Duplicate", "Unique", "HwcToChw"))
_PARAMETERS: dict[str, Callable[[Any], dict[str, Any] | None]] = {
    "msshim.dataset.audio": sounds.parameters, "msshim.dataset.text": texts.parameters,
}  # fmt: skip
"""Who knows the parameters of the transforms of a module."""


# To JSON


def described(operations: Iterable[Any]) -> list[dict[str, Any]]:
    """What a map calls; those in Python that follow each other are one."""
    found: list[dict[str, Any]] = []
    python: list[Any] = []
    before = C
    for one in decided(operations):
        form = PY if isinstance(one, FuncWrapper) else one.implementation
        form = (PY if before is PY else C) if form is None else form
        if form is PY:
            python.append(one)
        else:
            found += _in_python(python)
            python = []
            found.append(_native(one))
        # A function of a program is called from C++, though it stands among those in Python.
        before = C if isinstance(one, FuncWrapper) else form
    return found + _in_python(python)


def _in_python(operations: list[Any]) -> list[dict[str, Any]]:
    if len(operations) < 2:
        return [_python(one) for one in operations]
    params: dict[str, Any] = {"device_target": "CPU", "implementation": 1, "output_type": "float64"}
    if not any(map(_is_random, operations)):
        params["random"] = False
    return [_called(Compose, {**params, "transforms": [_python(one) for one in operations]}, _TRANSFORMS)]


def _native(transform: Any) -> dict[str, Any]:
    kind = type(transform).__name__
    if kind == "ToNumpy":
        return _python(transform)
    name = _NAMES.get(kind, kind)
    if name in _BARE:
        return {"tensor_op_name": name, "tensor_op_params": None}
    of_media = _PARAMETERS.get(type(transform).__module__)
    if of_media is not None:
        return {"tensor_op_name": name, "tensor_op_params": of_media(transform)}
    values = {key: value for key, value in vars(transform).items() if not key.startswith("_")}
    values.pop("implementation", None)
    special = _SPECIAL.get(kind)
    if special is not None:
        params: Any = special(values)
    elif isinstance(transform, (RandomApply, RandomChoice)):
        params = {"transforms": [_native(one) for one in transform.transforms]}
        params |= {"prob": transform.prob} if isinstance(transform, RandomApply) else {}
    else:
        floats = () if kind in _EXACT else ("threshold",) if kind == "Solarize" else _FLOATS.split()
        params = {key: written(key, value, key in floats) for key, value in values.items() if key != "device_target"}
    if kind in _ON_DEVICES.split():
        params["device_target"] = transform.device_target
    return {"tensor_op_name": name, "tensor_op_params": params}


def _python(transform: Any) -> dict[str, Any]:
    if isinstance(transform, FuncWrapper):
        function = transform.transform
        name = getattr(function, "__name__", None) if inspect.isfunction(function) else type(function).__name__
        return {"python_module": _FUNCTIONS, "tensor_op_name": name or type(function).__name__}
    params: dict[str, Any] = {"implementation": 1, "output_type": "float64", "transforms": []}
    params |= {key: plain(value) for key, value in vars(transform).items() if not key.startswith("_")}
    kind = type(transform).__name__
    if not _is_random(transform) and kind != "Decode":
        params["random"] = False
    if hasattr(transform, "device_target"):
        params["device_target"] = transform.device_target
    if kind == "Resize":
        size = params.pop("size")
        params |= {"c_size": [size] if isinstance(size, int) else size, "py_size": size}
    inner = [_python(one) for one in getattr(transform, "transforms", ())]
    module = _TRANSFORMS if inner else _VISION
    return _called(type(transform), {**params, "transforms": inner, "output_type": "float64"}, module)


def _is_random(transform: Any) -> bool:
    return type(transform).__name__.startswith("Random")


def _called(kind: type, params: dict[str, Any], module: str) -> dict[str, Any]:
    return {"python_module": module, "tensor_op_name": kind.__name__, "tensor_op_params": params}


_SPECIAL: dict[str, Callable[[dict[str, Any]], Any]] = {
    "AdjustContrast": lambda values: dict.fromkeys(
        ("contrast_factor", "device_target"), float(np.float32(values["contrast_factor"]))  # as MindSpore has it
    ),
    "Crop": lambda values: {"coordinates": list(values["coordinates"])[::-1], "size": list(values["size"])},
    "Decode": lambda values: {"rgb": True},
    "Fill": lambda values: tensor(values["fill_value"]),
    "Mask": lambda values: {
        "op": NUMBERS[Relational].index(values["operator"]),
        "constant": tensor(values["constant"]),
        "dtype": _DTYPES.index(plain(values["dtype"])) + 1,
    },
    "PadEnd": lambda values: {
        "pad_shape": list(values["pad_shape"]),
        "pad_value": tensor(0 if values["pad_value"] is None else values["pad_value"]),
    },
    "RandomPosterize": lambda values: {
        "bits": [values["bits"]] * 2 if isinstance(values["bits"], int) else list(values["bits"])
    },
    "Rotate": lambda values: {
        ("degree" if key == "degrees" else key): written(key, value, key in ("degrees", "center"))
        for key, value in values.items()
        if key != "device_target"
    },
}  # fmt: skip


# Back


def restored(operations: Any) -> list[Any]:
    """The transforms of a map. Raises Refused for what is none, or a function of a program."""
    if not isinstance(operations, list):
        raise Refused(f"The operations of a map must be a list, but are {operations!r}.")
    return [_restored(one) for one in operations]


def _restored(source: Any) -> Any:
    if not isinstance(source, dict) or "tensor_op_name" not in source:
        raise Refused(f"Failed to find tensor_op_name in {source!r}.")
    if "tensor_op_params" not in source:
        raise Refused(
            f"Failed to find tensor_op_params of {source['tensor_op_name']!r}: a function does not come back."
        )
    name, params = str(source["tensor_op_name"]), source["tensor_op_params"] or {}
    in_python = "python_module" in source
    try:
        if name in texts.BACK:
            return texts.restored(name, params)
        kind = _class(_back.get(name, name))
        inner = [_restored(one) for one in params.get("transforms", ())]
        if inner:
            return kind(inner, params["prob"]) if "prob" in params else kind(inner)
        made: Any = object.__new__(kind)
        vars(made).update(_attributes(kind.__name__, params, in_python))
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Refused(f"The parameters of {name} are not those of one: {error!r}.") from None
    if in_python:
        made.implementation = Implementation(params.get("implementation", PY))
    return made


_back = {"HwcToChw": "HWC2CHW"}
_OF_BASE = ("implementation", "output_type", "random", "transforms", "device_target", "c_size", "py_size")


def _class(name: str) -> Any:
    for module in ("msshim.dataset.vision", "msshim.dataset.transforms"):
        found = importlib.import_module(module)
        if name in found.__all__ and name != "Slice":  # of which MindSpore does not write what it takes
            return getattr(found, name)
    raise Refused(f"Invalid data, unsupported operation: {name}")


def _attributes(kind: str, params: dict[str, Any], in_python: bool) -> dict[str, Any]:
    """The attributes of a transform with these parameters."""
    if kind == "Fill":
        return {"fill_value": from_tensor(params)}
    if kind == "Mask":
        constant, dtype = from_tensor(params["constant"]), _DTYPES[params["dtype"] - 1]
        return {"operator": NUMBERS[Relational][params["op"]], "constant": constant, "dtype": dtype}
    if kind == "PadEnd":
        return {"pad_shape": list(params["pad_shape"]), "pad_value": from_tensor(params["pad_value"])}
    if kind == "Decode":
        return {"to_pil": bool(params.get("to_pil"))}
    if "py_size" in params:
        params = {**params, "size": params["py_size"]}
    keys = [key for key in params if key not in _OF_BASE or (key == "output_type" and kind == "ToTensor")]
    found = {
        ("degrees" if (kind, key) == ("Rotate", "degree") else key): _from(kind, key, params[key], in_python)
        for key in keys
    }
    if kind == "Crop":
        found["coordinates"] = found["coordinates"][::-1]
    if kind == "ToTensor":
        found["implementation"] = C
    return found


def _from(kind: str, key: str, value: Any, in_python: bool) -> Any:
    choice = AutoAugmentPolicy if (kind, key) == ("AutoAugment", "policy") else _CHOICES.get(key)
    if choice is not None:
        return choice(value) if in_python else NUMBERS[choice][value]
    if isinstance(value, list):
        if key == "size" and len(value) == 1:
            return value[0]
        return tuple(_from(kind, "", one, in_python) for one in value)
    return value
