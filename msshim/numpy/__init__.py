"""`mindspore.numpy`: numpy's functions on Tensors, from the tables in `mappings/numpy`."""

from msshim._src.names.module import lazy

_UNLISTED = {"NINF", "PINF", "around", "copy", "inf", "matrix_power", "nan", "pi", "round", "uint"}
"""Names that are here, but that ``import *`` does not give, as in MindSpore."""

__getattr__, __dir__, _names = lazy("numpy")
__all__ = [name for name in _names if name not in _UNLISTED]
