"""The checks of axes and shapes that programs take from `mindspore._checkparam`. Source: that module of 2.10."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor

_INDICES = (mstype.int16, mstype.int32, mstype.int64)


def check_axis_in_range(axis: Any, ndim: int) -> int:
    """An axis from the front. Raises TypeError for no int, ValueError where it is out of range."""
    if not isinstance(axis, int):
        raise TypeError(f"The 'axis' must be an int, but got {axis!r}.")
    if not -ndim <= axis < ndim:
        raise ValueError(f"The 'axis' must be in [-{ndim}, {ndim}), but got {axis}.")
    return axis % ndim


def _once(axes: tuple[int, ...]) -> tuple[int, ...]:
    if len(set(axes)) < len(axes):
        raise ValueError(f"The 'axis' must have no axis twice, but got {axes}.")
    return axes


def check_axis_valid(axes: Any, ndim: int) -> tuple[int, ...]:
    """Axes from the front, each once, None for all. Raises TypeError for no ints, ValueError out of range or twice."""
    if axes is None:
        return tuple(range(ndim))
    return _once(
        tuple(check_axis_in_range(axis, ndim) for axis in (axes if isinstance(axes, (tuple, list)) else [axes]))
    )


def check_and_canonicalize_axes(axes: Any, ndim: int) -> tuple[int, ...]:
    """As `check_axis_valid`, of an int or a tuple."""
    given = axes if isinstance(axes, tuple) else (axes,)
    for axis in given:
        check_axis_in_range(axis, ndim)
    return _once(tuple(axis if axis >= 0 else axis + ndim for axis in given))


def check_swapaxes_axis(axes: Any, ndim: int) -> Any:
    """An axis from the front, or several as a tuple. Raises TypeError for no ints, ValueError out of range."""
    if isinstance(axes, (tuple, list)):
        return tuple(check_axis_in_range(axis, ndim) for axis in axes)
    return check_axis_in_range(axes, ndim)


def check_axis_type(axis: Any, type_int: bool = True, type_tuple: bool = True, type_list: bool = True) -> bool:
    """True for an int, or a tuple or list of them, as far as they are allowed; else TypeError."""
    kinds = [kind for kind, allowed in ((int, type_int), (tuple, type_tuple), (list, type_list)) if allowed]
    items = axis if isinstance(axis, (tuple, list)) else ()
    if not isinstance(axis, tuple(kinds)) or not all(isinstance(item, int) for item in items):
        raise TypeError(f"The 'axis' must be of {kinds} with ints, but got {axis!r}.")
    return True


def check_transpose_axis(axes: Any, ndim: int) -> Any:
    """The order that arguments of `transpose` ask for. TypeError for other types, ValueError for another number."""
    if not axes or (len(axes) == 1 and axes[0] is None):
        return tuple(range(ndim))[::-1]
    given = axes[0] if len(axes) == 1 else axes
    if isinstance(given, list):
        return tuple(given)
    if not isinstance(given, (int, tuple)):
        raise TypeError(f"The 'axes' of transpose must be a tuple or list, or ints, but got {given!r}.")
    if given is not axes and isinstance(given, tuple):
        return given
    if len(axes) != ndim:
        raise ValueError(f"The 'axes' of transpose must be {ndim}, but got {len(axes)}: {axes}.")
    return (given,) if isinstance(given, int) else given


def check_reshape_shp(shp: Any) -> Any:
    """The shape that arguments of `reshape` ask for. Raises TypeError for other types."""
    if len(shp) != 1 or isinstance(shp[0], int):
        return shp
    if not isinstance(shp[0], (tuple, list)):
        raise TypeError(f"The 'shape' of reshape must be a tuple or list, or ints, but got {shp[0]!r}.")
    return tuple(shp[0])


def check_flatten_order(order: Any) -> None:
    """Raise TypeError for no str, ValueError for anything but 'C' and 'F'."""
    if not isinstance(order, str):
        raise TypeError(f"The 'order' of flatten must be a str, but got {order!r}.")
    if order not in ("C", "F"):
        raise ValueError(f"The 'order' of flatten must be 'C' or 'F', but got {order!r}.")


def prepare_shape_for_squeeze(shape: tuple[int, ...], axes: Any) -> tuple[int, ...]:
    """The shape without these axes. Raises TypeError for no ints, ValueError out of range or where a size is not 1."""
    if not isinstance(axes, (int, tuple, list)):
        raise TypeError(f"The 'axis' of squeeze must be an int, or a tuple or list of them, but got {axes!r}.")
    gone = {check_axis_in_range(axis, len(shape)) for axis in ([axes] if isinstance(axes, int) else axes)}
    for axis in gone:
        if shape[axis] != 1:
            raise ValueError(f"The 'axis' of squeeze must have the size 1, but axis {axis} of {shape} has not.")
    return tuple(size for axis, size in enumerate(shape) if axis not in gone)


def check_reduce_shape(ori_shape: Any, shape: Any, axis: Any, prim_name: str, arg_name1: str, arg_name2: str) -> None:
    """Raise ValueError unless `shape` is `ori_shape` without the axes."""
    gone = axis if isinstance(axis, Iterable) else (axis,)
    if list(shape) != [size for place, size in enumerate(ori_shape) if place not in gone]:
        raise ValueError(
            f"For '{prim_name}', the shape of '{arg_name2}' must be that of '{arg_name1}', {ori_shape}, without the "
            f"axis {axis}, but got {shape}."
        )


def expanded_shape(ndim: int, axis_size: int, axis: int) -> tuple[int, ...]:
    """Sizes of 1, but for one axis."""
    return tuple(axis_size if place == axis else 1 for place in range(ndim))


def tuple_slice(tup: Any, start: Any, end: Any) -> Any:
    """``tup[start:end]``."""
    return tup[start:end]


def infer_out_shape(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that these broadcast to. Raises ValueError where they do not."""
    rank = max(map(len, shapes))
    found = []
    for sizes in zip(*((1,) * (rank - len(shape)) + tuple(shape) for shape in shapes), strict=True):
        size = 0 if 0 in sizes else max(sizes)
        if any(one not in (1, size) for one in sizes):
            raise ValueError(f"The shapes must broadcast, but got {shapes}.")
        found.append(size)
    return tuple(found)


