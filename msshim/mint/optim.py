"""`mindspore.mint.optim`, from the tables in `mappings/mint/optim`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("mint.optim")
