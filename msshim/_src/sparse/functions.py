"""The functions of `mindspore.ops` on COOTensor and CSRTensor. Source: mindspore.ops.function.sparse_func of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.factory.registry import get
from msshim._src.sparse.tensors import COOTensor, CSRTensor
from msshim._src.tensor.dtype import dtype_to_torch
from msshim._src.tensor.tensor import Tensor, wrap

_UNARY = """
abs acos acosh asin asinh atan atanh ceil cos cosh exp expm1 floor inv isfinite isinf isnan log log1p neg relu relu6
round sigmoid sin sinh softsign sqrt square tan tanh
""".split()  # noqa: SIM905


def __getattr__(name: str) -> Any:
    """``csr_abs``, ``coo_abs`` …: the function of `ops` on the values."""
    layout, _, function = name.partition("_")
    kind: Any = {"csr": CSRTensor, "coo": COOTensor}.get(layout)
    if kind is None or function not in _UNARY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def apply(x: Any) -> Any:
        if not isinstance(x, kind):
            raise TypeError(f"For '{name}', the 'x' must be a {kind.__name__}, but got {type(x).__name__}.")
        return x._with(get("ops", function)(x.values))

    apply.__name__ = apply.__qualname__ = name
    apply.__doc__ = f"`ops.{function}` of the values of a {kind.__name__}, at the same places."
    globals()[name] = apply
    return apply


def _csr(who: str, value: Any) -> CSRTensor:
    if not isinstance(value, CSRTensor):
        raise TypeError(f"For '{who}', the argument must be a CSRTensor, but got {type(value).__name__}.")
    return value


def coo_add(x1: COOTensor, x2: COOTensor, thresh: Tensor) -> COOTensor:
    """The sum of two, without the values below `thresh`."""
    return x1.add(x2, thresh)


def coo_concat(sp_input: Any, concat_dim: int = 0) -> COOTensor:
    """Several COOTensors along an axis."""
    places, offset = [], 0
    for x in sp_input:
        moved = x.indices._t.clone()
        moved[:, concat_dim] += offset
        places.append(moved)
        offset += x.shape[concat_dim]
    indices, values = torch.cat(places), torch.cat([x.values._t for x in sp_input])
    keys = indices[:, 0] * max(x.shape[1] for x in sp_input) * len(sp_input) + indices[:, 1]
    order = torch.argsort(keys, stable=True)
    shape = list(sp_input[0].shape)
    shape[concat_dim] = offset
    return COOTensor(wrap(indices[order]), wrap(values[order]), tuple(shape))


def csr_add(a: CSRTensor, b: CSRTensor, alpha: Tensor, beta: Tensor) -> CSRTensor:
    """``alpha * a + beta * b``."""
    return a.add(b, alpha, beta)


def csr_div(x: CSRTensor, y: Tensor) -> Tensor:
    """The values over those of a dense tensor at the same places."""
    return (_csr("csr_div", x) / y).values


def csr_mul(x: CSRTensor, y: Tensor) -> CSRTensor:
    """The values times those of a dense tensor at the same places."""
    return _csr("csr_mul", x) * y


def csr_mm(
    a: CSRTensor,
    b: CSRTensor,
    trans_a: bool = False,
    trans_b: bool = False,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
) -> Any:
    """The product of two matrices, each transposed or conjugate transposed on request."""
    first = _turned(_csr("csr_mm", a).to_dense()._t, trans_a, adjoint_a)
    if isinstance(b, CSRTensor):
        return dense_to_sparse_csr(wrap(first @ _turned(b.to_dense()._t, trans_b, adjoint_b)))
    return wrap(first @ _turned(b._t, trans_b, adjoint_b))


def _turned(x: torch.Tensor, transposed: bool, adjoint: bool) -> torch.Tensor:
    return x.mH if adjoint else x.mT if transposed else x


def csr_mv(csr_tensor: CSRTensor, dense: Tensor) -> Tensor:
    """The product with a vector."""
    return _csr("csr_mv", csr_tensor).mv(dense)


def csr_reduce_sum(csr_tensor: CSRTensor, axis: int) -> Tensor:
    """The sum of each row."""
    return _csr("csr_reduce_sum", csr_tensor).sum(axis)


def csr_softmax(logits: CSRTensor, dtype: Any) -> CSRTensor:
    """The softmax of the values of each row."""
    x = _csr("csr_softmax", logits)
    rows, values = x._rows().long(), x.values._t.to(dtype_to_torch(dtype))
    top = values.new_full((x.shape[0],), -torch.inf).scatter_reduce(0, rows, values, "amax")
    powers = torch.exp(values - top[rows])
    return x._with(wrap(powers / values.new_zeros(x.shape[0]).index_add(0, rows, powers)[rows]))


def csr_to_coo(tensor: CSRTensor) -> COOTensor:
    """With coordinates."""
    return _csr("csr_to_coo", tensor).to_coo()


def csr_to_dense(csr_tensor: CSRTensor) -> Tensor:
    """All elements."""
    return _csr("csr_to_dense", csr_tensor).to_dense()


def dense_to_sparse_coo(tensor: Tensor) -> COOTensor:
    """The elements that are not zero, with coordinates."""
    if not isinstance(tensor, Tensor):
        raise TypeError(f"For 'dense_to_sparse_coo', the 'tensor' must be a Tensor, but got {type(tensor).__name__}.")
    if tensor.ndim != 2:
        kind = ValueError if tensor.ndim else RuntimeError
        raise kind(f"For 'dense_to_sparse_coo', the 'tensor' must have two axes, but got {tuple(tensor.shape)}.")
    places = torch.nonzero(tensor._t)
    return COOTensor(wrap(places.int()), wrap(tensor._t[tuple(places.T)]), tensor.shape)


def dense_to_sparse_csr(tensor: Tensor) -> CSRTensor:
    """The elements that are not zero, in compressed rows."""
    return dense_to_sparse_coo(tensor).to_csr()


def to_coo(self: Tensor) -> COOTensor:
    """As `dense_to_sparse_coo`, a method."""
    return dense_to_sparse_coo(self)


def to_csr(self: Tensor) -> CSRTensor:
    """As `dense_to_sparse_csr`, a method."""
    return dense_to_sparse_csr(self)
