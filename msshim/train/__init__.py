"""`mindspore.train`: what surrounds training, from the tables in `mappings/train`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("train")
