"""`mindspore.numpy.fft`: Fourier transforms, from the tables in `mappings/numpy/fft`."""

from msshim._src.names.module import lazy

__getattr__, __dir__, __all__ = lazy("numpy.fft")
