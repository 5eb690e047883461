"""`mindspore.dataset.text`: operations on texts, from the tables in `mappings/dataset/text`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("dataset.text")
