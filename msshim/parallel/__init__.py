"""`mindspore.parallel`: values cut over processes, from the tables in `mappings/parallel`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("parallel")
