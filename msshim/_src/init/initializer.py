"""The initializers: rules that fill a new parameter, with MindSpore's bits from numpy's global seed.

Each class says what torch's nearest function is and how it differs. A subclass implements `_initialize(arr)`, which
fills a numpy array in place. Source: mindspore.common.initializer of 2.10.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

from msshim._src.init.fans import fan, fans, gain
from msshim._src.runtime import philox, random
from msshim._src.tensor import dtype as mstype

Array = np.ndarray[Any, Any]
Shape = tuple[int, ...]


def _draw() -> int:
    """The seed of one draw; each initialised parameter takes one number from numpy's global generator."""
    return int(np.random.randint(low=1, high=1 << 63, dtype=np.int64))


# Bad arguments raise before the draw, so that what is drawn after a caught error is the same as in MindSpore.


def _uniform(arr: Array, low: float, high: float) -> None:
    arr[...] = philox.uniform(_draw(), arr.shape, low, high)


def _normal(arr: Array, mean: float, sigma: float) -> None:
    _check_sigma(sigma)
    arr[...] = philox.normal(_draw(), arr.shape, mean, sigma)


def _check_sigma(sigma: float) -> None:
    if sigma < 0:
        raise ValueError(f"The 'sigma' of a normal distribution must not be negative, but got {sigma}.")


def assign(arr: Array, num: Any) -> Array:
    """Fill an array with a number or the values of another; the array."""
    arr[...] = num
    return arr


class Initializer:
    """Base of all initializers; keyword arguments are kept for subclasses."""

    def __init__(self, **kwargs: Any) -> None:
        self._kwargs = kwargs
        self._seed: int | None = None

    @property
    def seed(self) -> tuple[int, int]:
        """Two numbers for a subclass with a generator of its own; MindSpore's initializers do not use them.

        They come from `set_seed` and change at each look. Once set to n, they are n + 1 and 0.
        """
        return random.graph_seeds(random.get_seed(), "init") if self._seed is None else (self._seed + 1, 0)

    @seed.setter
    def seed(self, value: int | None) -> None:
        self._seed = value

    def _initialize(self, arr: Array) -> None:
        raise NotImplementedError(f"{type(self).__name__} must define _initialize(arr), which fills the array.")

    def __call__(self, arr: Array) -> None:
        """Fill a numpy array in place."""
        return self._initialize(arr)

    def materialize(self, shape: Shape, dtype: torch.dtype) -> torch.Tensor:
        """A new tensor on torch's default device; on the meta device nothing is drawn."""
        device = torch.empty(0).device
        if device.type == "meta":
            return torch.empty(shape, dtype=dtype)
        # numpy has no bfloat16: MindSpore rounds float32 to it, and so does torch.
        half = dtype is torch.bfloat16
        array = np.zeros(shape, np.float32 if half else mstype.dtype_to_nptype(mstype.torch_to_dtype(dtype)))
        self(array)
        return torch.from_numpy(array).to(device=device, dtype=dtype)


class Zero(Initializer):
    """Zeros. torch: torch.nn.init.zeros_."""

    def _initialize(self, arr: Array) -> None:
        arr.fill(0)


class One(Initializer):
    """Ones. torch: torch.nn.init.ones_."""

    def _initialize(self, arr: Array) -> None:
        arr.fill(1)


class Constant(Initializer):
    """One number everywhere. torch: torch.nn.init.constant_."""

    def __init__(self, value: Any) -> None:
        super().__init__(value=value)
        self.value = value

    def _initialize(self, arr: Array) -> None:
        arr.fill(self.value)


class Uniform(Initializer):
    """U(-scale, scale). torch: torch.nn.init.uniform_, whose default is U(0, 1)."""

    def __init__(self, scale: float = 0.07) -> None:
        super().__init__(scale=scale)
        self.scale = scale

    def _initialize(self, arr: Array) -> None:
        _uniform(arr, -self.scale, self.scale)


class Normal(Initializer):
    """N(mean, sigma), sigma first. torch: torch.nn.init.normal_, mean first and sigma 1 by default."""

    def __init__(self, sigma: float = 0.01, mean: float = 0.0) -> None:
        super().__init__(sigma=sigma, mean=mean)
        self.sigma = sigma
        self.mean = mean

    def _initialize(self, arr: Array) -> None:
        _normal(arr, self.mean, self.sigma)


class TruncatedNormal(Initializer):
    """N(mean, sigma) within [a, b]; the bounds are absolute, so that the defaults hardly truncate.

    torch: torch.nn.init.trunc_normal_, which has the mean first and sigma 1 by default.
    """

    def __init__(self, sigma: float = 0.01, mean: float = 0.0, a: float = -2.0, b: float = 2.0) -> None:
        super().__init__(sigma=sigma, mean=mean, a=a, b=b)
        self.sigma = sigma
        self.mean = mean
        self.a = a
        self.b = b

    def _initialize(self, arr: Array) -> None:
        _check_sigma(self.sigma)
        arr[...] = philox.truncated_normal(_draw(), arr.shape, self.a, self.b, self.mean, self.sigma)


class _Xavier(Initializer):
    def __init__(self, gain: float = 1) -> None:
        super().__init__(gain=gain)
        self.gain = gain

    def _deviation(self, shape: Shape) -> float:
        return self.gain * math.sqrt(2.0 / sum(fans(shape)))


class XavierNormal(_Xavier):
    """N(0, gain * sqrt(2 / (fan_in + fan_out))). torch: torch.nn.init.xavier_normal_."""

    def _initialize(self, arr: Array) -> None:
        _normal(arr, 0, self._deviation(arr.shape))


