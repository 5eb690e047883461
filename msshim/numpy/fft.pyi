# Written from the tables by `make generate`; a test fails when it is stale.
import builtins as _builtins
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
from typing import overload as _overload

from torch import Tensor as _Torch

from msshim.core.cell import Cell as _Cell
from msshim.core.dtype import Type as _Type
from msshim.core.primitive import Primitive as _Primitive
from msshim.core.tensor import Tensor as _Tensor

"""`mindspore.numpy.fft` on torch."""

def fft(a: _Any, n: _Any = ..., axis: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The Fourier transform along one axis."""

def fft2(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The Fourier transform along two axes."""

def fftfreq(n: _Any, d: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """The frequencies of fft."""

def fftn(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The Fourier transform along several axes."""

def fftshift(x: _Any, axes: _Any = ...) -> _Tensor:
    """The zero frequency in the middle."""

def hfft(a: _Any, n: _Any = ..., axis: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The Fourier transform of the half of a Hermitian signal along one axis."""

def hfft2(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The Fourier transform of the half of a Hermitian signal along two axes."""

def hfftn(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The Fourier transform of the half of a Hermitian signal along several axes."""

def ifft(a: _Any, n: _Any = ..., axis: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of fft along one axis."""

def ifft2(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of fft along two axes."""

def ifftn(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of fft along several axes."""

def ifftshift(x: _Any, axes: _Any = ...) -> _Tensor:
    """What fftshift did undone."""

def ihfft(a: _Any, n: _Any = ..., axis: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of hfft along one axis."""

def ihfft2(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of hfft along two axes."""

def ihfftn(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """Computes what hfftn computes."""

def irfft(a: _Any, n: _Any = ..., axis: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of rfft along one axis."""

def irfft2(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of rfft along two axes."""

def irfftn(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The inverse of rfft along several axes."""

def rfft(a: _Any, n: _Any = ..., axis: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The Fourier transform of real numbers along one axis."""

def rfft2(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The Fourier transform of real numbers along two axes."""

def rfftfreq(n: _Any, d: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """The frequencies of rfft."""

def rfftn(a: _Any, s: _Any = ..., axes: _Any = ..., norm: _Any = ...) -> _Tensor:
    """The Fourier transform of real numbers along several axes."""

