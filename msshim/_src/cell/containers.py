"""`SequentialCell`, `CellList`, `CellDict`: cells that hold cells. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any

import torch

from msshim._src.cell.cell import Cell


class _CellListBase:
    """What lists of cells are, beside cells."""


class _CellDictBase:
    """What dicts of cells are, beside cells."""


class _Container(Cell):
    """What the three share: children whose parameters are named by their keys."""

    def _prefix(self) -> tuple[str, int]:
        """What stands before the child's key in its parameters' names, and where the key stands in them.

        A container that was itself put into a cell has parameters such as ``'net.0.weight'``.
        """
        firsts = [(key, p.name.split(".")) for key, cell in self._modules.items() for p in _parameters(cell)[:1]][:2]
        if not firsts:
            return "", 0
        (key, parts), others = firsts[0], firsts[1:]
        prefix, index = "", 0
        for i, part in enumerate(parts):
            if part == key:
                prefix, index = "".join(f"{p}." for p in parts[:i]), i
                if others and i < len(others[0][1]) and others[0][1][i] == others[0][0]:
                    break
        return prefix, index

    def _name(self, key: str, cell: Cell) -> None:
        """Name the parameters of a new child by its key."""
        if self._auto_prefix and isinstance(cell, Cell):
            cell.update_parameters_name(f"{self._prefix()[0]}{key}.")

    def __len__(self) -> int:
        return len(self._modules)

    def __bool__(self) -> bool:
        return len(self._modules) != 0

    def construct(self, *inputs: Any) -> Any:
        """Not defined: the cells are not connected."""
        raise NotImplementedError(f"For '{self.cls_name}', the cells are not connected; call them one by one.")


def _parameters(cell: Any) -> list[Any]:
    """MindSpore's Parameters of a child; one of torch's modules has none."""
    return list(cell.get_parameters()) if isinstance(cell, Cell) else []


class _Numbered(_Container):
    """What SequentialCell and CellList share: children under '0', '1', …."""

    def _rename(self, cell: Cell, prefix: str, key: str, depth: int) -> None:
        for parameter in _parameters(cell):
            parameter.name = f"{prefix}{key}." + ".".join(parameter.name.split(".")[depth + 1 :])

    def _place(self, index: Any) -> int:
        """A position that exists, from 0 on; TypeError and IndexError as MindSpore's."""
        if not isinstance(index, int):
            raise TypeError(f"For '{self.cls_name}', the 'index' must be int, but got {index!r}.")
        if not -len(self) <= index < len(self):
            raise IndexError(f"For '{self.cls_name}', the 'index' must be in [{-len(self)}, {len(self)}), got {index}.")
        return index % len(self)

    def _check_cell(self, cell: Any) -> None:
        if not isinstance(cell, torch.nn.Module):
            raise TypeError(f"For '{self.cls_name}', each cell must be a Cell, but got {type(cell).__name__}.")

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._modules.values())  # type: ignore[arg-type]

    def __setitem__(self, index: int, cell: Cell) -> None:
        self._check_cell(cell)
        key = list(self._modules)[self._place(index)]
        self._name(key, cell)
        self._modules[key] = cell

    def append(self, cell: Cell) -> None:
        """Add a cell at the end; TypeError for anything else."""
        self._check_cell(cell)
        key = str(len(self))
        self._name(key, cell)
        self._modules[key] = cell

    def insert(self, index: int, cell: Cell) -> None:
        """Add a cell before a position; TypeError for anything but an int and a Cell, IndexError outside."""
        if not isinstance(index, int):
            raise TypeError(f"For '{self.cls_name}', the 'index' must be int, but got {index!r}.")
        if not -len(self) <= index <= len(self):
            raise IndexError(f"For '{self.cls_name}', the 'index' must be in [{-len(self)}, {len(self)}], got {index}.")
        self._check_cell(cell)
        position = index if index == len(self) else index % len(self)
        prefix, depth = self._prefix()
        cells: list[Any] = list(self._modules.values())
        if self._auto_prefix:
            for i in range(position, len(cells)):
                self._rename(cells[i], prefix, str(i + 1), depth)
            self._rename(cell, prefix, str(position), -1)
        cells.insert(position, cell)
        self._modules.clear()
        self._modules.update({str(i): held for i, held in enumerate(cells)})

    def set_grad(self, requires_grad: bool = True) -> None:  # type: ignore[override]
        """Set the flag here and on each cell held."""
        self.requires_grad = requires_grad
        for cell in self:
            if isinstance(cell, Cell):
                cell.set_grad(requires_grad)


