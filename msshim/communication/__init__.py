"""`mindspore.communication`: this process among others, from the tables in `mappings/communication`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("communication")
