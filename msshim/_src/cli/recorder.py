"""Runs a program and keeps what each Cell gives, for `msshim verify`: ``python recorder.py SIDE FOLDER MOST SCRIPT …``.

It needs numpy and MindSpore (SIDE ``mindspore``) or msshim (SIDE ``msshim``), and is run by its path, so that an
environment that has only MindSpore can run it.
"""

from __future__ import annotations

import sys

_HERE = sys.path.pop(0)  # the folder of this file, whose modules would hide Python's own

import atexit  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import random  # noqa: E402
import runpy  # noqa: E402
from collections import Counter  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import numpy as np  # noqa: E402

_VALUES = 1 << 18
"""The most values of one array that are kept; of a larger one every k-th."""


class Recorder:
    """Keeps the first outputs of cells, in the order in which the cells end, as ``0.npy`` … and ``outputs.json``."""

    def __init__(self, side: str, folder: Path, most: int) -> None:
        self.side, self.folder, self.most = side, folder, most
        self.depth = 0
        self.names: dict[int, str] = {}
        self.roots: dict[int, str] = {}
        self.alive: list[Any] = []  # so that no other cell gets the id of one that is known
        self.started: set[int] = set()
        self.calls: Counter[str] = Counter()
        self.kept: list[dict[str, Any]] = []
        self.other_start: list[str] = []

    def call(self, plain: Any, cell: Any, args: Any, kwargs: Any) -> Any:
        """Call a cell as `plain` does, and keep what it gives; of an outermost one also what it is given."""
        if self.depth == 0:
            self.enter(cell)
            self.keep(cell, "inputs", [*args, *kwargs.values()])
        self.depth += 1
        try:
            found = plain(cell, *args, **kwargs)
        finally:
            self.depth -= 1
        self.keep(cell, "output", found)
        return found

    def enter(self, root: Any) -> None:
        """Learn the names of a net's cells; at its first call both sides take the same weights."""
        if id(root) not in self.roots:
            self.roots[id(root)] = f"{type(root).__name__}{len(self.roots) or ''}"
            self.alive.append(root)
            self.share_weights(root, self.folder.parent / "weights" / self.roots[id(root)])
        for name, cell in root.cells_and_names():
            self.names[id(cell)] = ".".join(filter(None, (self.roots[id(root)], name)))

    def share_weights(self, root: Any, folder: Path) -> None:
        """Keep a net's first weights, MindSpore's, or take over what was kept."""
        parameters = list(root.parameters_and_names())
        if self.side == "mindspore":
            folder.mkdir(parents=True)
            for i, (_, parameter) in enumerate(parameters):
                np.save(folder / f"{i}.npy", _array(parameter), allow_pickle=False)
            (folder / "names.json").write_text(json.dumps([name for name, _ in parameters]))
        elif folder.is_dir():
            import mindspore

            there = {name: i for i, name in enumerate(json.loads((folder / "names.json").read_text()))}
            for name, parameter in parameters:
                if name in there and id(parameter) not in self.started:
                    value = np.load(folder / f"{there[name]}.npy", allow_pickle=False)
                    if value.shape == tuple(parameter.shape) and not np.array_equal(value, _array(parameter)):
                        self.other_start.append(f"{self.roots[id(root)]}.{name}")
                        parameter.set_data(mindspore.Tensor(value, parameter.dtype))
        self.started |= {id(parameter) for _, parameter in parameters}

    def keep(self, cell: Any, kind: str, values: Any) -> None:
        """Write the tensors that a cell was given or gave."""
        path = self.names.get(id(cell), f"{type(cell).__name__}, not part of the net")
        key = f"{kind} of {path}"
        self.calls[key] += 1
        for i, value in enumerate(_tensors(values)):
            if len(self.kept) >= self.most:
                return
            array = _array(value)
            flat = array.reshape(-1)
            np.save(self.folder / f"{len(self.kept)}.npy", flat[:: -(-flat.size // _VALUES) or 1], allow_pickle=False)
            facts = {"path": path, "class": type(cell).__name__, "kind": kind, "call": self.calls[key], "value": i}
            self.kept.append({**facts, "shape": list(array.shape), "dtype": str(value.dtype)})

    def close(self) -> None:
        """Write what was kept."""
        document = {"values": self.kept, "other_start": self.other_start}
        (self.folder / "outputs.json").write_text(json.dumps(document))


def _tensors(values: Any) -> Any:
    """The tensors in tuples, lists and dicts, in order."""
    if hasattr(values, "asnumpy"):
        yield values
    elif isinstance(values, dict):
        yield from _tensors(list(values.values()))
    elif isinstance(values, (tuple, list)):
        for value in values:
            yield from _tensors(value)


def _array(value: Any) -> Any:
    """A tensor's values, in a dtype that a file can have."""
    if str(value.dtype) == "BFloat16":
        value = value.float()
    array = value.asnumpy()
    return array if array.dtype.kind in "biufc" else array.astype(np.float32)


def _run_eagerly() -> None:
    """Let MindSpore's `jit` and graph mode give functions and cells as they are: compiled cells call no Python."""
    import mindspore

    compiled, set_context = mindspore.jit, mindspore.set_context

    def jit(function: Any = None, *args: Any, **kwargs: Any) -> Any:
        return function if callable(function) else lambda function: function

    def eager_context(**kwargs: Any) -> None:
        set_context(**{**kwargs, **({"mode": mindspore.PYNATIVE_MODE} if "mode" in kwargs else {})})

    there = [module for name, module in sys.modules.items() if name.partition(".")[0] == "mindspore"]
    for module in there:
        for name, old, new in (("jit", compiled, jit), ("set_context", set_context, eager_context)):
            if vars(module).get(name) is old:
                setattr(module, name, new)


def main() -> None:
    """Run the program that the command line names."""
    side, folder, most, script, *arguments = sys.argv[1:]
    if side == "msshim":
        import msshim

        msshim.install_as_mindspore()
    import mindspore

    if side == "mindspore":
        _run_eagerly()
    random.seed(0)
    np.random.seed(0)
    mindspore.set_seed(1)
    recorder = Recorder(side, Path(folder), int(most))
    atexit.register(recorder.close)
    cell: Any = mindspore.nn.Cell
    plain = cell.__call__
    cell.__call__ = lambda self, *args, **kwargs: recorder.call(plain, self, args, kwargs)
    sys.argv = [script, *arguments]
    sys.path.insert(0, os.path.dirname(os.path.abspath(script)))
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    main()
