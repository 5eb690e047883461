"""`mindspore.dataset.vision`: transforms of images, from the tables in `mappings/dataset/vision`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("dataset.vision")
