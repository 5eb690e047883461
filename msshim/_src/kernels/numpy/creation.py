"""New arrays of `mindspore.numpy`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

import math
from typing import Any

import torch

from msshim._src.kernels.numpy.base import COMPLEX, Array, array, arrays, as_given, axis_in, pair, tensor, to

Dtype = torch.dtype | None
_REFUSED = (torch.bfloat16, *COMPLEX)


def held(dtype: Dtype) -> torch.dtype:
    """A dtype that arrays can be made with."""
    if dtype is None or dtype in _REFUSED:
        raise TypeError(f"For 'mindspore.numpy', the 'dtype' must be one of numpy's, but got {dtype}.")
    return dtype


def _sizes(shape: Any) -> tuple[int, ...]:
    if isinstance(shape, torch.Tensor):
        shape = shape.tolist()
    if not isinstance(shape, (int, tuple, list)):
        raise TypeError(f"'shape' must be an int, a tuple or a list, but got {shape!r}.")
    sizes = (shape,) if isinstance(shape, int) else tuple(shape)
    for size in sizes:
        if not isinstance(size, int):
            raise TypeError(f"each size must be an int, but got {size!r}.")
        if size < 0:
            raise ValueError(f"each size must not be negative, but got {size}.")
    return sizes


def asarray(a: Array, dtype: Dtype = None) -> torch.Tensor:
    """An array-like as a Tensor, itself if it is one of that dtype."""
    if isinstance(a, torch.Tensor):
        return a if dtype is None else to(a, held(dtype))
    try:
        made = array(a) if dtype is None else as_given(a)
    except TypeError as error:
        if isinstance(a, (list, tuple)):
            raise ValueError(str(error)) from None
        raise
    return made if dtype is None else to(made, held(dtype))


def copy_of(obj: Array, dtype: Dtype = None, copy: bool = True, ndmin: int = 0) -> torch.Tensor:
    """An array-like as a Tensor of its own, with `ndmin` axes or more."""
    made = asarray(obj, dtype)
    if ndmin > made.ndim:
        if not made.numel():
            raise ValueError("an empty array takes no more axes.")
        made = made.reshape([1] * (ndmin - made.ndim) + list(made.shape))
    return made.clone() if copy and isinstance(obj, torch.Tensor) else made


def copy(a: Array) -> torch.Tensor:
    """A copy."""
    return asarray(a).clone()


def asfarray(a: Array, dtype: Dtype = torch.float32) -> torch.Tensor:
    """An array-like as a Tensor of floats."""
    if dtype is None:
        return asarray(a)
    return asarray(a, dtype if held(dtype).is_floating_point else torch.float32)


def ones(shape: Any, dtype: Dtype = torch.float32) -> torch.Tensor:
    """Ones."""
    return torch.ones(_sizes(shape), dtype=held(dtype))


def zeros(shape: Any, dtype: Dtype = torch.float32) -> torch.Tensor:
    """Zeros."""
    return torch.zeros(_sizes(shape), dtype=held(dtype))


def empty(shape: Any, dtype: Dtype = torch.float32) -> torch.Tensor:
    """Zeros, as MindSpore leaves no memory unset."""
    return torch.zeros(_sizes(shape), dtype=dtype)


def full(shape: Any, fill_value: Array, dtype: Dtype = None) -> torch.Tensor:
    """One value, or an array that broadcasts, everywhere."""
    sizes = _sizes(shape)
    if not isinstance(fill_value, (int, float, list, tuple, torch.Tensor)):
        raise TypeError(f"'fill_value' must be an array-like, but got {fill_value!r}.")
    value = array(fill_value)
    if isinstance(fill_value, (int, float)):
        return torch.full(sizes, fill_value, dtype=value.dtype if dtype is None else held(dtype))
    try:
        return value.broadcast_to(sizes)
    except RuntimeError:
        raise ValueError(f"{tuple(value.shape)} does not broadcast to {sizes}.") from None


def _like(constructor: Any, prototype: Array, dtype: Dtype, shape: Any) -> torch.Tensor:
    if not isinstance(prototype, (int, float, list, tuple, torch.Tensor)):
        raise TypeError(f"the prototype must be an array-like, but got {prototype!r}.")
    model = array(prototype)
    sizes = tuple(model.shape) if shape is None or shape in ((), []) else shape
    return constructor(sizes, dtype or model.dtype).to(model.device)  # type: ignore[no-any-return]


def ones_like(a: Array, dtype: Dtype = None, shape: Any = None) -> torch.Tensor:
    """Ones of the shape and dtype of an array."""
    return _like(ones, a, dtype, shape)


def zeros_like(a: Array, dtype: Dtype = None, shape: Any = None) -> torch.Tensor:
    """Zeros of the shape and dtype of an array."""
    return _like(zeros, a, dtype, shape)


def empty_like(prototype: Array, dtype: Dtype = None, shape: Any = None) -> torch.Tensor:
    """Zeros of the shape and dtype of an array."""
    return _like(empty, prototype, dtype, shape)


def full_like(a: Array, fill_value: Array, dtype: Dtype = None, shape: Any = None) -> torch.Tensor:
    """One value in the shape and dtype of an array."""
    return _like(lambda sizes, kind: full(sizes, fill_value, kind), a, dtype, shape)


def arange(start: Any, stop: Any = None, step: Any = None, dtype: Dtype = None) -> torch.Tensor:
    """Numbers at equal distances; the end is left out."""
    given = [value for value in (start, stop, step) if value is not None]
    if dtype is None:
        dtype = torch.int32 if all(isinstance(value, int) for value in given) else torch.float32
    if stop is None:
        start, stop = 0, start
    step = 1 if step is None else step
    count = math.ceil((stop - start + 0.0) / step)
    if count <= 0:
        raise ValueError("an empty range is not supported.")
    return to(torch.arange(count, dtype=torch.float32) * step + start, dtype)


def _ends(start: Array, stop: Array, num: Any, endpoint: Any) -> list[torch.Tensor]:
    for end in (start, stop):
        if not isinstance(end, (int, float, list, tuple, torch.Tensor)):
            raise TypeError(f"'start' and 'stop' must be array-likes, but got {end!r}.")
    if not isinstance(num, int):
        raise TypeError(f"'num' must be an int, but got {num!r}.")
    if not isinstance(endpoint, bool):
        raise TypeError(f"'endpoint' must be a bool, but got {endpoint!r}.")
    given = arrays(start, stop)
    ready = [
        made if isinstance(end, torch.Tensor) else to(made, torch.float32)
        for end, made in zip((start, stop), given, strict=True)
    ]
    return list(torch.broadcast_tensors(*ready))


def linspace(
    start: Array, stop: Array, num: int = 50, endpoint: bool = True, retstep: bool = False, dtype: Dtype = None,
    axis: int = 0,
) -> Any:  # fmt: skip
    """Numbers at equal distances between two ends, and with `retstep` the distance."""
    first, last = _ends(start, stop, num, endpoint)
    axis = axis_in(axis, first.ndim + 1)
    if not isinstance(retstep, bool):
        raise TypeError(f"'retstep' must be a bool, but got {retstep!r}.")
    if num < 1:
        raise ValueError("'num' must be at least 1.")
    kind = torch.float32 if dtype is None else held(dtype)
    delta: Any = math.nan
    if num == 1:
        result = first.unsqueeze(axis)
        delta = math.nan if endpoint else last - first
    else:
        delta = (last - first) / (num - 1.0 if endpoint else float(num))
        steps = torch.arange(num, dtype=torch.float32, device=first.device)
        steps = steps.reshape([num if k == axis else 1 for k in range(first.ndim + 1)])
        result = first.unsqueeze(axis) + steps * delta.unsqueeze(axis)
        if endpoint:
            end = to(last, result.dtype).unsqueeze(axis)
            result = torch.cat((result.narrow(axis, 0, num - 1), end), axis)
    return (to(result, kind), delta) if retstep else to(result, kind)


def logspace(
    start: Array, stop: Array, num: int = 50, endpoint: bool = True, base: float = 10.0, dtype: Dtype = None,
    axis: int = 0,
) -> torch.Tensor:  # fmt: skip
    """Powers of a base whose exponents are at equal distances."""
    if not isinstance(base, (int, float)):
        raise TypeError(f"'base' must be a number, but got {base!r}.")
    return to(torch.pow(base, linspace(start, stop, num, endpoint, False, None, axis)), dtype)


def geomspace(
    start: Array, stop: Array, num: int = 50, endpoint: bool = True, dtype: Dtype = None, axis: int = 0
) -> torch.Tensor:
    """Numbers each of which is the one before times a constant."""
    first, last = _ends(start, stop, num, endpoint)
    axis = axis_in(axis, first.ndim + 1)
    root = num - 1 if endpoint else num
    ratio = torch.pow(last / first, 1.0 / root).unsqueeze(axis)
    ends = torch.zeros(first.shape), torch.full(first.shape, float(root))
    exponents = linspace(*ends, num, endpoint, False, dtype, axis).to(first.device)
    result = torch.pow(*pair(ratio, exponents)) * first.unsqueeze(axis)
    return to(result, torch.float32 if dtype is None else dtype)


def eye(N: int, M: int | None = None, k: int = 0, dtype: Dtype = torch.float32) -> torch.Tensor:
    """Ones on a diagonal, zeros elsewhere."""
    M = N if M is None else M
    dtype = held(dtype)
    ints = all(isinstance(size, int) and not isinstance(size, bool) for size in (N, M)) and isinstance(k, int)
    if not ints or k is True:  # False counts as 0
        raise TypeError(f"For 'eye', the sizes and 'k' must be ints, but got {N!r}, {M!r} and {k!r}.")
    rows, columns = torch.arange(N)[:, None], torch.arange(M)
    return (columns - rows == k).to(dtype)


def identity(n: int, dtype: Dtype = torch.float32) -> torch.Tensor:
    """Ones on the diagonal of a square."""
    return eye(n, None, 0, dtype)


def tri(N: int, M: int | None = None, k: int = 0, dtype: Dtype = torch.float32) -> torch.Tensor:
    """Ones on and below a diagonal."""
    return torch.ones((N, N if M is None else M), dtype=torch.int8).tril(k).to(dtype)


def _triangle(upper: bool) -> Any:
    def kernel(m: Array, k: int = 0) -> torch.Tensor:
        x = asarray(m)
        if x.ndim < 1:
            raise ValueError("at least one axis is needed.")
        if x.ndim == 1:
            x = x.broadcast_to((x.shape[0], x.shape[0]))
        return x.triu(k) if upper else x.tril(k)

    return kernel


tril, triu = _triangle(False), _triangle(True)


def diagonal(a: Array, offset: int = 0, axis1: int = 0, axis2: int = 1) -> torch.Tensor:
    """A diagonal."""
    x = tensor(a, AttributeError)
    if x.ndim < 2:
        raise ValueError("at least two axes are needed.")
    return x.diagonal(offset, axis_in(axis1, x.ndim), axis_in(axis2, x.ndim))


def trace(a: Array, offset: int = 0, axis1: int = 0, axis2: int = 1, dtype: Dtype = None) -> torch.Tensor:
    """The sum along a diagonal; of ints in int64."""
    if tensor(a, AttributeError).ndim < 2:
        raise RuntimeError("For 'trace', at least two axes are needed.")
    line = diagonal(a, offset, axis1, axis2)
    if dtype is None and line.dtype is torch.bool:
        return line.any(-1)
    return torch.sum(line, -1, dtype=dtype)


def diag(v: Array, k: int = 0) -> torch.Tensor:
    """A matrix with this diagonal, or the diagonal of a matrix."""
    x = tensor(v)
    if x.ndim not in (1, 2):
        raise ValueError("one axis or two are needed.")
    return torch.diag(x, k)


def diagflat(v: Array, k: int = 0) -> torch.Tensor:
    """A matrix with the elements on a diagonal."""
    return torch.diag(tensor(v).reshape(-1), k)


def diag_indices(n: int, ndim: int = 2) -> tuple[torch.Tensor, ...]:
    """The places of the main diagonal."""
    if not isinstance(n, int) or not isinstance(ndim, int):
        raise TypeError("'n' and 'ndim' must be ints.")
    return (arange(n),) * ndim


def _places(upper: bool) -> Any:
    def kernel(n: Any, k: Any = 0, m: Any = None) -> tuple[torch.Tensor, ...]:
        for number in (n, k, n if m is None else m):
            if not isinstance(number, (int, float)):
                raise TypeError(f"'n', 'k' and 'm' must be numbers, but got {number!r}.")
        height, width = (max(math.ceil(size), 0) for size in (n, n if m is None else m))
        rows, columns = torch.arange(height)[:, None], torch.arange(width)
        held = columns >= rows + k if upper else columns <= rows + k
        places = torch.nonzero(held, as_tuple=True)
        return tuple(place.int() if len(place) else place.float() for place in places)  # MindSpore's dtype of none

    return kernel


triu_indices, tril_indices = _places(True), _places(False)


def _square(arr: Array) -> torch.Tensor:
    x = asarray(arr)
    if x.ndim != 2:
        raise ValueError("two axes are needed.")
    return x


def triu_indices_from(arr: Array, k: int = 0) -> tuple[torch.Tensor, ...]:
    """The places of the upper triangle of a matrix."""
    rows, columns = _square(arr).shape
    return triu_indices(rows, k, columns)  # type: ignore[no-any-return]


def tril_indices_from(arr: Array, k: int = 0) -> tuple[torch.Tensor, ...]:
    """The places of the lower triangle of a matrix."""
    rows, columns = _square(arr).shape
    return tril_indices(rows, k, columns)  # type: ignore[no-any-return]


def meshgrid(xi: Any, sparse: bool = False, indexing: str = "xy") -> Any:
    """The coordinates of all points whose coordinates are given by axis."""
    flat = [tensor(x).reshape(-1) for x in xi]
    if not isinstance(sparse, bool):
        raise TypeError(f"'sparse' must be a bool, but got {sparse!r}.")
    if indexing not in ("xy", "ij"):
        raise TypeError(f"'indexing' must be 'xy' or 'ij', but got {indexing!r}.")
    if not all(x.numel() for x in flat):
        return flat[0].new_empty([x.numel() for x in flat])
    order = list(range(len(flat)))
    if indexing == "xy" and len(flat) > 1:
        order[:2] = [1, 0]
    grids = [x.reshape([-1 if axis == order[k] else 1 for axis in range(len(flat))]) for k, x in enumerate(flat)]
    return grids if sparse else list(torch.broadcast_tensors(*grids))


def ix_(args: Any) -> tuple[torch.Tensor, ...]:
    """Vectors shaped so that they pick all combinations."""
    made = []
    for k, x in enumerate(args):
        if tensor(x).ndim != 1:
            raise ValueError("each index must be 1-D.")
        made.append(x.reshape([-1 if axis == k else 1 for axis in range(len(args))]))
    return tuple(made)


def indices(dimensions: Any, dtype: Dtype = torch.int32, sparse: bool = False) -> Any:
    """The places along each axis of a grid."""
    if not isinstance(dimensions, (tuple, list)):
        raise TypeError(f"'dimensions' must be a tuple or list, but got {dimensions!r}.")
    return meshgrid([arange(size, dtype=dtype) for size in dimensions], sparse, "ij")


def vander(x: Array, N: Any = None, increasing: bool = False) -> torch.Tensor:
    """The powers of each element."""
    if not isinstance(x, (list, tuple, torch.Tensor)):
        raise TypeError(f"'x' must be a list, a tuple or a Tensor, but got {x!r}.")
    values = array(x)
    if values.ndim != 1:
        raise ValueError("'x' must be 1-D.")
    count = N or values.shape[0]
    if not isinstance(count, int):
        raise TypeError(f"'N' must be an int, but got {N!r}.")
    if count <= 0:
        raise ValueError(f"'N' must be positive, but got {N}.")
    if not isinstance(increasing, bool):
        raise TypeError(f"'increasing' must be a bool, but got {increasing!r}.")
    powers = torch.arange(count, device=values.device)
    powers = powers if increasing else powers.flip(0)
    return torch.pow(values[:, None], powers.to(values.dtype))
