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

"""`mindspore.numpy` on torch."""

from msshim.numpy import fft as fft
from msshim.kernels.numpy_grids import NINF as NINF
from msshim.kernels.numpy_grids import PINF as PINF
def absolute(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The absolute value."""

def add(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The sum."""

def amax(a: _Any, axis: _Any = ..., keepdims: _Any = ..., initial: _Any = ..., where: _Any = ...) -> _Tensor:
    """The greatest element over axes."""

def amin(a: _Any, axis: _Any = ..., keepdims: _Any = ..., initial: _Any = ..., where: _Any = ...) -> _Tensor:
    """The least element over axes."""

def append(arr: _Any, values: _Any, axis: _Any = ...) -> _Tensor:
    """values after arr."""

def apply_along_axis(func1d: _Any, axis: _Any, arr: _Any, *args: _Any, **kwargs: _Any) -> _Tensor:
    """A function of vectors applied along an axis."""

def apply_over_axes(func: _Any, a: _Any, axes: _Any) -> _Tensor:
    """A function of a Tensor and an axis applied to one axis after another."""

def arange(start: _Any, stop: _Any = ..., step: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Numbers at equal distances."""

def arccos(input: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The arc cosine."""

def arccosh(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The inverse hyperbolic cosine."""

def arcsin(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The arc sine."""

def arcsinh(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The inverse hyperbolic sine."""

def arctan(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The arc tangent."""

def arctan2(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The angle of a point."""

def arctanh(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The inverse hyperbolic tangent."""

def argmax(a: _Any, axis: _Any = ...) -> _Tensor:
    """Where the greatest element is."""

def argmin(a: _Any, axis: _Any = ...) -> _Tensor:
    """Where the least element is, in int32."""

def argwhere(a: _Any) -> _Tensor:
    """The places of all elements that are not 0."""

def around(a: _Any, decimals: _Any = ...) -> _Tensor:
    """Rounded to decimals."""

def array(obj: _Any, dtype: _Type | None = ..., copy: _Any = ..., ndmin: _Any = ...) -> _Tensor:
    """An array-like as a Tensor of its own."""

def array_equal(a1: _Any, a2: _Any, equal_nan: _Any = ...) -> _Tensor:
    """Whether two arrays have one shape and equal elements."""

def array_equiv(a1: _Any, a2: _Any) -> _Tensor:
    """Whether two arrays are equal once they are broadcast."""

def array_split(x: _Any, indices_or_sections: _Any, axis: _Any = ...) -> _Any:
    """Parts along an axis, the first ones longer where they can not be equal."""

def array_str(a: _Any) -> _Any:
    """The text of a Tensor."""

def asarray(a: _Any, dtype: _Type | None = ...) -> _Tensor:
    """An array-like as a Tensor."""

def asfarray(a: _Any, dtype: _Type | None = ...) -> _Tensor:
    """An array-like as a Tensor of floats."""

def atleast_1d(*arys: _Any) -> _Any:
    """Tensors with one axis or more."""

def atleast_2d(*arys: _Any) -> _Any:
    """Tensors with two axes or more."""

def atleast_3d(*arys: _Any) -> _Any:
    """Tensors with three axes or more."""

def average(x: _Any, axis: _Any = ..., weights: _Any = ..., returned: _Any = ...) -> _Any:
    """The weighted mean over axes."""

def bartlett(M: _Any) -> _Tensor:
    """A triangle as window."""

def bincount(x: _Any, weights: _Any = ..., minlength: _Any = ..., length: _Any = ...) -> _Tensor:
    """How often each number is there, in float32."""

def bitwise_and(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Each bit set in both."""

def bitwise_or(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Each bit set in one of them."""

def bitwise_xor(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Each bit set in just one."""

def blackman(M: _Any) -> _Tensor:
    """A window of two cosines."""

from msshim import bool_ as bool_
def broadcast_arrays(*args: _Any) -> _Any:
    """Tensors repeated to their common shape."""

def broadcast_to(array: _Any, shape: _Any) -> _Tensor:
    """The Tensor repeated to a shape."""

def cbrt(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The cubic root; nan for 0."""

def ceil(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The next whole number above, in float32."""

def choose(a: _Any, choices: _Any, mode: _Any = ...) -> _Tensor:
    """From each place the element of the array that a numbers there."""

def clip(x: _Any, xmin: _Any, xmax: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Between two bounds."""

def column_stack(tup: _Any) -> _Tensor:
    """Vectors as columns."""

def concatenate(arrays: _Any, axis: _Any = ...) -> _Tensor:
    """Arrays after one another."""

def convolve(a: _Any, v: _Any, mode: _Any = ...) -> _Tensor:
    """The convolution of two vectors."""

def copy(a: _Any) -> _Tensor:
    """A copy."""

def copysign(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The size of x1 with the sign of x2."""

def corrcoef(x: _Any, y: _Any = ..., rowvar: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """The correlations of the rows, in float32."""

def correlate(a: _Any, v: _Any, mode: _Any = ...) -> _Tensor:
    """The correlation of two vectors."""

def cos(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The cosine."""

def cosh(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The hyperbolic cosine."""

def count_nonzero(x: _Any, axis: _Any = ..., keepdims: _Any = ...) -> _Tensor:
    """How many elements along the axes are not 0."""

def cov(m: _Any, y: _Any = ..., rowvar: _Any = ..., bias: _Any = ..., ddof: _Any = ..., fweights: _Any = ..., aweights: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """The covariances of the rows, in float32."""

def cross(a: _Any, b: _Any, axisa: _Any = ..., axisb: _Any = ..., axisc: _Any = ..., axis: _Any = ...) -> _Tensor:
    """The vector product."""

def cumprod(a: _Any, axis: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Running products, of the flat array without an axis; of small ints in int32."""

def cumsum(a: _Any, axis: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Running sums, of the flat Tensor without an axis; of small ints in int32."""

def deg2rad(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Degrees as radians."""

def diag(v: _Any, k: _Any = ...) -> _Tensor:
    """A matrix with this diagonal, or the diagonal of a matrix."""

def diag_indices(n: _Any, ndim: _Any = ...) -> _Any:
    """The places of the main diagonal."""

def diagflat(v: _Any, k: _Any = ...) -> _Tensor:
    """A matrix with the elements on a diagonal."""

def diagonal(a: _Any, offset: _Any = ..., axis1: _Any = ..., axis2: _Any = ...) -> _Tensor:
    """A diagonal."""

def diff(a: _Any, n: _Any = ..., axis: _Any = ..., prepend: _Any = ..., append: _Any = ...) -> _Tensor:
    """The differences of neighbours."""

def digitize(x: _Any, bins: _Any, right: _Any = ...) -> _Tensor:
    """In which bin each element is."""

def divide(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The quotient, in float32 where neither side is float16 or float32."""

def divmod(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Any:
    """The quotient rounded down, and what it leaves."""

def dot(a: _Any, b: _Any) -> _Tensor:
    """The product summed over the last axis of a and the last but one of b."""

def dsplit(x: _Any, indices_or_sections: _Any) -> _Any:
    """Parts along the third axis."""

def dstack(tup: _Any) -> _Tensor:
    """Arrays one behind the other."""

def ediff1d(ary: _Any, to_end: _Any = ..., to_begin: _Any = ...) -> _Tensor:
    """The differences of neighbours of the flat Tensor, between two ends."""

def empty(shape: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Zeros, as MindSpore leaves no memory unset."""

def empty_like(prototype: _Any, dtype: _Type | None = ..., shape: _Any = ...) -> _Tensor:
    """Zeros of the shape and dtype of an array."""

def equal(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where two arrays are equal."""

def exp(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The exponential."""

def exp2(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """2 to the power x."""

def expand_dims(a: _Any, axis: _Any) -> _Tensor:
    """New axes of size 1."""

def expm1(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The exponential less 1."""

def eye(N: _Any, M: _Any = ..., k: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Ones on a diagonal."""

def fix(x: _Any) -> _Tensor:
    """Rounded to zero."""

def flip(m: _Any, axis: _Any = ...) -> _Tensor:
    """Backwards along axes."""

def fliplr(m: _Any) -> _Tensor:
    """Backwards along the second axis."""

def flipud(m: _Any) -> _Tensor:
    """Backwards along the first axis."""

from msshim import float16 as float16
from msshim import float32 as float32
from msshim import float64 as float64
from msshim import float32 as float_
def float_power(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """x1 to the power x2, in float32."""

def floor(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The next whole number below."""

def floor_divide(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The quotient rounded down."""

def fmod(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """What a division rounded to zero leaves, with the sign of x1."""

def full(shape: _Any, fill_value: _Any, dtype: _Type | None = ...) -> _Tensor:
    """One value everywhere."""

def full_like(a: _Any, fill_value: _Any, dtype: _Type | None = ..., shape: _Any = ...) -> _Tensor:
    """One value in the shape and dtype of an array."""

def gcd(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The greatest common divisor."""

def geomspace(start: _Any, stop: _Any, num: _Any = ..., endpoint: _Any = ..., dtype: _Type | None = ..., axis: _Any = ...) -> _Tensor:
    """Numbers each of which is the one before times a constant."""

def gradient(f: _Any, *varargs: _Any, axis: _Any = ..., edge_order: _Any = ...) -> _Any:
    """The slopes along each axis."""

def greater(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where x1 > x2."""

def greater_equal(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where x1 >= x2."""

def hamming(M: _Any) -> _Tensor:
    """A raised cosine as window, which does not reach 0."""

def hanning(M: _Any) -> _Tensor:
    """A raised cosine as window, which reaches 0."""

def heaviside(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """0 where x1 < 0, 1 where it is > 0, x2 elsewhere."""

def histogram(a: _Any, bins: _Any = ..., range: _Any = ..., weights: _Any = ..., density: _Any = ...) -> _Any:
    """How many elements are in each bin."""

def histogram2d(x: _Any, y: _Any, bins: _Any = ..., range: _Any = ..., weights: _Any = ..., density: _Any = ...) -> _Any:
    """How many points are in each cell."""

def histogram_bin_edges(a: _Any, bins: _Any = ..., range: _Any = ..., weights: _Any = ...) -> _Tensor:
    """The edges between which a histogram counts."""

def histogramdd(sample: _Any, bins: _Any = ..., range: _Any = ..., weights: _Any = ..., density: _Any = ...) -> _Any:
    """How many points are in each cell."""

def hsplit(x: _Any, indices_or_sections: _Any) -> _Any:
    """Parts along the second axis."""

def hstack(tup: _Any) -> _Tensor:
    """Arrays side by side."""

def hypot(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The length of the side opposite to the right angle."""

def identity(n: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Ones on the diagonal of a square."""

def in1d(ar1: _Any, ar2: _Any, invert: _Any = ...) -> _Tensor:
    """For each element of ar1, flat, whether ar2 has it."""

def indices(dimensions: _Any, dtype: _Type | None = ..., sparse: _Any = ...) -> _Any:
    """The places along each axis of a grid."""

from msshim.kernels.numpy_grids import inf as inf
def inner(a: _Any, b: _Any) -> _Tensor:
    """The product summed over the last axes."""

from msshim import int16 as int16
from msshim import int32 as int32
from msshim import int64 as int64
from msshim import int8 as int8
from msshim import int32 as int_
def interp(x: _Any, xp: _Any, fp: _Any, left: _Any = ..., right: _Any = ...) -> _Tensor:
    """The values of the line through some points."""

def intersect1d(ar1: _Any, ar2: _Any, assume_unique: _Any = ..., return_indices: _Any = ...) -> _Any:
    """The elements that both arrays have."""

def invert(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Each bit turned."""

def isclose(a: _Any, b: _Any, rtol: _Any = ..., atol: _Any = ..., equal_nan: _Any = ...) -> _Tensor:
    """Where two arrays are equal within a tolerance."""

def isfinite(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where a number is finite."""

def isin(element: _Any, test_elements: _Any, invert: _Any = ...) -> _Tensor:
    """For each element whether the others have it."""

def isinf(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where it is inf or -inf."""

def isnan(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where it is nan."""

def isneginf(x: _Any) -> _Tensor:
    """Where it is -inf."""

def isposinf(x: _Any) -> _Tensor:
    """Where it is inf."""

def isscalar(element: _Any) -> _Any:
    """Whether it is a number or text."""

def ix_(*args: _Any) -> _Any:
    """Vectors shaped so that they pick all combinations."""

def kron(a: _Any, b: _Any) -> _Tensor:
    """The product of Kronecker."""

def lcm(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The least common multiple."""

def less(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where x1 < x2."""

def less_equal(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where x1 <= x2."""

def linspace(start: _Any, stop: _Any, num: _Any = ..., endpoint: _Any = ..., retstep: _Any = ..., dtype: _Type | None = ..., axis: _Any = ...) -> _Any:
    """Numbers at equal distances between two ends."""

def log(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The natural logarithm."""

def log10(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The logarithm to base 10."""

def log1p(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The logarithm of 1 + x."""

def log2(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The logarithm to base 2."""

def logaddexp(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The logarithm of the sum of two exponentials."""

def logaddexp2(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The logarithm to base 2 of the sum of two powers of 2."""

def logical_and(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where both are true."""

def logical_not(a: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where it is false."""

def logical_or(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where one of them is true."""

def logical_xor(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where just one of them is true."""

def logspace(start: _Any, stop: _Any, num: _Any = ..., endpoint: _Any = ..., base: _Any = ..., dtype: _Type | None = ..., axis: _Any = ...) -> _Tensor:
    """Powers of a base whose exponents are at equal distances."""

def matmul(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The matrix product."""

def matrix_power(a: _Any, n: _Any) -> _Tensor:
    """A product of equal matrices."""

def maximum(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The greater element; nan where one is nan."""

def mean(a: _Any, axis: _Any = ..., keepdims: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """The mean over axes; of ints rounded to zero."""

def meshgrid(*xi: _Any, sparse: _Any = ..., indexing: _Any = ...) -> _Any:
    """The coordinates of all points whose coordinates are given by axis."""

from msshim.kernels.numpy_grids import mgrid as mgrid
def minimum(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The lesser element; nan where one is nan."""

def moveaxis(a: _Any, source: _Any, destination: _Any) -> _Tensor:
    """Some axes at other places."""

def multi_dot(arrays: _Any) -> _Tensor:
    """The product of several matrices."""

def multiply(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The product."""

from msshim.kernels.numpy_grids import nan as nan
def nancumsum(a: _Any, axis: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Running sums with nan as 0, of the flat Tensor without an axis; of small ints in int32."""

def nanmax(a: _Any, axis: _Any = ..., dtype: _Type | None = ..., keepdims: _Any = ...) -> _Tensor:
    """The greatest element over axes, without nan."""

def nanmean(a: _Any, axis: _Any = ..., dtype: _Type | None = ..., keepdims: _Any = ...) -> _Tensor:
    """The mean over axes without nan, in float32."""

def nanmin(a: _Any, axis: _Any = ..., dtype: _Type | None = ..., keepdims: _Any = ...) -> _Tensor:
    """The least element over axes, without nan."""

def nanstd(a: _Any, axis: _Any = ..., dtype: _Type | None = ..., ddof: _Any = ..., keepdims: _Any = ...) -> _Tensor:
    """The standard deviation over axes without nan, in float32."""

def nansum(a: _Any, axis: _Any = ..., dtype: _Type | None = ..., keepdims: _Any = ...) -> _Tensor:
    """The sum over axes without nan, in the dtype of the array."""

def nanvar(a: _Any, axis: _Any = ..., dtype: _Type | None = ..., ddof: _Any = ..., keepdims: _Any = ...) -> _Tensor:
    """The variance over axes without nan, in float32."""

def negative(a: _Any, dtype: _Type | None = ...) -> _Tensor:
    """-x."""

def norm(x: _Any, ord: _Any = ..., axis: _Any = ..., keepdims: _Any = ...) -> _Tensor:
    """The norm of vectors or matrices."""

def not_equal(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where two arrays differ."""

from msshim.kernels.numpy_grids import ogrid as ogrid
def ones(shape: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Ones."""

def ones_like(a: _Any, dtype: _Type | None = ..., shape: _Any = ...) -> _Tensor:
    """Ones of the shape and dtype of an array."""

def outer(a: _Any, b: _Any) -> _Tensor:
    """The product of each element of a with each of b."""

def pad(arr: _Any, pad_width: _Any, mode: _Any = ..., stat_length: _Any = ..., constant_values: _Any = ..., end_values: _Any = ..., reflect_type: _Any = ..., **kwargs: _Any) -> _Tensor:
    """More elements at the ends of each axis."""

from msshim.kernels.numpy_grids import pi as pi
def piecewise(x: _Any, condlist: _Any, funclist: _Any, *args: _Any, **kw: _Any) -> _Tensor:
    """For each element the value of the function whose condition holds."""

def polyadd(a1: _Any, a2: _Any) -> _Tensor:
    """The sum of polynomials."""

def polyder(p: _Any, m: _Any = ...) -> _Tensor:
    """The derivative of a polynomial."""

def polyint(p: _Any, m: _Any = ..., k: _Any = ...) -> _Tensor:
    """The integral of a polynomial."""

def polymul(a1: _Any, a2: _Any) -> _Tensor:
    """The product of polynomials."""

def polysub(a1: _Any, a2: _Any) -> _Tensor:
    """The difference of polynomials."""

def polyval(p: _Any, x: _Any) -> _Tensor:
    """The value of a polynomial."""

def positive(a: _Any, dtype: _Type | None = ...) -> _Tensor:
    """A copy of x."""

def power(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """x1 to the power x2."""

def promote_types(type1: _Type | None, type2: _Type | None) -> _Any:
    """The dtype that holds both."""

def ptp(x: _Any, axis: _Any = ..., keepdims: _Any = ...) -> _Tensor:
    """The greatest element less the least, over axes."""

def rad2deg(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Radians as degrees."""

def radians(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Degrees as radians."""

def rand(*shape: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Uniform numbers in [0, 1)."""

def randint(minval: _Any, maxval: _Any = ..., shape: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Uniform ints; the greatest is left out."""

def randn(*shape: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Normal numbers."""

def ravel(x: _Any) -> _Tensor:
    """The flat Tensor."""

def ravel_multi_index(multi_index: _Any, dims: _Any, mode: _Any = ..., order: _Any = ...) -> _Tensor:
    """The flat places that places in a shape stand for, in float32."""

def reciprocal(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """1 / x; of ints rounded to zero."""

def remainder(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """What a division rounded down leaves, with the sign of x2."""

def repeat(a: _Any, repeats: _Any, axis: _Any = ...) -> _Tensor:
    """Each element several times."""

def reshape(x: _Any, new_shape: _Any) -> _Tensor:
    """The same elements in another shape."""

def result_type(*arrays_and_dtypes: _Any) -> _Any:
    """The dtype that holds all of them."""

def rint(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The nearest whole number, an even one where there are two."""

def roll(a: _Any, shift: _Any, axis: _Any = ...) -> _Tensor:
    """Elements moved along axes."""

def rollaxis(x: _Any, axis: _Any, start: _Any = ...) -> _Tensor:
    """One axis moved before another."""

def rot90(a: _Any, k: _Any = ..., axes: _Any = ...) -> _Tensor:
    """Turned by right angles."""

def searchsorted(a: _Any, v: _Any, side: _Any = ..., sorter: _Any = ...) -> _Tensor:
    """Where elements go into a sorted array."""

def select(condlist: _Any, choicelist: _Any, default: _Any = ...) -> _Tensor:
    """The element of the first choice whose condition holds."""

def setdiff1d(ar1: _Any, ar2: _Any, assume_unique: _Any = ...) -> _Tensor:
    """The elements that the other array has not."""

def sign(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """-1, 0 or 1; nan for infinities."""

def signbit(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Where it is negative."""

def sin(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The sine."""

def sinh(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The hyperbolic sine."""

def size(a: _Any, axis: _Any = ...) -> _Any:
    """How many elements there are."""

def sometrue(a: _Any, axis: _Any = ..., keepdims: _Any = ...) -> _Tensor:
    """Whether any element along the axes is true."""

def split(x: _Any, indices_or_sections: _Any, axis: _Any = ...) -> _Any:
    """Parts along an axis."""

def sqrt(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The square root."""

def square(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The square."""

def squeeze(a: _Any, axis: _Any = ...) -> _Tensor:
    """Without the axes of size 1."""

def stack(arrays: _Any, axis: _Any = ...) -> _Tensor:
    """Arrays along a new axis."""

def std(x: _Any, axis: _Any = ..., ddof: _Any = ..., keepdims: _Any = ...) -> _Tensor:
    """The standard deviation over axes."""

def subtract(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The difference."""

def sum(a: _Any, axis: _Any = ..., dtype: _Type | None = ..., keepdims: _Any = ..., initial: _Any = ...) -> _Tensor:
    """The sum over axes; of ints and bools in int64."""

def swapaxes(x: _Any, axis1: _Any, axis2: _Any) -> _Tensor:
    """Two axes exchanged."""

def take(a: _Any, indices: _Any, axis: _Any = ..., mode: _Any = ...) -> _Tensor:
    """The slices at the places along an axis."""

def take_along_axis(arr: _Any, indices: _Any, axis: _Any) -> _Tensor:
    """The elements at the places along an axis."""

def tan(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The tangent."""

def tanh(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The hyperbolic tangent."""

def tensordot(a: _Any, b: _Any, axes: _Any = ...) -> _Tensor:
    """The product summed over some axes."""

def tile(a: _Any, reps: _Any) -> _Tensor:
    """The Tensor repeated along each axis."""

def trace(a: _Any, offset: _Any = ..., axis1: _Any = ..., axis2: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """The sum along a diagonal."""

def transpose(a: _Any, axes: _Any = ...) -> _Tensor:
    """The axes in another order."""

def trapz(y: _Any, x: _Any = ..., dx: _Any = ..., axis: _Any = ...) -> _Tensor:
    """The integral by the trapezoidal rule."""

def tri(N: _Any, M: _Any = ..., k: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
    """Ones on and below a diagonal."""

def tril(m: _Any, k: _Any = ...) -> _Tensor:
    """Zeros above a diagonal."""

def tril_indices(n: _Any, k: _Any = ..., m: _Any = ...) -> _Any:
    """The places of the lower triangle."""

def tril_indices_from(arr: _Any, k: _Any = ...) -> _Any:
    """The places of the lower triangle of a matrix."""

def triu(m: _Any, k: _Any = ...) -> _Tensor:
    """Zeros below a diagonal."""

def triu_indices(n: _Any, k: _Any = ..., m: _Any = ...) -> _Any:
    """The places of the upper triangle."""

def triu_indices_from(arr: _Any, k: _Any = ...) -> _Any:
    """The places of the upper triangle of a matrix."""

def true_divide(x1: _Any, x2: _Any, dtype: _Type | None = ...) -> _Tensor:
    """The quotient, in float32 where neither side is float16 or float32."""

def trunc(x: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Rounded to zero."""

from msshim import uint32 as uint
from msshim import uint16 as uint16
from msshim import uint32 as uint32
from msshim import uint64 as uint64
from msshim import uint8 as uint8
def unique(x: _Any, return_inverse: _Any = ...) -> _Any:
    """The different elements in the order of their first places."""

def unravel_index(indices: _Any, shape: _Any, order: _Any = ...) -> _Any:
    """The places in a shape that flat places stand for."""

def unwrap(p: _Any, discont: _Any = ..., axis: _Any = ...) -> _Tensor:
    """Angles without jumps of more than half a turn."""

def vander(x: _Any, N: _Any = ..., increasing: _Any = ...) -> _Tensor:
    """The powers of each element."""

def var(x: _Any, axis: _Any = ..., ddof: _Any = ..., keepdims: _Any = ...) -> _Tensor:
    """The variance over axes."""

def vsplit(x: _Any, indices_or_sections: _Any) -> _Any:
    """Parts along the first axis."""

def vstack(tup: _Any) -> _Tensor:
    """Arrays one below the other."""

def where(condition: _Any, x: _Any = ..., y: _Any = ...) -> _Tensor:
    """x where the condition is true, y elsewhere."""

def zeros(shape: _Any, dtype: _Type | None = ...) -> _Tensor:
    """Zeros."""

def zeros_like(a: _Any, dtype: _Type | None = ..., shape: _Any = ...) -> _Tensor:
    """Zeros of the shape and dtype of an array."""

