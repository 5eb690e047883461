"""`mindspore.dataset.audio`: transforms of sound, from the tables in `mappings/dataset/audio`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("dataset.audio")
