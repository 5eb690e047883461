"""`mindspore.amp` on torch."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("amp")
