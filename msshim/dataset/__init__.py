"""`mindspore.dataset`: pipelines of data, from the tables in `mappings/dataset`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("dataset", ("config",))
