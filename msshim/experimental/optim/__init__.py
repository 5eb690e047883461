"""`mindspore.experimental.optim`, from the tables in `mappings/experimental/optim`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("experimental.optim")
