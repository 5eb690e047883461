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

class Methods:
    def abs(self) -> _Tensor:
        """The magnitude of each element."""

    def absolute(self) -> _Tensor:
        """The magnitude of each element."""

    def acos(self) -> _Tensor:
        """The arc cosine."""

    def acosh(self) -> _Tensor:
        """The inverse hyperbolic cosine."""

    def add(self, other: _Any, *, alpha: _Tensor | _Torch | _builtins.float = ...) -> _Tensor:
        """self + alpha * other."""

    def add_(self, other: _Tensor | _Torch | _builtins.float, *, alpha: _Any = ...) -> _Tensor:
        """alpha * other is added."""

    def addbmm(self, batch1: _Tensor | _Torch, batch2: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
        """beta * input + alpha * the sum of batch1 @ batch2."""

    def addcdiv(self, tensor1: _Tensor | _Torch, tensor2: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float = ...) -> _Tensor:
        """self + value * tensor1 / tensor2."""

    def addcmul(self, tensor1: _Tensor | _Torch, tensor2: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float = ...) -> _Tensor:
        """input + value * tensor1 * tensor2."""

    def addmm(self, mat1: _Tensor | _Torch, mat2: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
        """beta * input + alpha * mat1 @ mat2."""

    def addmm_(self, mat1: _Tensor | _Torch, mat2: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
        """beta * self + alpha * mat1 @ mat2."""

    def addmv(self, mat: _Tensor | _Torch, vec: _Tensor | _Torch, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
        """beta * input + alpha * mat @ vec."""

    def addr(self, vec1: _Tensor | _Torch, vec2: _Tensor | _Torch, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
        """beta * self + alpha * the outer product."""

    def adjoint(self) -> _Tensor:
        """The last two axes swapped, conjugated."""

    @_overload
    def all(self, axis: _Any = ..., keep_dims: _builtins.bool = ...) -> _Tensor:
        """Whether all elements over an axis are true."""

    @_overload
    def all(self, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
        """Whether all elements over an axis are true."""

    def allclose(self, other: _Tensor | _Torch, rtol: _Any = ..., atol: _Any = ..., equal_nan: _builtins.bool = ...) -> _Any:
        """Whether all elements are close."""

    def amax(self, axis: _Any = ..., keepdims: _builtins.bool = ..., *, initial: _Tensor | _Torch | _builtins.float | None = ..., where: _Tensor | _Torch | None = ...) -> _Tensor:
        """The largest element."""

    def amin(self, axis: _Any = ..., keepdims: _builtins.bool = ..., *, initial: _Tensor | _Torch | _builtins.float | None = ..., where: _Tensor | _Torch | None = ...) -> _Tensor:
        """The smallest element."""

    def aminmax(self, *, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Any:
        """The smallest and the largest element along an axis."""

    def angle(self) -> _Tensor:
        """The argument of each complex number."""

    @_overload
    def any(self, axis: _Any = ..., keep_dims: _builtins.bool = ...) -> _Tensor:
        """Whether any elements over an axis are true."""

    @_overload
    def any(self, dim: _builtins.int | None = ..., keepdim: _Any = ...) -> _Tensor:
        """Whether any elements over an axis are true."""

    def approximate_equal(self, other: _Tensor | _Torch, tolerance: _builtins.float = ...) -> _Tensor:
        """Whether the elements differ by less than the tolerance."""

    def arccos(self) -> _Tensor:
        """Another name of ops.acos."""

    def arccosh(self) -> _Tensor:
        """Another name of ops.acosh."""

    def arcsin(self) -> _Tensor:
        """Another name of ops.asin."""

    def arcsinh(self) -> _Tensor:
        """Another name of ops.asinh."""

    def arctan(self) -> _Tensor:
        """Another name of ops.atan."""

    def arctan2(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Another name of ops.atan2."""

    def arctanh(self) -> _Tensor:
        """Another name of ops.atanh."""

    @_overload
    def argmax(self, axis: _builtins.int | None = ..., keepdims: _builtins.bool = ...) -> _Tensor:
        """Where the largest element stands."""

    @_overload
    def argmax(self, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
        """Where the largest element stands."""

    def argmax_with_value(self, axis: _Any = ..., keep_dims: _builtins.bool = ...) -> _Any:
        """The largest element along an axis, and where it stands."""

    @_overload
    def argmin(self, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
        """Where the smallest element stands."""

    @_overload
    def argmin(self, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
        """Where the smallest element stands."""

    def argmin_with_value(self, axis: _Any = ..., keep_dims: _builtins.bool = ...) -> _Any:
        """The smallest element along an axis, and where it stands."""

    @_overload
    def argsort(self, axis: _Any = ..., descending: _builtins.bool = ...) -> _Tensor:
        """Where the elements in order stand."""

    @_overload
    def argsort(self, dim: _builtins.int = ..., descending: _builtins.bool = ..., stable: _builtins.bool = ...) -> _Tensor:
        """Where the elements in order stand."""

    def argwhere(self) -> _Tensor:
        """Where the elements are not zero."""

    def asin(self) -> _Tensor:
        """The arc sine."""

    def asinh(self) -> _Tensor:
        """The inverse hyperbolic sine."""

    def astype(self, dtype: _Any, copy: _builtins.bool = ...) -> _Tensor:
        """The tensor in another dtype."""

    def atan(self) -> _Tensor:
        """The arc tangent."""

    def atan2(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The angle of the points (other, input)."""

    def atanh(self) -> _Tensor:
        """The inverse hyperbolic tangent."""

    def baddbmm(self, batch1: _Tensor | _Torch, batch2: _Tensor | _Torch, *, beta: _Any = ..., alpha: _Any = ...) -> _Tensor:
        """beta * self + alpha * batch1 @ batch2."""

    def bernoulli(self, *, generator: _Any = ...) -> _Tensor:
        """1 with the probability that the element is, else 0."""

    def bernoulli_(self, p: _Tensor | _Torch | _builtins.float = ..., *, generator: _Any = ...) -> _Tensor:
        """Filled with 0 and 1."""

    def bfloat16(self) -> _Tensor:
        """The tensor as bfloat16."""

    def bincount(self, weights: _Tensor | _Torch | None = ..., minlength: _Any = ...) -> _Tensor:
        """How often each number occurs."""

    def bitwise_and(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Bit by bit, and."""

    def bitwise_left_shift(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The bits moved to the left."""

    def bitwise_not(self) -> _Tensor:
        """Bit by bit, not."""

    def bitwise_or(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Bit by bit, or."""

    def bitwise_right_shift(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The bits moved to the right."""

    def bitwise_xor(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Bit by bit, exclusive or."""

    def bmm(self, mat2: _Tensor | _Torch) -> _Tensor:
        """The products of two batches of matrices."""

    def bool(self) -> _Tensor:
        """The tensor as bool."""

    def broadcast_to(self, *shape: _Any) -> _Tensor:
        """A view with axes of size 1 repeated."""

    def byte(self) -> _Tensor:
        """The tensor as uint8."""

    def cauchy(self, median: _Any = ..., sigma: _Any = ...) -> _Tensor:
        """Random numbers of a Cauchy distribution in the shape of self."""

    def ceil(self) -> _Tensor:
        """The least integer that is not smaller."""

    def cholesky(self, upper: _builtins.bool = ...) -> _Tensor:
        """The triangular factor of a positive definite matrix."""

    def cholesky_inverse(self, upper: _builtins.bool = ...) -> _Tensor:
        """The inverse from the triangular factor."""

    def cholesky_solve(self, input2: _Tensor | _Torch, upper: _builtins.bool = ...) -> _Tensor:
        """The solution from the triangular factor."""

    def choose(self, choices: _Any, mode: _Any = ...) -> _Tensor:
        """For each element, the one of choices that it names."""

    @_overload
    def chunk(self, chunks: _Any, axis: _Any = ...) -> _Any:
        """So many pieces."""

    @_overload
    def chunk(self, chunks: _Any, dim: _Any = ...) -> _Any:
        """So many pieces."""

    def clamp(self, min: _Tensor | _Torch | _builtins.float | None = ..., max: _Tensor | _Torch | _builtins.float | None = ...) -> _Tensor:
        """Each element between min and max."""

    def clamp_(self, min: _Tensor | _Torch | _builtins.float | None = ..., max: _Tensor | _Torch | _builtins.float | None = ...) -> _Tensor:
        """Each element between two bounds."""

    def clip(self, min: _Tensor | _Torch | _builtins.float | None = ..., max: _Tensor | _Torch | _builtins.float | None = ...) -> _Tensor:
        """Another name of ops.clamp."""

    def clone(self) -> _Tensor:
        """A copy that gradients pass."""

    def col2im(self, output_size: _Any, kernel_size: _Any, dilation: _Any, padding_value: _Any, stride: _Any) -> _Tensor:
        """The sums of columns put back as windows of an image."""

    def conj(self) -> _Tensor:
        """The complex conjugate."""

    def copy(self) -> _Tensor:
        """A tensor of its own memory."""

    def copy_(self, src: _Tensor | _Torch, non_blocking: _builtins.bool = ...) -> _Tensor:
        """The elements of src, broadcast and cast."""

    def copysign(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The magnitude of x with the sign of other."""

    def cos(self) -> _Tensor:
        """The cosine."""

    def cosh(self) -> _Tensor:
        """The hyperbolic cosine."""

    def count_nonzero(self, axis: _Any = ..., keep_dims: _builtins.bool = ..., dtype: _Type | None = ...) -> _Tensor:
        """How many elements are not zero."""

    def cov(self, *, correction: _Any = ..., fweights: _Tensor | _Torch | None = ..., aweights: _Tensor | _Torch | None = ...) -> _Tensor:
        """The covariances of the rows."""

    def cross(self, other: _Tensor | _Torch, dim: _Any = ...) -> _Tensor:
        """The cross product."""

    def cummax(self, axis: _Any) -> _Any:
        """The running maximum, and where it stands."""

    def cummin(self, axis: _Any) -> _Any:
        """The running minimum, and where it stands."""

    def cumprod(self, dim: _Any, dtype: _Type | None = ...) -> _Tensor:
        """The running product."""

    @_overload
    def cumsum(self, axis: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
        """The running sum."""

    @_overload
    def cumsum(self, dim: _builtins.int | None = ..., *, dtype: _Type | None = ...) -> _Tensor:
        """The running sum."""

    def deg2rad(self) -> _Tensor:
        """Degrees as radians."""

    def det(self) -> _Tensor:
        """The determinant."""

    def diag(self, diagonal: _Any = ...) -> _Tensor:
        """A tensor of twice the axes with the elements on its diagonal."""

    def diagflat(self, offset: _Any = ...) -> _Tensor:
        """A matrix with the elements on a diagonal."""

    def diagonal(self, offset: _Any = ..., axis1: _Any = ..., axis2: _Any = ...) -> _Tensor:
        """A diagonal as the last axis."""

    def diagonal_scatter(self, src: _Tensor | _Torch, offset: _Any = ..., dim1: _Any = ..., dim2: _Any = ...) -> _Tensor:
        """A copy with src on a diagonal."""

    def diff(self, n: _Any = ..., axis: _Any = ..., prepend: _Tensor | _Torch | None = ..., append: _Tensor | _Torch | None = ...) -> _Tensor:
        """The differences of neighbours."""

    def digamma(self) -> _Tensor:
        """The derivative of log-gamma."""

    def dim(self) -> _Any:
        """The number of axes."""

    def div(self, other: _Tensor | _Torch | _builtins.float, *, rounding_mode: _Any = ...) -> _Tensor:
        """input / other, rounded as rounding_mode says."""

    def div_(self, other: _Tensor | _Torch | _builtins.float, *, rounding_mode: _Any = ...) -> _Tensor:
        """Divided by other."""

    def divide(self, other: _Tensor | _Torch | _builtins.float, *, rounding_mode: _Any = ...) -> _Tensor:
        """Another name of ops.div."""

    def dot(self, other: _Tensor | _Torch) -> _Tensor:
        """The last axis of input with the last but one of other."""

    def double(self) -> _Tensor:
        """The tensor as float64."""

    def dsplit(self, indices_or_sections: _Any) -> _Any:
        """Pieces along the third axis."""

    def eigvals(self) -> _Tensor:
        """The eigenvalues."""

    def eq(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether the elements are equal."""

    def equal(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether the elements are equal."""

    def erf(self) -> _Tensor:
        """The error function."""

    def erfc(self) -> _Tensor:
        """One minus the error function."""

    def erfinv(self) -> _Tensor:
        """The inverse of the error function."""

    def erfinv_(self) -> _Tensor:
        """Each element becomes its erfinv."""

    def exp(self) -> _Tensor:
        """The exponential."""

    def exp_(self) -> _Tensor:
        """Each element becomes its exp."""

    def expand(self, *size: _Any) -> _Tensor:
        """A view with axes of size 1 repeated."""

    @_overload
    def expand_as(self, other: _Tensor | _Torch) -> _Tensor:
        """A view in the shape of other."""

    @_overload
    def expand_as(self, x: _Tensor | _Torch) -> _Tensor:
        """A view in the shape of other."""

    def expand_dims(self, axis: _Any) -> _Tensor:
        """A new axis of size 1."""

    def expm1(self) -> _Tensor:
        """exp(x) - 1."""

    def exponential_(self, lambd: _Any = ..., *, generator: _Any = ...) -> _Tensor:
        """Filled with exponential random numbers."""

    def fill(self, value: _Any) -> _Tensor:
        """A new tensor of this shape and dtype, full of a value."""

    def fill_(self, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """One value everywhere."""

    def fill_diagonal(self, fill_value: _Any, wrap: _builtins.bool = ...) -> _Tensor:
        """A copy with one value on the main diagonal."""

    def fill_diagonal_(self, fill_value: _Any, wrap: _builtins.bool = ...) -> _Tensor:
        """One value on the main diagonal."""

    def fills(self, value: _Any) -> _Tensor:
        """One value in the shape and dtype of self."""

    def flatten(self, *args: _Any, **kwargs: _Any) -> _Any:
        """Some axes as one."""

    def flip(self, dims: _Any) -> _Tensor:
        """Some axes in reverse order."""

    def fliplr(self) -> _Tensor:
        """The second axis in reverse order."""

    def flipud(self) -> _Tensor:
        """The first axis in reverse order."""

    def float(self) -> _Tensor:
        """The tensor as float32."""

    def float_power(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """self to a power, in float64."""

    def floor(self) -> _Tensor:
        """The largest integer that is not larger."""

    def floor_(self) -> _Tensor:
        """Each element becomes its floor."""

    def floor_divide(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The quotient rounded down."""

    def floor_divide_(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Divided by other, rounded down."""

    def flush_from_cache(self) -> _Any:
        """Nothing: MindSpore empties the cache of a parameter server by it."""

    def fmax(self, other: _Tensor | _Torch) -> _Tensor:
        """The larger of each two elements; a number before nan."""

    def fmin(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The smaller of each two elements; a number before nan."""

    def fmod(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The remainder with the sign of input."""

    def fold(self, output_size: _Any, kernel_size: _Any, dilation: _Any = ..., padding: _Any = ..., stride: _Any = ...) -> _Tensor:
        """The sums of columns put back as windows of an image."""

    def frac(self) -> _Tensor:
        """The fraction, with the sign of the element."""

    def gather(self, *args: _Any, **kwargs: _Any) -> _Any:
        """Elements along an axis, or whole slices."""

    def gather_elements(self, dim: _Any, index: _Tensor | _Torch) -> _Tensor:
        """Elements along an axis."""

    def gather_nd(self, indices: _Tensor | _Torch) -> _Tensor:
        """The slices at positions."""

    def gcd(self, other: _Tensor | _Torch) -> _Tensor:
        """The greatest common divisor."""

    def ge(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether input is at least other."""

    def geqrf(self) -> _Any:
        """The QR factors as LAPACK packs them."""

    def ger(self, vec2: _Tensor | _Torch) -> _Tensor:
        """The outer product."""

    def get_bytes(self) -> _Any:
        """The bytes of the elements."""

    def greater(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether input is larger."""

    def greater_equal(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether input is at least other."""

    def gt(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether input is larger."""

    def half(self) -> _Tensor:
        """The tensor as float16."""

    def hardshrink(self, lambd: _Any = ...) -> _Tensor:
        """x where its magnitude exceeds lambd, else 0."""

    def heaviside(self, values: _Tensor | _Torch) -> _Tensor:
        """0 below zero, 1 above, values at zero."""

    def histc(self, bins: _Any = ..., min: _Any = ..., max: _Any = ...) -> _Tensor:
        """The histogram in equal bins."""

    def hsplit(self, indices_or_sections: _Any) -> _Any:
        """Pieces along the second axis."""

    def hypot(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The length of the legs (input, other)."""

    def i0(self) -> _Tensor:
        """The modified Bessel function of order 0."""

    def igamma(self, other: _Tensor | _Torch) -> _Tensor:
        """The lower incomplete gamma function."""

    def igammac(self, other: _Tensor | _Torch) -> _Tensor:
        """The upper incomplete gamma function."""

    def imag(self) -> _Tensor:
        """The imaginary part, of real numbers zero."""

    def index_add(self, *args: _Any, **kwargs: _Any) -> _Any:
        """A copy with slices added along an axis."""

    def index_add_(self, dim: _Any, index: _Tensor | _Torch, source: _Tensor | _Torch, *, alpha: _Any = ...) -> _Tensor:
        """Slices added at places along an axis."""

    def index_copy_(self, dim: _Any, index: _Tensor | _Torch, tensor: _Tensor | _Torch) -> _Tensor:
        """Slices at places along an axis."""

    def index_fill(self, axis: _Any, index: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """A copy with one value at places along an axis."""

    def index_fill_(self, dim: _Any, index: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """One value at places along an axis."""

    def index_put(self, indices: _Any, values: _Tensor | _Torch, accumulate: _builtins.bool = ...) -> _Tensor:
        """A copy with values at the places that several tensors name."""

    def index_put_(self, indices: _Any, values: _Tensor | _Torch, accumulate: _builtins.bool = ...) -> _Tensor:
        """Values at the places that several tensors name."""

    def index_select(self, *args: _Any, **kwargs: _Any) -> _Any:
        """The slices that an index names."""

    def inner(self, other: _Tensor | _Torch) -> _Tensor:
        """The sum of products over the last axes."""

    def inplace_update(self, v: _Tensor | _Torch, indices: _Any) -> _Tensor:
        """A copy with the rows of v at indices."""

    def int(self) -> _Tensor:
        """The tensor as int32."""

    def inv(self) -> _Tensor:
        """One over each element."""

    def inverse(self) -> _Tensor:
        """The inverse of a square matrix."""

    def invert(self) -> _Tensor:
        """Each bit turned."""

    def is_complex(self) -> _Any:
        """Whether the dtype is a complex one."""

    def is_floating_point(self) -> _Any:
        """Whether the dtype is a floating-point one."""

    def is_init(self) -> _Any:
        """Whether MindSpore's own loader has marked the tensor; never here."""

    def is_pinned(self) -> _Any:
        """Whether the elements lie in pinned memory."""

    def is_shared(self) -> _Any:
        """Whether the elements lie in shared memory."""

    def is_signed(self) -> _Any:
        """Whether the dtype has negative numbers."""

    @_overload
    def isclose(self, other: _Tensor | _Torch, rtol: _Any = ..., atol: _Any = ..., equal_nan: _builtins.bool = ...) -> _Tensor:
        """Whether the elements are close."""

    @_overload
    def isclose(self, x2: _Tensor | _Torch, rtol: _Any = ..., atol: _Any = ..., equal_nan: _builtins.bool = ...) -> _Tensor:
        """Whether the elements are close."""

    def isfinite(self) -> _Tensor:
        """Whether each element is neither infinite nor nan."""

    def isinf(self) -> _Tensor:
        """Whether each element is infinite."""

    def isnan(self) -> _Tensor:
        """Whether each element is nan."""

    def isneginf(self) -> _Tensor:
        """Whether each element is minus infinity."""

    def isposinf(self) -> _Tensor:
        """Whether each element is plus infinity."""

    def isreal(self) -> _Tensor:
        """Whether each element has no imaginary part."""

    def itemset(self, *args: _Any) -> _Tensor:
        """A copy with one element changed."""

    def kthvalue(self, k: _Any, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Any:
        """The k-th smallest element, and where it stands."""

    def lcm(self, other: _Tensor | _Torch) -> _Tensor:
        """The least common multiple."""

    def ldexp(self, other: _Tensor | _Torch) -> _Tensor:
        """x * 2 ** other."""

    def le(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether the element is at most other."""

    def lerp(self, end: _Tensor | _Torch, weight: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """input + weight * (end - input)."""

    def less(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether the element is smaller."""

    def less_equal(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether the element is at most other."""

    def lgamma(self) -> _Tensor:
        """The logarithm of the gamma function."""

    def log(self) -> _Tensor:
        """The natural logarithm."""

    def log10(self) -> _Tensor:
        """The logarithm to base 10."""

    def log1p(self) -> _Tensor:
        """log(1 + x)."""

    def log2(self) -> _Tensor:
        """The logarithm to base 2."""

    def log_(self) -> _Tensor:
        """Each element becomes its log."""

    def log_matrix_determinant(self) -> _Any:
        """The sign and the logarithm of the determinant."""

    def log_normal(self, mean: _Any = ..., std: _Any = ...) -> _Tensor:
        """Random numbers whose logarithm is normal in the shape of self."""

    def logaddexp(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """log(exp(input) + exp(other))."""

    def logaddexp2(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """log2(2 ** input + 2 ** other)."""

    def logcumsumexp(self, axis: _Any) -> _Tensor:
        """log of the running sum of exp."""

    def logdet(self) -> _Tensor:
        """The logarithm of the determinant."""

    @_overload
    def logical_and(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether both elements are true."""

    @_overload
    def logical_and(self, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether both elements are true."""

    def logical_not(self) -> _Tensor:
        """Whether each element is false."""

    @_overload
    def logical_or(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether either element is true."""

    @_overload
    def logical_or(self, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether either element is true."""

    def logical_xor(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether just one of the elements is true."""

    def logit(self, eps: _Any = ...) -> _Tensor:
        """log(x / (1 - x))."""

    def logsumexp(self, dim: _Any, keepdim: _builtins.bool = ...) -> _Tensor:
        """log(sum(exp(input)))."""

    def long(self) -> _Tensor:
        """The tensor as int64."""

    def lstsq(self, A: _Tensor | _Torch) -> _Tensor:
        """The least squares solution of self @ x = A."""

    def lt(self, *args: _Any, **kwargs: _Any) -> _Any:
        """Whether input is smaller."""

    def lu_solve(self, LU_data: _Tensor | _Torch, LU_pivots: _Tensor | _Torch) -> _Tensor:
        """The solution from an LU decomposition."""

    def masked_fill(self, mask: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """A copy with one value where the mask is true."""

    def masked_fill_(self, mask: _Tensor | _Torch, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """One value where the mask is true."""

    def masked_scatter(self, mask: _Tensor | _Torch, source: _Tensor | _Torch) -> _Tensor:
        """A copy with the elements of source where the mask is true."""

    def masked_scatter_(self, mask: _Tensor | _Torch, source: _Tensor | _Torch) -> _Tensor:
        """The elements of source where the mask is true."""

    def masked_select(self, mask: _Tensor | _Torch) -> _Tensor:
        """The elements where the mask is true."""

    @_overload
    def matmul(self, tensor2: _Tensor | _Torch) -> _Tensor:
        """self @ tensor2."""

    @_overload
    def matmul(self, other: _Tensor | _Torch) -> _Tensor:
        """self @ tensor2."""

    def matrix_determinant(self) -> _Tensor:
        """The determinant."""

    def matrix_power(self, n: _Any) -> _Tensor:
        """A power of a square matrix."""

    def max(self, *args: _Any, **kwargs: _Any) -> _Any:
        """The largest element, over an axis, and where it stands."""

    def maximum(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The larger of each two elements."""

    @_overload
    def mean(self, axis: _Any = ..., keep_dims: _builtins.bool = ...) -> _Tensor:
        """The mean over axes; of ints cut to their dtype."""

    @_overload
    def mean(self, dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
        """The mean over axes; of ints cut to their dtype."""

    @_overload
    def median(self, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Any:
        """The lower median, and along an axis where it stands."""

    @_overload
    def median(self, dim: _Any = ..., keepdim: _builtins.bool = ...) -> _Any:
        """The lower median, and along an axis where it stands."""

    def min(self, *args: _Any, **kwargs: _Any) -> _Any:
        """The smallest element, over an axis, and where it stands."""

    def minimum(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The smaller of each two elements."""

    def mm(self, mat2: _Tensor | _Torch) -> _Tensor:
        """The product of two matrices."""

    def move_to(self, to: _Any, blocking: _Any = ...) -> _Tensor:
        """The tensor on another device."""

    def moveaxis(self, source: _Any, destination: _Any) -> _Tensor:
        """Axes at other places."""

    def movedim(self, source: _Any, destination: _Any) -> _Tensor:
        """Axes at other places."""

    def msort(self) -> _Tensor:
        """The elements in order along the first axis."""

    def mul(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """self * other."""

    def mul_(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Multiplied by other."""

    def multinomial(self, num_samples: _Any, replacement: _builtins.bool = ..., seed: _Any = ...) -> _Tensor:
        """Places drawn with weights."""

    def multiply(self, value: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """self * value."""

    def mvlgamma(self, p: _Any) -> _Tensor:
        """The logarithm of the multivariate gamma function."""

    def nan_to_num(self, nan: _Any = ..., posinf: _Any = ..., neginf: _Any = ...) -> _Tensor:
        """nan and infinities as numbers."""

    def nanmean(self, axis: _Any = ..., keepdims: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
        """The mean of the numbers."""

    def nanmedian(self, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Any:
        """The lower median of the numbers along an axis, and where it stands."""

    def nanquantile(self, q: _Any, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
        """The q-quantiles."""

    def nansum(self, axis: _Any = ..., keepdims: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
        """The sum of the numbers."""

    def narrow(self, axis: _Any, start: _Any, length: _Any) -> _Tensor:
        """A slice along an axis."""

    def ndimension(self) -> _Any:
        """The number of axes."""

    def ne(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether the elements differ."""

    def neg(self) -> _Tensor:
        """The negative."""

    def negative(self) -> _Tensor:
        """Another name of ops.neg."""

    def nelement(self) -> _Any:
        """The number of elements."""

    def new_empty(self, size: _Any, *, dtype: _Type | None = ..., device: _Any = ...) -> _Tensor:
        """Any values in the dtype of self or another."""

    def new_full(self, size: _Any, fill_value: _Any, *, dtype: _Type | None = ...) -> _Tensor:
        """One value in the dtype of self or another."""

    def new_ones(self, size: _Any, dtype: _Type | None = ...) -> _Tensor:
        """Ones in the dtype of self or another."""

    def new_zeros(self, size: _Any, dtype: _Type | None = ...) -> _Tensor:
        """Zeros in the dtype of self or another."""

    def nextafter(self, other: _Tensor | _Torch) -> _Tensor:
        """The next number from input on towards other."""

    def nonzero(self, *, as_tuple: _builtins.bool = ...) -> _Any:
        """Where the elements are not zero."""

    def norm(self, ord: _Any = ..., dim: _Any = ..., keepdim: _builtins.bool = ..., *, dtype: _Type | None = ...) -> _Tensor:
        """A vector's or a matrix's norm."""

    def normal_(self, mean: _Any = ..., std: _Any = ..., *, generator: _Any = ...) -> _Tensor:
        """Filled with normal random numbers."""

    def not_equal(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """Whether the elements differ."""

    def numel(self) -> _Any:
        """The number of elements."""

    def orgqr(self, input2: _Tensor | _Torch) -> _Tensor:
        """The orthogonal matrix of Householder reflections."""

    def ormqr(self, input2: _Tensor | _Torch, input3: _Tensor | _Torch, left: _builtins.bool = ..., transpose: _builtins.bool = ...) -> _Tensor:
        """Householder reflections times a matrix."""

    def outer(self, vec2: _Tensor | _Torch) -> _Tensor:
        """The outer product."""

    def permute(self, *args: _Any, **kwargs: _Any) -> _Any:
        """The axes in another order."""

    def positive(self) -> _Tensor:
        """The tensor itself."""

    def pow(self, exponent: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """self to a power."""

    def prod(self, dim: _Any = ..., keepdim: _builtins.bool = ..., dtype: _Type | None = ...) -> _Tensor:
        """The product."""

    def ptp(self, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
        """The largest element less the smallest."""

    def put_(self, index: _Tensor | _Torch, source: _Tensor | _Torch, accumulate: _builtins.bool = ...) -> _Tensor:
        """Elements at places of the flattened tensor."""

    def qr(self, some: _builtins.bool = ...) -> _Any:
        """An orthogonal and a triangular factor."""

    def quantile(self, q: _Any, axis: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
        """The q-quantiles."""

    def rad2deg(self) -> _Tensor:
        """Radians as degrees."""

    def random_(self, from_: _Any = ..., to: _Any = ..., *, generator: _Any = ...) -> _Tensor:
        """Filled with random integers."""

    def random_categorical(self, num_sample: _Any, seed: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
        """Places drawn with the logarithms of weights."""

    def ravel(self) -> _Tensor:
        """The elements in one axis."""

    def real(self) -> _Tensor:
        """The real part."""

    def reciprocal(self) -> _Tensor:
        """One over each element."""

    @_overload
    def remainder(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The remainder with the sign of the divisor."""

    @_overload
    def remainder(self, divisor: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The remainder with the sign of the divisor."""

    def remainder_(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """The remainder by other."""

    def renorm(self, p: _Any, axis: _Any, maxnorm: _Any) -> _Tensor:
        """Slices along an axis scaled to a norm of at most maxnorm."""

    def repeat(self, *repeats: _Any) -> _Tensor:
        """Copies along each axis."""

    def repeat_interleave(self, repeats: _Any, dim: _Any = ..., *, output_size: _Any = ...) -> _Tensor:
        """Each element so many times."""

    def requires_grad_(self, requires_grad: _Any = ...) -> _Any:
        """Nothing; of a Parameter it sets requires_grad."""

    def reshape(self, *shape: _Any) -> _Tensor:
        """The elements in another shape; one size may be -1."""

    def reshape_as(self, other: _Tensor | _Torch) -> _Tensor:
        """The elements in the shape of other."""

    def resize(self, *new_shape: _Any) -> _Tensor:
        """The elements in another shape, cut or filled with zeros."""

    def reverse(self, axis: _Any) -> _Tensor:
        """Some axes in reverse order."""

    def reverse_sequence(self, seq_lengths: _Tensor | _Torch, seq_dim: _Any = ..., batch_dim: _Any = ...) -> _Tensor:
        """The first steps of each sample in reverse order."""

    def roll(self, shifts: _Any, dims: _Any = ...) -> _Tensor:
        """The elements moved along axes, those at the end to the front."""

    def rot90(self, k: _Any, dims: _Any) -> _Tensor:
        """A plane turned by right angles."""

    def round(self, decimals: _Any = ...) -> _Tensor:
        """The nearest integer, the even one of two."""

    def rsqrt(self) -> _Tensor:
        """One over the square root."""

    def scatter(self, *args: _Any, **kwargs: _Any) -> _Any:
        """A copy with elements at the places of an index."""

    def scatter_(self, *args: _Any, **kwargs: _Any) -> _Any:
        """Elements at the places of an index along an axis."""

    def scatter_add(self, *args: _Any, **kwargs: _Any) -> _Any:
        """A copy with slices added at positions, or elements along an axis."""

    def scatter_add_(self, dim: _Any, index: _Tensor | _Torch, src: _Tensor | _Torch) -> _Tensor:
        """Elements added at places along an axis."""

    def scatter_div(self, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
        """A copy with slices combined at positions (div)."""

    def scatter_max(self, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
        """A copy with slices combined at positions (max)."""

    def scatter_min(self, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
        """A copy with slices combined at positions (min)."""

    def scatter_mul(self, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
        """A copy with slices combined at positions (mul)."""

    def scatter_sub(self, indices: _Tensor | _Torch, updates: _Tensor | _Torch) -> _Tensor:
        """A copy with slices combined at positions (sub)."""

    def searchsorted(self, v: _Any, side: _Any = ..., sorter: _Tensor | _Torch | None = ...) -> _Tensor:
        """Where values would go in sorted rows."""

    def select(self, *args: _Any, **kwargs: _Any) -> _Any:
        """One slice, or elements by a condition."""

    def select_scatter(self, src: _Tensor | _Torch, axis: _Any, index: _Any) -> _Tensor:
        """A copy with src at one place of an axis."""

    def set_const_arg(self, const_arg: _Any = ...) -> _Tensor:
        """Kept for the graph mode of MindSpore."""

    def set_init_flag(self, value: _Any) -> _Any:
        """Nothing; a Tensor has its values from the start."""

    def sgn(self) -> _Tensor:
        """The sign; of a complex number, its direction."""

    def short(self) -> _Tensor:
        """The tensor as int16."""

    def sigmoid(self) -> _Tensor:
        """1 / (1 + exp(-x))."""

    def sigmoid_(self) -> _Tensor:
        """Each element becomes its sigmoid."""

    def sign(self) -> _Tensor:
        """-1, 0 or 1."""

    def sign_(self) -> _Tensor:
        """Each element becomes its sign."""

    def signbit(self) -> _Tensor:
        """Whether each element is below zero."""

    def sin(self) -> _Tensor:
        """The sine."""

    def sinc(self) -> _Tensor:
        """sin(pi x) / (pi x)."""

    def sinh(self) -> _Tensor:
        """The hyperbolic sine."""

    def slice_scatter(self, src: _Tensor | _Torch, axis: _Any = ..., start: _Any = ..., end: _Any = ..., step: _Any = ...) -> _Tensor:
        """A copy with src in a slice."""

    def slogdet(self) -> _Any:
        """The sign and the logarithm of the determinant."""

    def soft_shrink(self, lambd: _Any = ...) -> _Tensor:
        """x moved by lambd to 0."""

    def softmax(self, axis: _Any, dtype: _Type | None = ...) -> _Tensor:
        """exp(x) scaled so that the sum over an axis is one."""

    @_overload
    def sort(self, axis: _Any = ..., descending: _builtins.bool = ...) -> _Any:
        """The elements in order, and where they stood."""

    @_overload
    def sort(self, dim: _builtins.int = ..., descending: _builtins.bool = ..., stable: _builtins.bool = ...) -> _Any:
        """The elements in order, and where they stood."""

    @_overload
    def split(self, split_size_or_sections: _Any, axis: _Any = ...) -> _Any:
        """Pieces of one size, or of the sizes in a list."""

    @_overload
    def split(self, split_size: _Any, dim: _Any = ...) -> _Any:
        """Pieces of one size, or of the sizes in a list."""

    def sqrt(self) -> _Tensor:
        """The square root."""

    def square(self) -> _Tensor:
        """The square."""

    def squeeze(self, *args: _Any, **kwargs: _Any) -> _Any:
        """Without axes of size 1."""

    @_overload
    def std(self, axis: _Any = ..., ddof: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
        """The standard deviation over axes."""

    @_overload
    def std(self, dim: _Any = ..., *, correction: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
        """The standard deviation over axes."""

    def storage_offset(self) -> _Any:
        """Where in its memory the first element stands."""

    def stride(self, dim: _Any = ...) -> _Any:
        """Elements from one to the next along each axis."""

    @_overload
    def sub(self, other: _Any, *, alpha: _Tensor | _Torch | _builtins.float = ...) -> _Tensor:
        """self - alpha * other."""

    @_overload
    def sub(self, y: _Any) -> _Tensor:
        """self - alpha * other."""

    @_overload
    def sub_(self, other: _Tensor | _Torch | _builtins.float, *, alpha: _Any = ...) -> _Tensor:
        """alpha * other is subtracted."""

    @_overload
    def sub_(self, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """alpha * other is subtracted."""

    def subtract(self, other: _Any, *, alpha: _Tensor | _Torch | _builtins.float = ...) -> _Tensor:
        """self - alpha * other."""

    @_overload
    def sum(self, dim: _Any = ..., keepdim: _Any = ..., *, dtype: _Type | None = ...) -> _Tensor:
        """The sum over axes; of ints and bools in int64."""

    @_overload
    def sum(self, axis: _Any = ..., dtype: _Any = ..., keepdims: _builtins.bool = ..., initial: _Tensor | _Torch | _builtins.float | None = ...) -> _Tensor:
        """The sum over axes; of ints and bools in int64."""

    def sum_to_size(self, *size: _Any) -> _Tensor:
        """The sum over the axes that broadcasting would add or repeat."""

    def svd(self, full_matrices: _builtins.bool = ..., compute_uv: _builtins.bool = ...) -> _Any:
        """The singular values and vectors."""

    def swapaxes(self, axis0: _Any, axis1: _Any) -> _Tensor:
        """Two axes swapped."""

    def swapdims(self, dim0: _Any, dim1: _Any) -> _Tensor:
        """Two axes swapped."""

    def t(self) -> _Tensor:
        """A matrix transposed."""

    @_overload
    def take(self, indices: _Tensor | _Torch, axis: _Any = ..., mode: _Any = ...) -> _Tensor:
        """Elements of the flattened tensor, or slices along an axis."""

    @_overload
    def take(self, index: _Tensor | _Torch) -> _Tensor:
        """Elements of the flattened tensor, or slices along an axis."""

    def tan(self) -> _Tensor:
        """The tangent."""

    def tanh(self) -> _Tensor:
        """The hyperbolic tangent."""

    def tanh_(self) -> _Tensor:
        """Each element becomes its tanh."""

    def tensor_split(self, indices_or_sections: _Any, axis: _Any = ...) -> _Any:
        """So many pieces, or pieces that begin at the indices."""

    def tile(self, *args: _Any, **kwargs: _Any) -> _Any:
        """Copies along the last axes."""

    def to(self, *args: _Any, **kwargs: _Any) -> _Any:
        """The tensor in another dtype or on another device."""

    def to_coo(self, *args: _Any, **kwargs: _Any) -> _Any:
        """The elements that are not zero, with coordinates."""

    def to_csr(self, *args: _Any, **kwargs: _Any) -> _Any:
        """The elements that are not zero, in compressed rows."""

    def top_k(self, k: _Any, sorted: _builtins.bool = ...) -> _Any:
        """The k largest elements, and where they stand."""

    def topk(self, k: _Any, dim: _Any = ..., largest: _builtins.bool = ..., sorted: _builtins.bool = ...) -> _Any:
        """The k largest elements, and where they stand."""

    def trace(self, offset: _Any = ..., axis1: _Any = ..., axis2: _Any = ..., dtype: _Type | None = ...) -> _Tensor:
        """The sum of a diagonal."""

    def transpose(self, *args: _Any, **kwargs: _Any) -> _Any:
        """The axes in another order; with two ints, those two swapped."""

    def triangular_solve(self, A: _Tensor | _Torch, upper: _builtins.bool = ..., transpose: _builtins.bool = ..., unitriangular: _builtins.bool = ...) -> _Any:
        """The solution with a triangular matrix."""

    def tril(self, diagonal: _Any = ...) -> _Tensor:
        """The lower triangle, zeros elsewhere."""

    def triu(self, diagonal: _Any = ...) -> _Tensor:
        """The upper triangle, zeros elsewhere."""

    def true_divide(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """input / other."""

    def trunc(self) -> _Tensor:
        """The integer part."""

    def type(self, dtype: _Type | None = ...) -> _Any:
        """The name of the dtype, or the tensor in another."""

    def type_as(self, other: _Tensor | _Torch) -> _Tensor:
        """The tensor in the dtype of other."""

    def unbind(self, dim: _Any = ...) -> _Any:
        """The slices along an axis."""

    def unfold(self, kernel_size: _Any, dilation: _Any = ..., padding: _Any = ..., stride: _Any = ...) -> _Tensor:
        """Windows of an image as columns."""

    def uniform(self, from_: _Any = ..., to: _Any = ..., generator: _Any = ...) -> _Tensor:
        """Uniform random numbers in the shape of self."""

    def uniform_(self, from_: _Any = ..., to: _Any = ..., *, generator: _Any = ...) -> _Tensor:
        """Filled with uniform random numbers."""

    def unique(self, sorted: _builtins.bool = ..., return_inverse: _builtins.bool = ..., return_counts: _builtins.bool = ..., dim: _Any = ...) -> _Any:
        """The different elements."""

    def unique_consecutive(self, return_inverse: _builtins.bool = ..., return_counts: _builtins.bool = ..., dim: _Any = ...) -> _Any:
        """The elements that differ from the one before."""

    def unique_with_pad(self, pad_num: _Any) -> _Any:
        """The different elements, filled up to the old length, and where each went."""

    def unsorted_segment_max(self, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Tensor:
        """The largest elements of the slices of each segment."""

    def unsorted_segment_min(self, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Tensor:
        """The smallest elements of the slices of each segment."""

    def unsorted_segment_prod(self, segment_ids: _Tensor | _Torch, num_segments: _Any) -> _Tensor:
        """The product of the slices of each segment."""

    @_overload
    def unsqueeze(self, dim: _Any) -> _Tensor:
        """A new axis of size 1."""

    @_overload
    def unsqueeze(self, axis: _Any) -> _Tensor:
        """A new axis of size 1."""

    def value(self) -> _Tensor:
        """The tensor; of a Parameter its value."""

    @_overload
    def var(self, axis: _Any = ..., ddof: _Any = ..., keepdims: _builtins.bool = ...) -> _Tensor:
        """The variance over axes."""

    @_overload
    def var(self, dim: _Any = ..., *, correction: _Any = ..., keepdim: _builtins.bool = ...) -> _Tensor:
        """The variance over axes."""

    def view(self, *args: _Any, **kwargs: _Any) -> _Any:
        """The elements in another shape, or the same bytes in another dtype."""

    def view_as(self, other: _Tensor | _Torch) -> _Tensor:
        """The elements in the shape of other."""

    def vsplit(self, indices_or_sections: _Any) -> _Any:
        """Pieces along the first axis."""

    @_overload
    def where(self, condition: _Tensor | _Torch, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """self where the condition holds, else y."""

    @_overload
    def where(self, condition: _Tensor | _Torch, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """self where the condition holds, else y."""

    def xdivy(self, y: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """x / y, 0 where x is 0."""

    def xlogy(self, other: _Tensor | _Torch | _builtins.float) -> _Tensor:
        """input * log(other), 0 where input is 0."""

    def zero_(self) -> _Tensor:
        """All zeros."""