"""`mindspore.ops.communication`, from the tables in `mappings/ops/communication`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("ops.communication")
