"""`mindspore.parallel.function`, from the tables in `mappings/parallel/function`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("parallel.function")
