"""`mindspore.common`: the values, by the path under which they are also imported, from `mappings/common`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("common", ("dtype",))
