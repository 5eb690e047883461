"""`mindspore.mindrecord`: MindRecord files, from the tables in `mappings/mindrecord`."""

from msshim._src.factory.module import lazy

__getattr__, __dir__, __all__ = lazy("mindrecord")
