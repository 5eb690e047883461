"""`COOTensor`, `CSRTensor` and `RowTensor`: places and values. Source: mindspore.common.sparse_tensor of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.tensor.dtype import Number, torch_to_dtype
from msshim._src.tensor.tensor import Tensor, wrap

_PLACES = (torch.int16, torch.int32, torch.int64)


def _tensor(who: str, name: str, value: Any) -> Tensor:
    if not isinstance(value, Tensor):
        raise TypeError(f"For '{who}', the '{name}' must be a Tensor, but got {type(value).__name__}.")
    return value


def _places(who: str, name: str, value: Any, ndim: int) -> Tensor:
    found = _tensor(who, name, value)
    if found._t.dtype not in _PLACES:
        raise TypeError(f"For '{who}', the '{name}' must be int16, int32 or int64, but got {found.dtype}.")
    if found.ndim != ndim:
        raise ValueError(f"For '{who}', the '{name}' must have {ndim} axes, but got shape {found.shape}.")
    return found


def _sizes(who: str, shape: Any) -> tuple[int, ...]:
    if not isinstance(shape, tuple):
        raise TypeError(f"For '{who}', the 'shape' must be a tuple, but got {shape!r}.")
    if not all(isinstance(size, int) and not isinstance(size, bool) for size in shape):
        raise TypeError(f"For '{who}', the 'shape' must hold ints, but got {shape}.")
    if not all(size > 0 for size in shape):
        raise ValueError(f"For '{who}', the 'shape' must hold positive ints, but got {shape}.")
    return shape


def _bare(tensor: Tensor) -> str:
    """A Tensor as it stands in the text of a sparse one: no commas between the values."""
    head, values = repr(tensor).split("value=", 1)
    return f"{head}value={values.lstrip(' ').replace(',', '')}"


class _Sparse:
    """What COO and CSR share: values and a shape."""

    values: Tensor
    shape: tuple[int, ...]

    @property
    def dtype(self) -> Number:
        """The dtype of the values."""
        return self.values.dtype

    @property
    def size(self) -> int:
        """The number of values."""
        return self.values.size

    @property
    def itemsize(self) -> int:
        """Bytes of one value."""
        return self.values.itemsize

    @property
    def ndim(self) -> int:
        """The number of axes of the dense tensor."""
        return len(self.shape)

    def _with(self, values: Any) -> Any:
        """The same places with other values."""
        raise NotImplementedError

    def astype(self, dtype: Any) -> Any:
        """The values in another dtype."""
        return self._with(self.values.astype(dtype))

    def abs(self) -> Any:
        """The magnitude of each value."""
        return self._with(self.values.abs())

    def __neg__(self) -> Any:
        return self._with(-self.values)


class COOTensor(_Sparse):
    """Values at coordinates.

    Args:
        indices: (n, 2) coordinates, int16, int32 or int64.
        values: (n,) values.
        shape: The shape of the dense tensor, two positive ints.
        coo_tensor: Another COOTensor to take all of these from.

    Raises:
        TypeError: An argument is of another type or dtype.
        ValueError: A shape does not fit.
    """

    def __init__(self, indices: Any = None, values: Any = None, shape: Any = None, coo_tensor: Any = None) -> None:
        if coo_tensor is not None:
            if indices is not None or values is not None or shape is not None:
                raise TypeError("For 'COOTensor', either 'coo_tensor' or the other arguments must be given, not both.")
            if not isinstance(coo_tensor, COOTensor):
                raise TypeError(f"For 'COOTensor', 'coo_tensor' must be a COOTensor, but got {coo_tensor!r}.")
            indices, values, shape = coo_tensor.to_tuple()
        self.shape = _sizes("COOTensor", shape)
        self.indices = _places("COOTensor", "indices", indices, 2)
        self.values = _tensor("COOTensor", "values", values)
        if self.values.ndim != 1 or self.indices.shape[0] != self.values.shape[0]:
            raise ValueError(
                f"For 'COOTensor', there must be as many 'values' as 'indices', but got {self.values.shape} and "
                f"{self.indices.shape}."
            )

    def __repr__(self) -> str:
        places, values = _bare(self.indices), _bare(self.values)
        return f"COOTensor(shape={list(self.shape)}, dtype={self.dtype}, indices={places}, values={values})"

    def _with(self, values: Any) -> COOTensor:
        return COOTensor(self.indices, values, self.shape)

    def coalesce(self) -> COOTensor:
        """Each coordinate once, in order, with the sum of its values."""
        rows, columns = self.indices._t.long().unbind(1)
        keys, places = torch.unique(rows * self.shape[1] + columns, return_inverse=True)
        values = self.values._t.new_zeros(keys.numel()).index_add(0, places, self.values._t)
        indices = torch.stack([keys // self.shape[1], keys % self.shape[1]], 1)
        return COOTensor(wrap(indices), wrap(values), self.shape)

    def to_csr(self) -> CSRTensor:
        """In compressed rows."""
        rows, columns = self.indices._t.unbind(1)
        order = torch.argsort(rows, stable=True)
        counts = torch.bincount(rows.long(), minlength=self.shape[0])
        starts = torch.cat([counts.new_zeros(1), counts.cumsum(0)]).to(rows.dtype)
        return CSRTensor(wrap(starts), wrap(columns[order]), wrap(self.values._t[order]), self.shape)

    def to_dense(self) -> Tensor:
        """All elements; values at one coordinate are added."""
        dense = self.values._t.new_zeros(self.shape)
        return wrap(dense.index_put(tuple(self.indices._t.long().T), self.values._t, accumulate=True))

    def to_tuple(self) -> tuple[Tensor, Tensor, tuple[int, ...]]:
        """Indices, values and shape."""
        return self.indices, self.values, self.shape

    def add(self, other: COOTensor, thresh: Tensor) -> COOTensor:
        """The sum with another one, without the values below `thresh`."""
        total = self + other
        kept = total.values._t.abs() >= thresh._t.abs()
        return COOTensor(wrap(total.indices._t[kept]), wrap(total.values._t[kept]), self.shape)

    def __add__(self, other: Any) -> Any:
        if isinstance(other, Tensor):
            return other + self.to_dense()
        if not isinstance(other, COOTensor):
            raise TypeError(f"COOTensor add with {type(other).__name__} is not supported.")
        indices = torch.cat([self.indices._t, other.indices._t])
        joined = COOTensor(wrap(indices), wrap(torch.cat([self.values._t, other.values._t])), self.shape).coalesce()
        return COOTensor(wrap(joined.indices._t.to(self.indices._t.dtype)), joined.values, self.shape)

    def __sub__(self, other: Any) -> Any:
        return self.to_dense() - other if isinstance(other, Tensor) else self + -other

    def __mul__(self, other: Any) -> COOTensor:
        if not isinstance(other, Tensor):
            raise TypeError(f"COOTensor multiplication with {type(other).__name__} is not supported.")
        return self._with(self.values * wrap(_at(other._t, self.indices._t, self.shape)))

    def __truediv__(self, other: Any) -> COOTensor:
        if not isinstance(other, Tensor):
            raise TypeError(f"COOTensor division by {type(other).__name__} is not supported.")
        return self._with(self.values / wrap(_at(other._t, self.indices._t, self.shape)))


def _at(dense: torch.Tensor, places: torch.Tensor, shape: tuple[int, ...]) -> torch.Tensor:
    return dense.broadcast_to(shape)[tuple(places.long().T)]


class CSRTensor(_Sparse):
    """Values in compressed rows: row `r` has the columns and values from ``indptr[r]`` to ``indptr[r + 1]``.

    Raises:
        TypeError: An argument is of another type or dtype.
        ValueError: A shape does not fit.
    """

    def __init__(
        self, indptr: Any = None, indices: Any = None, values: Any = None, shape: Any = None, csr_tensor: Any = None
    ) -> None:
        if csr_tensor is not None:
            if indptr is not None or indices is not None or values is not None or shape is not None:
                raise TypeError("For 'CSRTensor', either 'csr_tensor' or the other arguments must be given, not both.")
            if not isinstance(csr_tensor, CSRTensor):
                raise TypeError(f"For 'CSRTensor', 'csr_tensor' must be a CSRTensor, but got {csr_tensor!r}.")
            indptr, indices, values, shape = csr_tensor.to_tuple()
        self.shape = _sizes("CSRTensor", shape)
        self.indptr = _places("CSRTensor", "indptr", indptr, 1)
        self.indices = _places("CSRTensor", "indices", indices, 1)
        self.values = _tensor("CSRTensor", "values", values)
        if self.indptr.shape[0] != self.shape[0] + 1:
            raise ValueError(
                f"For 'CSRTensor', 'indptr' must have {self.shape[0] + 1} elements, but got {self.indptr.shape}."
            )
        if self.indices.shape[0] != self.values.shape[0]:
            raise ValueError(
                f"For 'CSRTensor', there must be as many 'values' as 'indices', but got {self.values.shape} and "
                f"{self.indices.shape}."
            )

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={_bare(getattr(self, name))}" for name in ("indptr", "indices", "values"))
        return f"CSRTensor(shape={list(self.shape)}, dtype={self.dtype}, {parts})"

    def _with(self, values: Any) -> CSRTensor:
        return CSRTensor(self.indptr, self.indices, values, self.shape)

    def _rows(self) -> torch.Tensor:
        starts = self.indptr._t
        return torch.repeat_interleave(
            torch.arange(self.shape[0], dtype=starts.dtype), (starts[1:] - starts[:-1]).long()
        )

    def to_tuple(self) -> tuple[Tensor, Tensor, Tensor, tuple[int, ...]]:
        """Indptr, indices, values and shape."""
        return self.indptr, self.indices, self.values, self.shape

    def to_coo(self) -> COOTensor:
        """With coordinates."""
        return COOTensor(wrap(torch.stack([self._rows(), self.indices._t], 1)), self.values, self.shape)

    def to_dense(self) -> Tensor:
        """All elements."""
        places = (self._rows().long(), self.indices._t.long())
        dense = self.values._t.new_zeros((*self.shape[:2], *self.values.shape[1:]))
        return wrap(dense.index_put(places, self.values._t, accumulate=True))

    def sum(self, axis: int) -> Tensor:
        """The sum of each row, (rows, 1). Raises ValueError for another axis than 1."""
        if axis not in (1, -1):
            raise ValueError(f"For 'CSRTensor.sum', the 'axis' must be 1, but got {axis}.")
        total = self.values._t.new_zeros((self.shape[0], *self.values.shape[1:]))
        return wrap(total.index_add(0, self._rows().long(), self.values._t).unsqueeze(1))

    def mv(self, dense_vector: Tensor) -> Tensor:
        """The product with a vector (columns, 1)."""
        return wrap(self.to_dense()._t @ dense_vector._t)

    def mm(self, matrix: Any) -> Any:
        """The product with a matrix, or with another CSRTensor."""
        if isinstance(matrix, CSRTensor):
            from msshim._src.sparse.functions import dense_to_sparse_csr

            return dense_to_sparse_csr(wrap(self.to_dense()._t @ matrix.to_dense()._t))
        return wrap(self.to_dense()._t @ matrix._t)

    def add(self, b: CSRTensor, alpha: Tensor, beta: Tensor) -> CSRTensor:
        """``alpha * self + beta * b``."""
        total = self._with(self.values * alpha).to_coo() + b._with(b.values * beta).to_coo()
        made: CSRTensor = total.to_csr()
        return made

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, CSRTensor):
            raise TypeError(f"CSRTensor add with {type(other).__name__} is not supported.")
        return (self.to_coo() + other.to_coo()).to_csr()

    def __sub__(self, other: Any) -> Any:
        return self + -other

    def __mul__(self, other: Any) -> CSRTensor:
        return self._with(self.values * wrap(self._values_of(other)))

    def __truediv__(self, other: Any) -> CSRTensor:
        return self._with(self.values / wrap(self._values_of(other)))

    def _values_of(self, other: Any) -> torch.Tensor:
        dense = _tensor("CSRTensor", "other", other)._t
        return _at(dense, torch.stack([self._rows(), self.indices._t], 1), self.shape)


class RowTensor:
    """Some rows of a dense tensor: `indices` (n,), `values` (n, ...) and the dense shape."""

    def __init__(self, indices: Any = None, values: Any = None, shape: Any = None, row_tensor: Any = None) -> None:
        if row_tensor is not None:
            indices, values, shape = row_tensor.indices, row_tensor.values, row_tensor.dense_shape
        self.indices = _tensor("RowTensor", "indices", indices)
        self.values = _tensor("RowTensor", "values", values)
        self.dense_shape = _sizes("RowTensor", shape)

    def __repr__(self) -> str:
        dtype = torch_to_dtype(self.values._t.dtype)
        return f"RowTensor(shape={list(self.dense_shape)}, dtype={dtype}, indices={self.indices}, values={self.values})"
