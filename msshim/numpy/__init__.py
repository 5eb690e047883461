"""`mindspore.numpy`: numpy's functions on Tensors, from the tables in `mappings/numpy`."""

from msshim.factory.module import lazy

__getattr__, __dir__, __all__ = lazy("numpy", ("fft",))
