"""The public names of both libraries, by namespace and class."""

import __future__

import importlib
import types

import mindspore
import mindspore.common.initializer
import mindspore.scipy  # which MindSpore itself does not import

import msshim
from msshim._src.factory.registry import module_of
from msshim._src.tables import load

MODULES = ["mindspore", *(name for name in load.namespaces() if name not in ("mindspore", "Tensor", "numpy.fft"))]
CLASSES = {
    "Tensor": (mindspore.Tensor, msshim.Tensor),
    "Cell": (mindspore.nn.Cell, msshim.nn.Cell),
    "dataset.Dataset": (mindspore.dataset.GeneratorDataset, msshim.dataset.GeneratorDataset),
}


def public(module) -> set[str]:
    """What `import *` gives, and the submodules; no names of Python's own `__future__`."""
    values = vars(module)
    modules = [name for name, value in values.items() if isinstance(value, types.ModuleType)]
    features = [name for name, value in values.items() if isinstance(value, __future__._Feature)]
    listed = getattr(module, "__all__", {*values} - {*modules, *features})
    names = {*listed, *(modules if module is mindspore else getattr(module, "_MODULES", ()))}
    return {name for name in names if name.isidentifier() and not name.startswith("_") and hasattr(module, name)}


def ours(namespace: str):
    return importlib.import_module(module_of(namespace))


def theirs(namespace: str):
    return importlib.import_module(module_of(namespace).replace("msshim", "mindspore"))


def absent_members(real: type, ours: type) -> set[str]:
    return {name for name in {*dir(real)} - {*dir(ours)} if not name.startswith("_")}
