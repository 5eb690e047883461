"""The coverage that `info` and docs/api print: its denominator is what the real MindSpore has, asked live."""

import importlib
import types
from pathlib import Path

import mindspore
import pytest

from msshim._src.tables import docs, load, public

INNER = {
    "ops.composite.multitype_ops": "operators of graphs",
    "experimental": "MapParameter alone, hash tables",
    "graph": "custom passes of the graph compiler",
    "tools": "debugging of graphs",
    "dataset.debug": "hooks of the pipeline's debugger",
    "dataset.engine.obs": "MindRecord files in a cloud",
    "hal": "names of the top, and of Ascend",
    "nn.probability.bnn_layers": "not in the manual",
    "parallel.distributed": "one wrapper",
    "profiler.platform": "details of the profiler",
}
"""Packages of MindSpore whose names are not counted, each with what it holds."""


def module(path: str) -> types.ModuleType:
    return importlib.import_module(f"mindspore.{path}".removesuffix(".mindspore"))


def names(path: str) -> set[str]:
    """The public names of a module of the real one, without modules."""
    real = module(path)
    listed = getattr(real, "__all__", None)
    found = {name for name in listed or vars(real) if not name.startswith("_") and hasattr(real, name)}
    kept = {name for name in found if not isinstance(getattr(real, name), types.ModuleType) and name.isidentifier()}
    if listed is None:
        kept = {name for name in kept if str(getattr(getattr(real, name), "__module__", "")).startswith("mindspore")}
    return kept


def counted(path: str) -> set[str]:
    return {*public.there(path), *public.lacking(path)} if path in public.namespaces() else set()


@pytest.mark.parametrize("path", [name for name in public.namespaces() if name not in ("Tensor", "numpy.fft")])
def test_every_public_name_is_counted_once(path: str) -> None:
    """numpy.fft has no `__all__`; Tensor is in test_names."""
    there, lacking = public.there(path), public.lacking(path)
    assert not {*there} & {*lacking}
    assert names(path) - counted(path) == set()
    real = module(path)
    assert [name for name in counted(path) if not hasattr(real, name)] == []


def test_every_public_package_is_counted() -> None:
    """Its names are counted below its path, or below one above it; else it is a known inner one."""
    left_out = set()
    root = Path(mindspore.__path__[0])
    for file in sorted(root.glob("*/**/__init__.py")):
        path = ".".join(file.parent.relative_to(root).parts)
        if any(part.startswith("_") or part in ("include", "lib", "ops_generate") for part in path.split(".")):
            continue
        try:
            listed = getattr(module(path), "__all__", None)
        except ImportError:
            continue
        above, parts = set(counted("mindspore")), path.split(".")
        for depth in range(len(parts)):
            above |= counted(".".join(parts[: depth + 1]))
        if listed and names(path) - above:
            left_out.add(path)
    assert left_out == INNER.keys()


def test_the_sum_is_the_sum() -> None:
    *lines, (name, have, all_) = docs.coverage()
    assert name == "all" and have == sum(line[1] for line in lines) and all_ == sum(line[2] for line in lines)
    assert {line[0] for line in lines} >= {"dataset.vision", "dataset.text", "dataset.audio", "dataset.transforms"}
    assert {line[0]: line[1] for line in lines}["nn"] == len(load.index("nn"))
