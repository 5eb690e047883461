"""`mindspore.nn`: the layers, from the tables in `mappings/nn`, and the cells that are structure."""

from typing import Any

from msshim.core.cell import Cell
from msshim.core.containers import CellDict, CellList, SequentialCell
from msshim.factory.activations import get_activation
from msshim.factory.module import lazy

_written: dict[str, Any] = {c.__name__: c for c in (Cell, SequentialCell, CellList, CellDict, get_activation)}
__getattr__, __dir__, __all__ = lazy("nn", _written)
