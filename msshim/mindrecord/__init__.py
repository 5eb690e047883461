"""`mindspore.mindrecord`: MindRecord files, from the tables in `mappings/mindrecord`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("mindrecord")
