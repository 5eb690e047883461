"""`mindspore.mint.nn`: the layers that are named and behave as torch's, from the tables in `mappings/mint/nn`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("mint.nn")
