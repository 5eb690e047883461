"""`mindspore.common.initializer`: the rules that fill new parameters, from `mappings/common/initializer`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("common.initializer")
