"""`mindspore.ops`: the functions, from the tables in `mappings/ops`."""

from msshim._src.factory.module import lazy

__getattr__, __dir__, __all__ = lazy("ops")
