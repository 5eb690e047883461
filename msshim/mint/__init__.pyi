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

"""`mindspore.mint` on torch."""

from msshim.mint import linalg as linalg
from msshim.mint import nn as nn
from msshim.mint import optim as optim
from msshim.mint import special as special
from msshim.ops import abs as abs
def acos(input: _Tensor | _Torch) -> _Tensor:
    """The arc cosine."""

def acosh(input: _Tensor | _Torch) -> _Tensor:
    """The inverse hyperbolic cosine."""

def add(*args: _Any, **kwargs: _Any) -> _Any:
    """input + alpha * other."""

def addbmm(input: _Tensor | _Torch, batch1: _Tensor | _Torch, batch2: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
    """beta * input + alpha * the sum of batch1 @ batch2."""

def addcdiv(*args: _Any, **kwargs: _Any) -> _Any:
    """input + value * tensor1 / tensor2."""

def addmm(input: _Tensor | _Torch, mat1: _Tensor | _Torch, mat2: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
    """beta * input + alpha * mat1 @ mat2."""

def addmv(input: _Tensor | _Torch, mat: _Tensor | _Torch, vec: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
    """beta * input + alpha * mat @ vec."""

def addr_(input: _Tensor | _Torch, vec1: _Tensor | _Torch, vec2: _Tensor | _Torch, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
    """self + alpha * the outer product, in place."""

def all(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
    """Whether all elements along dim are true."""

def allclose(input: _Tensor | _Torch, other: _Tensor | _Torch, rtol: _Any = ..., atol: _Any = ..., equal_nan: _builtins.bool = ...) -> _Any:
    """Whether all elements lie within atol + rtol * abs(other)."""

def amax(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
    """The largest element along dim."""

def amin(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
    """The smallest element along dim."""

def any(*args: _Any, **kwargs: _Any) -> _Any:
    """Whether any element along dim is true."""

def arange(start: _Any = ..., end: _Any = ..., step: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """Numbers from start to end in steps."""

def arccos(input: _Tensor | _Torch) -> _Tensor:
    """Another name of mint.acos."""

def arccosh(input: _Tensor | _Torch) -> _Tensor:
    """Another name of mint.acosh."""

def arcsin(x: _Tensor | _Torch) -> _Tensor:
    """Another name of mint.asin."""

def arcsinh(input: _Tensor | _Torch) -> _Tensor:
    """Another name of mint.asinh."""

def arctan(input: _Tensor | _Torch) -> _Tensor:
    """Another name of mint.atan."""

def arctan2(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """Another name of mint.atan2."""

from msshim.ops import arctanh as arctanh
def argmax(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
    """Where the largest element along dim stands."""

def argmin(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
    """Where the smallest element along dim stands."""

def argsort(input: _Tensor | _Torch, dim: _Any = ..., descending: _builtins.bool = ..., stable: _builtins.bool = ...) -> _Tensor:
    """Where the elements in order along dim stand."""

def asin(input: _Tensor | _Torch) -> _Tensor:
    """The arc sine."""

def asinh(input: _Tensor | _Torch) -> _Tensor:
    """The inverse hyperbolic sine."""

def atan(input: _Tensor | _Torch) -> _Tensor:
    """The arc tangent."""

def atan2(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The angle of the points (other, input)."""

from msshim.ops import atanh as atanh
from msshim.ops import baddbmm_ext as baddbmm
from msshim.ops import bernoulli_ext as bernoulli
def bincount(input: _Tensor | _Torch, weights: _Tensor | _Torch | None = ..., minlength: _Any = ...) -> _Tensor:
    """How often each number occurs."""

def bitwise_and(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Bit by bit, and."""

def bitwise_not(*args: _Any, **kwargs: _Any) -> _Any:
    """Each bit turned."""

def bitwise_or(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Bit by bit, or."""

def bitwise_xor(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Bit by bit, exclusive or."""

def bmm(input: _Tensor | _Torch, mat2: _Tensor | _Torch) -> _Tensor:
    """The products of two batches of matrices."""

def broadcast_to(input: _Tensor | _Torch, shape: _Any) -> _Tensor:
    """The tensor repeated to a shape."""

def cat(tensors: _Sequence[_Tensor | _Torch], dim: _Any = ...) -> _Tensor:
    """Join tensors along a dim."""

def cdist(x1: _Tensor | _Torch, x2: _Tensor | _Torch, p: _Any = ..., compute_mode: _Any = ...) -> _Tensor:
    """The p-norm distances of the rows of two batches."""

from msshim.ops import ceil as ceil
def chunk(input: _Tensor | _Torch, chunks: _Any, dim: _Any = ...) -> _Any:
    """The tensor in about equal parts along a dim."""

def clamp(*args: _Any, **kwargs: _Any) -> _Any:
    """Each element between min and max."""

def clip(*args: _Any, **kwargs: _Any) -> _Any:
    """Each element between min and max."""

def clone(input: _Tensor | _Torch) -> _Tensor:
    """A tensor of its own memory."""

def concat(tensors: _Sequence[_Tensor | _Torch], dim: _Any = ...) -> _Tensor:
    """Another name of mint.cat."""

from msshim.mint.nn.functional import conv2d as conv2d
from msshim.ops import cos as cos
from msshim.ops import cosh as cosh
def count_nonzero(input: _Tensor | _Torch, dim: _Any = ...) -> _Tensor:
    """How many elements along dim are not zero."""

from msshim.ops import cross as cross
def cummax(input: _Tensor | _Torch, dim: _Any) -> _Any:
    """The running maximum along dim, and where it stands."""

def cummin(input: _Tensor | _Torch, dim: _Any) -> _Any:
    """The running minimum along dim, and where it stands."""

from msshim.ops import cumprod as cumprod
def cumsum(input: _Tensor | _Torch, dim: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The running sum along dim."""

def diag(input: _Tensor | _Torch, diagonal: _Any = ...) -> _Tensor:
    """The diagonal of a matrix, or a matrix with it."""

from msshim.ops import diff_ext as diff
def div(*args: _Any, **kwargs: _Any) -> _Any:
    """input / other, rounded as rounding_mode says: None, 'trunc' or 'floor'."""

from msshim.ops import divide as divide
def dot(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The sum of products of two vectors."""

from msshim.ops import dstack as dstack
from msshim.ops import einsum_ext as einsum
def empty(*args: _Any, **kwargs: _Any) -> _Any:
    """A tensor whose values are not set."""

def empty_like(*args: _Any, **kwargs: _Any) -> _Any:
    """A tensor of the same shape, whose values are not set."""

def eq(*args: _Any, **kwargs: _Any) -> _Any:
    """Whether the elements are equal."""

def equal(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Any:
    """Whether two tensors have the same shape and values, as a bool."""

from msshim.ops import erf as erf
from msshim.ops import erfc as erfc
from msshim.ops import erfinv as erfinv
from msshim.ops import exp as exp
def exp2(input: _Tensor | _Torch) -> _Tensor:
    """2 to the power of each element."""

from msshim.ops import expm1 as expm1
from msshim.ops import eye as eye
def flatten(*args: _Any, **kwargs: _Any) -> _Any:
    """The dims from start_dim to end_dim as one."""

from msshim.ops import flip as flip
from msshim.ops import float_power_ext as float_power
from msshim.ops import floor as floor
def floor_divide(*args: _Any, **kwargs: _Any) -> _Any:
    """The quotient rounded down."""

def fmod(*args: _Any, **kwargs: _Any) -> _Any:
    """The remainder with the sign of input."""

def frac(input: _Tensor | _Torch) -> _Tensor:
    """The fraction, with the sign of the element."""

def full(size: _Any, fill_value: _Tensor | _Torch | _builtins.float, *, dtype: _Type | None = ...) -> _Tensor:
    """A tensor full of one value."""

def full_like(input: _Tensor | _Torch, fill_value: _Tensor | _Torch | _builtins.float, *, dtype: _Type | None = ...) -> _Tensor:
    """A tensor of the same shape full of one value."""

from msshim.mint.nn import functional as functional
def gather(input: _Tensor | _Torch, dim: _Any, index: _Tensor | _Torch) -> _Tensor:
    """The elements that index names along dim; negative ones count from its end."""

from msshim.ops import gcd as gcd
from msshim.ops import greater as greater
def greater_equal(*args: _Any, **kwargs: _Any) -> _Any:
    """Whether input is at least other."""

from msshim.ops import gt as gt
def histc(input: _Tensor | _Torch, bins: _Any = ..., min: _Any = ..., max: _Any = ...) -> _Tensor:
    """The histogram in `bins` equal bins."""

from msshim.ops import hstack as hstack
def imag(*args: _Any, **kwargs: _Any) -> _Any:
    """The imaginary part."""

def index_add(*args: _Any, **kwargs: _Any) -> _Any:
    """input with alpha times source added where index says along dim."""

def index_select(input: _Tensor | _Torch, dim: _Any, index: _Tensor | _Torch) -> _Tensor:
    """The slices that index names along dim."""

def inverse(input: _Tensor | _Torch) -> _Tensor:
    """The inverse of a square matrix."""

from msshim.ops import isclose as isclose
def isfinite(input: _Tensor | _Torch) -> _Tensor:
    """Whether each element is neither infinite nor nan."""

from msshim.ops import isinf as isinf
from msshim.ops import isnan_ext as isnan
def isneginf(input: _Tensor | _Torch) -> _Tensor:
    """Whether each element is minus infinity."""

def item(input: _Tensor | _Torch) -> _Any:
    """The one element as a number."""

def kthvalue(*args: _Any, **kwargs: _Any) -> _Any:
    """The k-th smallest element along dim, and where it stands."""

from msshim.ops import le as le
def lerp(*args: _Any, **kwargs: _Any) -> _Any:
    """input + weight * (end - input)."""

from msshim.ops import less as less
from msshim.ops import less_equal as less_equal
def linspace(start: _Any, end: _Any, steps: _Any, *, dtype: _Type | None = ...) -> _Tensor:
    """Numbers at equal distances."""

from msshim.ops import log as log
def log10(input: _Tensor | _Torch) -> _Tensor:
    """The logarithm to base 10."""

from msshim.ops import log1p as log1p
def log2(input: _Tensor | _Torch) -> _Tensor:
    """The logarithm to base 2."""

def logaddexp(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """log(exp(input) + exp(other))."""

def logaddexp2(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """log2(2 ** input + 2 ** other)."""

from msshim.ops import logical_and as logical_and
from msshim.ops import logical_not as logical_not
from msshim.ops import logical_or as logical_or
from msshim.ops import logical_xor as logical_xor
def logsumexp(input: _Tensor | _Torch, dim: _Any, keepdim: _builtins.bool = ...) -> _Tensor:
    """log(sum(exp(input))) along dim."""

from msshim.ops import lt as lt
from msshim.ops import masked_select as masked_select
from msshim.ops import matmul as matmul
def max(*args: _Any, **kwargs: _Any) -> _Any:
    """The largest element; along a dim also where it stands; of two tensors the larger."""

from msshim.ops import maximum as maximum
def mean(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The mean along dim."""

def median(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Any:
    """The median; along a dim also where it stands, the lower of two."""

def meshgrid(*tensors: _Sequence[_Tensor | _Torch], indexing: _builtins.str | None = ...) -> _Any:
    """Coordinate grids of vectors."""

def min(*args: _Any, **kwargs: _Any) -> _Any:
    """The smallest element; along a dim also where it stands; of two tensors the smaller."""

from msshim.ops import minimum as minimum
def mm(input: _Tensor | _Torch, mat2: _Tensor | _Torch) -> _Tensor:
    """The product of two matrices."""

def mul(*args: _Any, **kwargs: _Any) -> _Any:
    """input * other."""

def multinomial(input: _Tensor | _Torch, num_samples: _Any, replacement: _builtins.bool = ..., *, generator: _Any = ...) -> _Tensor:
    """Indices drawn with the probabilities in each row."""

def mv(input: _Tensor | _Torch, vec: _Tensor | _Torch) -> _Tensor:
    """The product of a matrix and a vector."""

from msshim.ops import nan_to_num as nan_to_num
def nansum(*args: _Any, **kwargs: _Any) -> _Any:
    """The sum along dim, nan as zero."""

def narrow(input: _Tensor | _Torch, dim: _Any, start: _Any, length: _Any) -> _Tensor:
    """A part of a dim, from start on."""

from msshim.ops import ne as ne
from msshim.ops import neg as neg
from msshim.ops import negative as negative
from msshim.ops import nonzero as nonzero
def norm(input: _Tensor | _Torch, p: _Any = ..., dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The p-norm of all elements, or along dim."""

def normal(mean: _Tensor | _Torch | _builtins.float = ..., std: _Tensor | _Torch | _builtins.float = ..., size: _Any = ..., generator: _Any = ...) -> _Tensor:
    """Normal numbers."""

def not_equal(input: _Tensor | _Torch | _builtins.float, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """Whether the elements differ."""

def npu_gelu(input: _Tensor | _Torch, approximate: _builtins.str = ...) -> _Tensor:
    """The Gaussian error linear unit; approximate 'none' or 'tanh'."""

def ones(size: _Any, *, dtype: _Type | None = ...) -> _Tensor:
    """A tensor full of ones."""

def ones_like(input: _Tensor | _Torch, *, dtype: _Type | None = ...) -> _Tensor:
    """A tensor of the same shape full of ones."""

def outer(input: _Tensor | _Torch, vec2: _Tensor | _Torch) -> _Tensor:
    """The products of all pairs of two vectors."""

def permute(input: _Tensor | _Torch, dims: _Any) -> _Tensor:
    """The dims in the order given."""

from msshim.ops import polar as polar
def pow(input: _Tensor | _Torch | _builtins.float, exponent: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input to the power of exponent."""

def prod(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The product along dim."""

def rand(*size: _Any, generator: _Any = ..., dtype: _Type | None = ..., device: _Any = ...) -> _Tensor:
    """Uniform numbers in [0, 1)."""

def rand_like(input: _Tensor | _Torch, *, dtype: _Type | None = ..., device: _Any = ...) -> _Tensor:
    """Uniform numbers in [0, 1), of the same shape."""

def randint(*args: _Any, generator: _Any = ..., dtype: _Type | None = ..., device: _Any = ...) -> _Tensor:
    """Uniform integers from low to high, high excluded."""

def randint_like(*args: _Any, dtype: _Type | None = ..., device: _Any = ...) -> _Tensor:
    """Uniform integers from low to high, of the same shape."""

def randn(*size: _Any, generator: _Any = ..., dtype: _Type | None = ..., device: _Any = ...) -> _Tensor:
    """Standard normal numbers."""

def randn_like(input: _Tensor | _Torch, *, dtype: _Type | None = ..., device: _Any = ...) -> _Tensor:
    """Standard normal numbers, of the same shape."""

def randperm(n: _Any, *, generator: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """The numbers below n in random order."""

from msshim.ops import ravel as ravel
def real(*args: _Any, **kwargs: _Any) -> _Any:
    """The real part."""

from msshim.ops import reciprocal as reciprocal
def remainder(*args: _Any, **kwargs: _Any) -> _Any:
    """The remainder with the sign of other."""

def repeat_interleave(*args: _Any, **kwargs: _Any) -> _Any:
    """Each element repeated."""

def reshape(*args: _Any, **kwargs: _Any) -> _Any:
    """The elements in another shape."""

from msshim.ops import roll as roll
from msshim.ops import round as round
from msshim.ops import rsqrt as rsqrt
def scatter(input: _Tensor | _Torch, dim: _Any, index: _Tensor | _Torch, src: _Tensor | _Torch | _builtins.float) -> _Tensor:
    """input with src written where index says along dim."""

def scatter_add(input: _Tensor | _Torch, dim: _Any, index: _Tensor | _Torch, src: _Tensor | _Torch) -> _Tensor:
    """input with src added where index says along dim."""

from msshim.ops import searchsorted as searchsorted
def select(input: _Tensor | _Torch, dim: _Any, index: _Any) -> _Tensor:
    """One slice along a dim."""

from msshim.ops import sigmoid as sigmoid
from msshim.ops import sign as sign
from msshim.ops import sin as sin
from msshim.ops import sinc as sinc
from msshim.ops import sinh as sinh
def softmax(input: _Tensor | _Torch, dim: _Any, *, dtype: _Type | None = ...) -> _Tensor:
    """exp(x) over its sum along dim."""

def sort(input: _Tensor | _Torch, *, dim: _Any = ..., descending: _builtins.bool = ..., stable: _builtins.bool = ...) -> _Any:
    """The elements along dim in order, and where they stood."""

def split(tensor: _Tensor | _Torch, split_size_or_sections: _Any, dim: _Any = ...) -> _Any:
    """The tensor in parts of a size, or of several sizes, along a dim."""

def sqrt(input: _Tensor | _Torch) -> _Tensor:
    """The square root."""

from msshim.ops import square as square
def squeeze(*args: _Any, **kwargs: _Any) -> _Any:
    """Without the dims of size 1."""

def stack(tensors: _Sequence[_Tensor | _Torch], dim: _Any = ...) -> _Tensor:
    """Join tensors along a new dim."""

def std(input: _Tensor | _Torch, dim: _Any = ..., *, correction: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
    """The standard deviation along dim."""

def std_mean(input: _Tensor | _Torch, dim: _Any = ..., *, correction: _Any = ..., keepdim: _builtins.bool = ...) -> _Any:
    """The standard deviation and the mean along dim."""

def sub(*args: _Any, **kwargs: _Any) -> _Any:
    """input - alpha * other."""

def sum(input: _Tensor | _Torch, dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
    """The sum along dim."""

def swapaxes(input: _Tensor | _Torch, axis0: _Any, axis1: _Any) -> _Tensor:
    """Two dims swapped."""

def t(*args: _Any, **kwargs: _Any) -> _Any:
    """The first two axes swapped."""

from msshim.ops import take as take
from msshim.ops import tan as tan
from msshim.ops import tanh as tanh
from msshim.ops import tile as tile
def topk(input: _Tensor | _Torch, k: _Any, dim: _Any = ..., largest: _builtins.bool = ..., sorted: _builtins.bool = ...) -> _Any:
    """The k largest elements along dim, and where they stand."""

def trace(input: _Tensor | _Torch) -> _Tensor:
    """The sum of the diagonal."""

def transpose(input: _Tensor | _Torch, dim0: _Any, dim1: _Any) -> _Tensor:
    """Two dims swapped."""

def triangular_solve(b: _Tensor | _Torch, A: _Tensor | _Torch, upper: _builtins.bool = ..., transpose: _builtins.bool = ..., unitriangular: _builtins.bool = ...) -> _Any:
    """The solution X of A @ X = b for a triangular A, and A itself."""

def tril(input: _Tensor | _Torch, diagonal: _Any = ...) -> _Tensor:
    """The lower triangle, zeros above."""

from msshim.ops import triu as triu
def unbind(input: _Tensor | _Torch, dim: _Any = ...) -> _Any:
    """The slices along a dim."""

def unique(input: _Tensor | _Torch, sorted: _builtins.bool = ..., return_inverse: _builtins.bool = ..., return_counts: _builtins.bool = ..., dim: _Any = ...) -> _Any:
    """The different elements in order."""

def unique_consecutive(input: _Tensor | _Torch, return_inverse: _builtins.bool = ..., return_counts: _builtins.bool = ..., dim: _Any = ...) -> _Any:
    """Without repetitions of the element before."""

def unsqueeze(input: _Tensor | _Torch, dim: _Any) -> _Tensor:
    """A new dim of size 1."""

def var(input: _Tensor | _Torch, dim: _Any = ..., *, correction: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
    """The variance along dim."""

def var_mean(input: _Tensor | _Torch, dim: _Any = ..., *, correction: _Any = ..., keepdim: _builtins.bool = ...) -> _Any:
    """The variance and the mean along dim."""

def vdot(input: _Tensor | _Torch, other: _Tensor | _Torch) -> _Tensor:
    """The sum of products of two vectors, the first one conjugated."""

def where(*args: _Any, **kwargs: _Any) -> _Any:
    """input where condition is true, other elsewhere; of the condition alone, the indices of true."""

def xlogy(*args: _Any, **kwargs: _Any) -> _Any:
    """input * log(other), 0 where input is 0."""

def zeros(size: _Any, *, dtype: _Type | None = ...) -> _Tensor:
    """A tensor full of zeros."""

def zeros_like(input: _Tensor | _Torch, *, dtype: _Type | None = ...) -> _Tensor:
    """A tensor of the same shape full of zeros."""

