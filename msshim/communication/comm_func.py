"""`mindspore.communication.comm_func`, from the tables in `mappings/communication/comm_func`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("communication.comm_func")
