"""`mindspore.experimental`, from the tables in `mappings/experimental`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("experimental")
