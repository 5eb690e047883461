"""`mindspore.dataset.utils`: what programs use beside datasets, from `mappings/dataset/utils`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("dataset.utils")
