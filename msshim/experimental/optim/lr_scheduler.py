"""`mindspore.experimental.optim.lr_scheduler`, from the tables in `mappings/experimental/optim/lr_scheduler`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("experimental.optim.lr_scheduler")