class SequentialCell(_Numbered):
    """Cells that run one after another.

    Args:
        args: The cells one by one, or one list of cells, or one OrderedDict of names to cells.

    Raises:
        TypeError: The one argument is none of these.
        AttributeError: A cell is None, as in MindSpore.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__()
        only = args[0] if len(args) == 1 else list(args)
        if isinstance(only, torch.nn.Module):
            only = [only]
        if isinstance(only, OrderedDict):
            named = only
        elif isinstance(only, list):
            named = OrderedDict((str(i), cell) for i, cell in enumerate(only))
        else:
            raise TypeError(
                f"For '{self.cls_name}', the argument must be Cell, list or OrderedDict, but got {type(only).__name__}."
            )
        for name, cell in named.items():
            if cell is None:
                raise AttributeError(f"For '{self.cls_name}', each cell must be a Cell, but number {name} is None.")
            self.insert_child_to_cell(name, cell)
            if isinstance(cell, Cell):
                cell.update_parameters_name(name + ".")

    @property
    def cell_list(self) -> list[Cell]:
        """The cells, in order."""
        return list(self)

    def construct(self, input_data: Any) -> Any:  # type: ignore[override]
        """Run the cells one after another."""
        for cell in self._modules.values():
            input_data = cell(input_data)  # type: ignore[misc]
        return input_data

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return type(self)(OrderedDict(list(self._modules.items())[index]))
        return list(self._modules.values())[self._place(index)]

    def __delitem__(self, index: Any) -> None:
        keys = list(self._modules)
        if isinstance(index, int):
            gone = [keys[self._place(index)]]
        elif isinstance(index, slice):
            gone = keys[index]
        else:
            raise TypeError(f"For '{self.cls_name}', the index must be int or slice, but got {type(index).__name__}.")
        for key in gone:
            del self._modules[key]
        prefix, depth = self._prefix()
        held = list(self._modules.items())
        self._modules.clear()
        for i, (key, cell) in enumerate(held):
            if key.isdigit():
                key = str(i)
                self._rename(cell, prefix, key, depth)  # type: ignore[arg-type]
            self._modules[key] = cell


class CellList(_CellListBase, _Numbered):
    """A list of cells, which do not run by themselves.

    Args:
        args: One list of cells, or nothing.
        kwargs: auto_prefix: whether the cells' parameters are named by their place. Default True.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(kwargs.get("auto_prefix", True))
        if len(args) == 1:
            self.extend(args[0])

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return CellList(list(self._modules.values())[index])
        return list(self._modules.values())[self._place(index)]

    def __delitem__(self, index: Any) -> None:
        cells: list[Any] = list(self._modules.values())
        if isinstance(index, int):
            del cells[self._place(index)]
        elif isinstance(index, slice):
            del cells[index]
        else:
            raise TypeError(f"For '{self.cls_name}', the index must be int or slice, but got {type(index).__name__}.")
        prefix, depth = self._prefix()
        self._modules.clear()
        for i, cell in enumerate(cells):
            if self._auto_prefix:
                self._rename(cell, prefix, str(i), depth)
            self._modules[str(i)] = cell

    def __iadd__(self, cells: list[Cell]) -> CellList:
        return self.extend(cells)

    def extend(self, cells: list[Cell]) -> CellList:
        """Add a list of cells at the end; TypeError for anything but a list of cells, or a CellDict in it."""
        if not isinstance(cells, list):
            raise TypeError(f"For '{self.cls_name}', the cells must be a list, but got {type(cells).__name__}.")
        for cell in cells:
            if isinstance(cell, CellDict):
                raise TypeError(f"For '{self.cls_name}', a cell must not be a CellDict.")
            self.append(cell)
        return self


class CellDict(_CellDictBase, _Container):
    """A dict of cells, which do not run by themselves.

    Args:
        args: One mapping of names to cells, or pairs of them; or nothing.
        kwargs: auto_prefix: whether the cells' parameters are named by their key. Default True.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(kwargs.get("auto_prefix", True))
        if len(args) == 1:
            self.update(args[0])

    def __getitem__(self, key: str) -> Any:
        if key not in self._modules:
            raise KeyError(f"For 'CellDict', there is no cell {key!r}; there are {list(self._modules)}.")
        return self._modules[key]

    def __setitem__(self, key: str, cell: Cell) -> None:
        self._check(key, cell)
        self._name(key, cell)
        self._modules[key] = cell

    def _check(self, key: Any, cell: Any) -> None:
        if not isinstance(key, str):
            raise TypeError(f"For '{self.cls_name}', the key must be str, but got {type(key).__name__}.")
        if not key or "." in key:
            raise KeyError(f"For '{self.cls_name}', the key must be a name without '.', but got {key!r}.")
        if key not in self._modules and self._taken(key):
            raise KeyError(f"For '{self.cls_name}', {key!r} is an attribute of Cell and can be no key.")
        if not isinstance(cell, torch.nn.Module) or isinstance(cell, (CellDict, CellList, SequentialCell)):
            raise TypeError(
                f"For '{self.cls_name}', each cell must be a Cell that is no container, got {type(cell).__name__}."
            )

    def __delitem__(self, key: str) -> None:
        del self._modules[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __contains__(self, key: str) -> bool:
        return key in self._modules

    def clear(self) -> None:
        """Take all cells out."""
        self._modules.clear()

    def pop(self, key: str) -> Any:
        """Take one cell out and return it."""
        cell = self[key]
        del self._modules[key]
        return cell

    def keys(self) -> KeysView[str]:
        """The keys."""
        return OrderedDict(self._modules).keys()

    def values(self) -> ValuesView[Any]:
        """The cells."""
        return self._modules.values()

    def items(self) -> ItemsView[str, Any]:
        """The pairs of key and cell."""
        return self._modules.items()

    def update(self, cells: Mapping[str, Cell] | Iterable[tuple[str, Cell]]) -> None:
        """Add or replace cells from a mapping or from pairs.

        Raises:
            TypeError: `cells` is neither, or an item is no pair.
            ValueError: An item has not two elements.
        """
        if isinstance(cells, (Mapping, CellDict)):
            pairs: Any = cells.items()
        elif isinstance(cells, Iterable):
            pairs = cells
        else:
            raise TypeError(f"For '{self.cls_name}', the cells must be iterable, but got {type(cells).__name__}.")
        for pair in pairs:
            if not isinstance(pair, Iterable):
                raise TypeError(f"For '{self.cls_name}', each item must be a pair, but got {pair!r}.")
            items = tuple(pair)
            if len(items) != 2:
                raise ValueError(f"For '{self.cls_name}', each item must be a pair, but got {pair!r}.")
            self[items[0]] = items[1]
