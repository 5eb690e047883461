"""`mindspore.mint.nn.functional`, from the tables in `mappings/mint/nn/functional`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("mint.nn.functional")
