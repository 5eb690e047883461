"""`Tree`: the part of a `Cell` that tells what hangs in it: parameters and children, by names and paths, each once.

torch's own modules may stand among the children. Source: mindspore.nn.Cell of 2.10.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.cell.torch_state import Handles

if TYPE_CHECKING:
    from msshim._src.cell.cell import Cell


class Tree(Handles):
    """A module that lists what is in it."""

    # --- parameters

    def _own_parameters(self) -> Iterator[tuple[str, Parameter]]:
        for name in self._params:
            handle = self._parameter(name)
            if handle is not None:
                yield name, handle if isinstance(handle, Parameter) else self._params[name]
        for name, tensor in self._parameters.items():
            if name not in self._params and tensor is not None:
                yield name, Parameter._over(tensor, name)

    def parameters_and_names(self, name_prefix: str = "", expand: bool = True) -> Iterator[tuple[str, Parameter]]:
        """Each parameter once, with its path, e.g. ``('seq.0.weight', Parameter (name=…))``."""
        seen: set[int] = set()
        for path, module in self._walk(set(), name_prefix) if expand else [(name_prefix, self)]:
            for name, parameter in _parameters_of(module, path):
                if id(parameter._p) not in seen:
                    seen.add(id(parameter._p))
                    yield name, parameter

    def get_parameters(self, expand: bool = True) -> Iterator[Parameter]:
        """Each parameter once; `expand=False`: only the cell's own."""
        for _, parameter in self.parameters_and_names(expand=expand):
            yield parameter

    def trainable_params(self, recurse: bool = True) -> list[Parameter]:
        """The parameters with `requires_grad`."""
        return [parameter for parameter in self.get_parameters(recurse) if parameter.requires_grad]

    def untrainable_params(self, recurse: bool = True) -> list[Parameter]:
        """The parameters without `requires_grad`."""
        return [parameter for parameter in self.get_parameters(recurse) if not parameter.requires_grad]

    def parameters_dict(self, recurse: bool = True) -> OrderedDict[str, Parameter]:
        """The parameters by their names (not by their paths)."""
        return OrderedDict((parameter.name, parameter) for parameter in self.get_parameters(recurse))

    def parameters_broadcast_dict(self, recurse: bool = True) -> OrderedDict[str, Parameter] | None:
        """The parameters that data parallel training shares, by name; None where there are none."""
        shared = {n: p for n, p in self.parameters_dict(recurse).items() if not p.layerwise_parallel}
        return OrderedDict(shared) if shared else None

    def update_parameters_name(self, prefix: str = "", recurse: bool = True) -> None:
        """Name each parameter `prefix` + its path."""
        for path, parameter in self.parameters_and_names(expand=recurse):
            parameter.name = prefix + path

    def check_names(self) -> None:
        """Raise ValueError where two parameters have the same name."""
        names: set[str] = set()
        for path, parameter in self.parameters_and_names():
            if parameter.name in names:
                raise ValueError(f"For 'Cell', the name {parameter.name!r} of '{path}' is used twice.")
            names.add(parameter.name)

    def check_names_and_refresh_name(self) -> None:
        """Name the parameters by their paths where names are used twice."""
        names = [parameter.name for parameter in self.get_parameters()]
        if len(set(names)) < len(names):
            self.update_parameters_name()
            self.check_names()

    def init_parameters_data(self, auto_parallel_mode: bool = False) -> dict[Parameter, Parameter]:
        """Each parameter to itself, with its value there: those made inside `no_init_parameters` draw it now."""
        return {parameter: parameter.init_data() for parameter in self.get_parameters()}

    # --- children

    @property
    def _cells(self) -> dict[str, Any]:
        return self._modules

    def insert_child_to_cell(self, child_name: str, child_cell: Cell | None) -> None:
        """Add a child under a name.

        Raises:
            TypeError: The name is no str or the child no Cell.
            KeyError: The name is empty, has a dot, or is taken by something else.
        """
        if not isinstance(child_name, str):
            raise TypeError(f"For 'insert_child_to_cell', 'child_name' must be str, but got {child_name!r}.")
        if not child_name or "." in child_name:
            raise KeyError(f"For 'insert_child_to_cell', 'child_name' must be a name without '.', got {child_name!r}.")
        if child_name not in self._modules and self._taken(child_name):
            raise KeyError(f"For 'insert_child_to_cell', '{child_name}' is in the cell already.")
        if not isinstance(child_cell, torch.nn.Module) and child_cell is not None:
            raise TypeError(
                f"For 'insert_child_to_cell', 'child_cell' must be a Cell or None, but got {type(child_cell).__name__}."
            )
        self._modules[child_name] = child_cell

    def cells(self) -> Iterable[Cell]:
        """The immediate children, each once."""
        return self.name_cells().values()

    def name_cells(self) -> OrderedDict[str, Cell]:
        """The immediate children by name, each once."""
        named = OrderedDict()
        seen: set[int] = set()
        for name, cell in self._modules.items():
            if cell is not None and id(cell) not in seen:
                seen.add(id(cell))
                named[name] = cell
        return named  # type: ignore[return-value]

    def cells_and_names(
        self, cells: set[torch.nn.Module] | None = None, name_prefix: str = ""
    ) -> Iterator[tuple[str, Cell]]:
        """The cell and all cells in it, with their paths, each once."""
        for path, module in self._walk(cells if cells else set(), name_prefix):
            if isinstance(module, Tree):
                yield path, module  # type: ignore[misc]  # only cells are trees

    def _walk(self, seen: set[torch.nn.Module], path: str) -> Iterator[tuple[str, torch.nn.Module]]:
        """The cell and all cells in it, each once, and torch's own modules that stand among them."""
        if self in seen:
            return
        seen.add(self)
        yield path, self
        for name, child in self._modules.items():
            below = f"{path}.{name}" if path else name
            if isinstance(child, Tree):
                yield from child._walk(seen, below)
            elif child is not None and child not in seen:
                seen.add(child)
                yield below, child

    def get_sub_cell(self, target: str) -> torch.nn.Module:
        """The child at a path such as ``'net.conv'``; AttributeError where there is none."""
        return self.get_submodule(target)


def _parameters_of(module: torch.nn.Module, path: str) -> list[tuple[str, Parameter]]:
    """The Parameters of a cell itself, or of one of torch's modules with all below it, by their paths."""
    if isinstance(module, Tree):
        return [(f"{path}.{name}" if path else name, parameter) for name, parameter in module._own_parameters()]
    return [(name, Parameter._over(tensor, name)) for name, tensor in module.named_parameters(path)]
