"""`mindspore.nn`: the layers, from the tables in `mappings/nn`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("nn")
