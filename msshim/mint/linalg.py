"""`mindspore.mint.linalg`, from the tables in `mappings/mint/linalg`."""

from msshim.factory.module import lazy

__getattr__, __dir__, __all__ = lazy("mint.linalg")
