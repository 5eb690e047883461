"""`mindspore.parallel.nn`, from the tables in `mappings/parallel/nn`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("parallel.nn")