class XavierUniform(_Xavier):
    """U(-b, b), b = gain * sqrt(6 / (fan_in + fan_out)). torch: torch.nn.init.xavier_uniform_."""

    def _initialize(self, arr: Array) -> None:
        bound = self.gain * math.sqrt(6.0 / sum(fans(arr.shape)))
        _uniform(arr, -bound, bound)


class _He(Initializer):
    def __init__(self, negative_slope: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu") -> None:
        super().__init__(negative_slope=negative_slope, mode=mode, nonlinearity=nonlinearity)
        self.negative_slope = negative_slope
        self.mode = mode
        self.nonlinearity = nonlinearity

    def _deviation(self, shape: Shape) -> float:
        inputs = fan(shape, self.mode)
        return gain(self.nonlinearity, self.negative_slope) / math.sqrt(inputs)


class HeNormal(_He):
    """N(0, gain / sqrt(fan)). torch: torch.nn.init.kaiming_normal_, with the same defaults."""

    def _initialize(self, arr: Array) -> None:
        _normal(arr, 0, self._deviation(arr.shape))


class HeUniform(_He):
    """U(-b, b), b = gain * sqrt(3 / fan). torch: torch.nn.init.kaiming_uniform_, with the same defaults."""

    def _initialize(self, arr: Array) -> None:
        bound = math.sqrt(3.0) * self._deviation(arr.shape)
        _uniform(arr, -bound, bound)


class Identity(Initializer):
    """The identity matrix. torch: torch.nn.init.eye_. ValueError unless the shape has 2 dimensions."""

    def _initialize(self, arr: Array) -> None:
        _rank(self, arr, (2,))
        arr[...] = np.eye(arr.shape[0], arr.shape[1])


class Sparse(Initializer):
    """N(0, sigma) with a share of each column set to zero. torch: torch.nn.init.sparse_. ValueError unless rank 2."""

    def __init__(self, sparsity: float, sigma: float = 0.01) -> None:
        super().__init__()
        self.sparsity = sparsity
        self.sigma = sigma

    def _initialize(self, arr: Array) -> None:
        _rank(self, arr, (2,))
        rows, columns = arr.shape
        zeros = int(np.ceil(self.sparsity * rows))
        _normal(arr, 0, self.sigma)
        for column in range(columns):
            arr[np.random.permutation(rows)[:zeros], column] = 0


class Dirac(Initializer):
    """A convolution that passes its channels through. torch: torch.nn.init.dirac_. ValueError unless rank 3 to 5."""

    def __init__(self, groups: int = 1) -> None:
        super().__init__()
        self.groups = groups

    def _initialize(self, arr: Array) -> None:
        _rank(self, arr, (3, 4, 5))
        if arr.shape[0] % self.groups:
            raise ValueError(
                f"For 'Dirac', the 'groups' must divide the first dimension {arr.shape[0]}, but got {self.groups}."
            )
        outputs = arr.shape[0] // self.groups
        centre = tuple(n // 2 for n in arr.shape[2:])
        arr.fill(0)
        for group in range(self.groups):
            for channel in range(min(outputs, arr.shape[1])):
                arr[(group * outputs + channel, channel) + centre] = 1


class Orthogonal(Initializer):
    """Orthonormal rows or columns times `gain`. torch: torch.nn.init.orthogonal_. ValueError below rank 2."""

    def __init__(self, gain: float = 1.0) -> None:
        super().__init__(gain=gain)
        self.gain = gain

    def _initialize(self, arr: Array) -> None:
        if arr.ndim < 2:
            raise ValueError(f"For 'Orthogonal', the shape must have at least 2 dimensions, but got {arr.ndim}.")
        rows = arr.shape[0]
        flat = np.empty((rows, arr.size // rows), np.float32)
        _normal(flat, 0, 1)
        wide = flat.shape[0] < flat.shape[1]
        q, r = np.linalg.qr(flat.T if wide else flat)
        q *= np.sign(np.diag(r))
        arr[...] = ((q.T if wide else q) * self.gain).reshape(arr.shape)


class VarianceScaling(Initializer):
    """Variance `scale` / fan. torch has none; TensorFlow has it under this name.

    MindSpore 2.10 draws a *uniform* for ``'truncated_normal'``, the default, and so does this class.
    """

    def __init__(self, scale: float = 1.0, mode: str = "fan_in", distribution: str = "truncated_normal") -> None:
        super().__init__(scale=scale, mode=mode, distribution=distribution)
        if scale <= 0.0:
            raise ValueError(f"For 'VarianceScaling', the 'scale' must be positive, but got {scale}.")
        for name, value, known in (
            ("mode", mode, ("fan_in", "fan_out", "fan_avg")),
            ("distribution", distribution, ("uniform", "truncated_normal", "untruncated_normal")),
        ):
            if value not in known:
                raise ValueError(
                    f"For 'VarianceScaling', the '{name}' must be one of {list(known)}, but got {value!r}."
                )
        self.scale = scale
        self.mode = mode
        self.distribution = distribution

    def _initialize(self, arr: Array) -> None:
        both = fans(arr.shape)
        fan = sum(both) / 2.0 if self.mode == "fan_avg" else getattr(both, self.mode)
        variance = self.scale / max(1.0, fan)
        if self.distribution == "untruncated_normal":
            _normal(arr, 0, np.sqrt(variance))
        else:
            bound = np.sqrt(3.0 * variance)
            _uniform(arr, -bound, bound)


def _rank(init: Initializer, arr: Array, ranks: tuple[int, ...]) -> None:
    if arr.ndim not in ranks:
        raise ValueError(
            f"For '{type(init).__name__}', the shape must have {' or '.join(map(str, ranks))} dimensions, "
            f"but got {arr.ndim}: {arr.shape}."
        )
