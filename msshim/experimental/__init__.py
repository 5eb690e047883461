"""`mindspore.experimental`, from the tables in `mappings/experimental`."""

from msshim.factory.module import lazy

__getattr__, __dir__, __all__ = lazy("experimental")
