"""`mindspore.dataset.dataloader`: a loader in torch's manner, from the tables in `mappings/dataset/dataloader`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("dataset.dataloader")