# Sparse tensors


def _tensors(owner: str, shape: Any, **tensors: Any) -> None:
    for name, value in tensors.items():
        if not isinstance(value, Tensor):
            raise TypeError(f"For {owner}, '{name}' must be a Tensor, but got {value!r}.")
    if not isinstance(shape, tuple):
        raise TypeError(f"For {owner}, 'shape' must be a tuple, but got {shape!r}.")


def check_sparse_tensor_input(indices: Any, values: Any, shape: Any) -> None:
    """Raise TypeError unless these are two Tensors and a tuple."""
    _tensors("SparseTensors", shape, indices=indices, values=values)


check_coo_tensor_input = check_sparse_tensor_input


def check_csr_tensor_input(indptr: Any, indices: Any, values: Any, shape: Any) -> None:
    """Raise TypeError unless these are three Tensors and a tuple."""
    _tensors("CSRTensor", shape, indptr=indptr, indices=indices, values=values)


def _sizes(owner: str, shape: Any) -> int:
    total = 1
    for size in shape:
        if size <= 0:
            raise ValueError(f"For {owner}, the sizes of 'shape' must be positive, but got {shape}.")
        if not isinstance(size, int):
            raise TypeError(f"For {owner}, the sizes of 'shape' must be ints, but got {shape}.")
        total *= size
    return total


def check_csr_tensor_shape(indptr_shp: Any, indices_shp: Any, values_shp: Any, csr_shp: Any) -> None:
    """Raise ValueError where the shapes of a CSRTensor's parts do not fit, TypeError for a size that is no int."""
    if indptr_shp == indices_shp == values_shp == (0,):
        return
    room, held = _sizes("CSRTensor", csr_shp), 1
    for size in values_shp:
        if size <= 0:
            raise ValueError(f"For CSRTensor, the sizes of 'values' must be positive, but got {values_shp}.")
        held *= size
    rules: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: room >= held, f"'shape' {csr_shp} must have room for 'values' {values_shp}"),
        (lambda: len(indices_shp) == 1, f"'indices' must have one axis, but its shape is {indices_shp}"),
        (lambda: len(indptr_shp) == 1, f"'indptr' must have one axis, but its shape is {indptr_shp}"),
        (lambda: csr_shp[0] + 1 == indptr_shp[0], f"'indptr' {indptr_shp} must be one longer than {csr_shp[0]} rows"),
        (lambda: indices_shp[0] == values_shp[0], f"'indices' {indices_shp} must be as many as 'values' {values_shp}"),
        (lambda: len(values_shp) + 1 == len(csr_shp), f"'values' {values_shp} must have one axis less than {csr_shp}"),
        (lambda: values_shp[1:] == csr_shp[2:], f"'values' {values_shp} must end as 'shape' {csr_shp}"),
    )
    _all_hold("CSRTensor", rules)


def check_coo_tensor_shape(indices_shp: Any, values_shp: Any, coo_shp: Any) -> None:
    """Raise ValueError where the shapes of a COOTensor's parts do not fit, TypeError for a size that is no int."""
    if len(coo_shp) != 2:
        raise ValueError(f"For COOTensor, 'shape' must have two sizes, but got {coo_shp}.")
    if indices_shp == values_shp == (0,):
        return
    room = _sizes("COOTensor", coo_shp)
    rules: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: room >= values_shp[0], f"'shape' {coo_shp} must have room for 'values' {values_shp}"),
        (lambda: len(indices_shp) == 2, f"'indices' must have two axes, but its shape is {indices_shp}"),
        (lambda: len(values_shp) == 1, f"'values' must have one axis, but its shape is {values_shp}"),
        (lambda: indices_shp[0] == values_shp[0], f"'indices' {indices_shp} must be as many as 'values' {values_shp}"),
        (lambda: indices_shp[1] == 2, f"'indices' must be pairs, but its shape is {indices_shp}"),
    )
    _all_hold("COOTensor", rules)


def _all_hold(owner: str, rules: tuple[tuple[Callable[[], bool], str], ...]) -> None:
    for holds, said in rules:
        if not holds():
            raise ValueError(f"For {owner}, {said}.")


def _indices(owner: str, name: str, dtype: Any) -> None:
    if dtype not in _INDICES:
        raise TypeError(f"For {owner}, '{name}' must be int16, int32 or int64, but got {dtype}.")


def check_csr_tensor_dtype(indptr_dtype: Any, indices_dtype: Any) -> None:
    """Raise TypeError unless both are int16, int32 or int64."""
    _indices("CSRTensor", "indptr", indptr_dtype)
    _indices("CSRTensor", "indices", indices_dtype)


def check_coo_tensor_dtype(indices_dtype: Any) -> None:
    """Raise TypeError unless it is int16, int32 or int64."""
    _indices("COOTensor", "indices", indices_dtype)
