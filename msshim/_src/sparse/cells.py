"""Cells on sparse tensors. Source: mindspore.nn.sparse of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.sparse.tensors import COOTensor
from msshim._src.tensor.tensor import Tensor


class SparseToDense(Cell):
    """A COOTensor as a Tensor."""

    def __init__(self) -> None:
        super().__init__()

    def construct(self, sparse_tensor: COOTensor) -> Tensor:
        """The dense tensor."""
        return sparse_tensor.to_dense()


class SparseTensorDenseMatmul(Cell):
    """The product of a sparse matrix and a dense one.

    Args:
        adjoint_st, adjoint_dt: Whether the sparse or the dense matrix is transposed.

    Raises:
        TypeError: An argument is no bool.
    """

    def __init__(self, adjoint_st: bool = False, adjoint_dt: bool = False) -> None:
        super().__init__()
        for name, value in (("adjoint_st", adjoint_st), ("adjoint_dt", adjoint_dt)):
            if not isinstance(value, bool):
                raise TypeError(f"For 'SparseTensorDenseMatmul', '{name}' must be a bool, but got {value!r}.")
        self.adjoint_st = adjoint_st
        self.adjoint_dt = adjoint_dt

    def construct(self, indices: Tensor, values: Tensor, sparse_shape: Any, dense: Tensor) -> Tensor:
        """The product of the matrix with `values` at `indices`, of shape (K, 2), and `dense`."""
        sparse = torch.sparse_coo_tensor(indices._t.T.long(), values._t, tuple(sparse_shape))
        left = sparse.transpose(0, 1) if self.adjoint_st else sparse
        return Tensor(torch.sparse.mm(left, dense._t.T if self.adjoint_dt else dense._t))
