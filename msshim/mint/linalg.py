"""`mindspore.mint.linalg`, from the tables in `mappings/mint/linalg`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("mint.linalg")
