"""`mindspore.dataset.transforms`: transforms of values and of transforms, from `mappings/dataset/transforms`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("dataset.transforms")
