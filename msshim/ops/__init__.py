"""`mindspore.ops`: the functions, from the tables in `mappings/ops`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("ops")
