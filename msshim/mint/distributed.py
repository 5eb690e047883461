"""`mindspore.mint.distributed`, from the tables in `mappings/mint/distributed`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("mint.distributed")
