"""Embeddings for recommenders. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.init.initial_value import initializer
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def _positive_int(who: str, name: str, value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"For '{who}', '{name}' must be an int, but got {value!r} of type {type(value).__name__}.")
    if value <= 0:
        raise ValueError(f"For '{who}', '{name}' must be above 0, but got {value}.")


class EmbeddingLookup(Cell):
    """Rows of a table by their numbers; a number out of range gives zeros.

    Args:
        vocab_size, embedding_size: The shape of the table.
        param_init: How it starts.
        target, slice_mode, manual_shapes, sparse: For MindSpore's parallel modes; no effect here.
        max_norm: The longest that a row may be, or None.
        dtype: The type of the table.

    Raises:
        TypeError: An argument is of another type.
        ValueError: An argument is out of its range.
    """

    BATCH_SLICE = "batch_slice"
    FIELD_SLICE = "field_slice"
    TABLE_ROW_SLICE = "table_row_slice"
    TABLE_COLUMN_SLICE = "table_column_slice"

    def __init__(
        self,
        vocab_size: int,
        embedding_size: int,
        param_init: Any = "normal",
        target: str = "CPU",
        slice_mode: str = "batch_slice",
        manual_shapes: Any = None,
        max_norm: float | None = None,
        sparse: bool = True,
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__()
        if not isinstance(sparse, bool):
            raise TypeError(f"For '{self.cls_name}', 'sparse' must be a bool, but got {sparse!r}.")
        _positive_int(self.cls_name, "vocab_size", vocab_size)
        if target not in ("CPU", "DEVICE"):
            raise ValueError(f"For '{self.cls_name}', 'target' must be 'CPU' or 'DEVICE', but got {target!r}.")
        if not sparse and target == "CPU":
            raise ValueError(f"For '{self.cls_name}', 'sparse' must be True where 'target' is 'CPU', but got False.")
        _positive_int(self.cls_name, "embedding_size", embedding_size)
        if max_norm is not None:
            if not isinstance(max_norm, float):
                raise TypeError(f"For '{self.cls_name}', 'max_norm' must be a float, but got {max_norm!r}.")
            if max_norm <= 0:
                raise ValueError(f"For '{self.cls_name}', 'max_norm' must be above 0, but got {max_norm}.")
        self.vocab_size, self.embedding_size = vocab_size, embedding_size
        self.target, self.sparse, self.max_norm = target, sparse, max_norm
        table = initializer(param_init, [vocab_size, embedding_size], dtype=dtype)
        self.embedding_table = Parameter(table, name="embedding_table")

    def construct(self, indices: Tensor) -> Tensor:
        """(*) as (*, embedding_size)."""
        return Tensor(self._rows(indices))

    def _rows(self, indices: Tensor) -> torch.Tensor:
        rows: torch.Tensor = self.embeddinglookup(self.embedding_table, indices, 0)._t
        if self.max_norm is None:
            return rows
        lengths = rows.norm(dim=-1, keepdim=True)
        clipped: torch.Tensor = rows * self.max_norm / lengths.clamp(min=self.max_norm)
        return clipped


class MultiFieldEmbeddingLookup(EmbeddingLookup):
    """Rows of a table, weighted and merged by fields.

    Args:
        field_size: The number of fields.
        operator: 'SUM', 'MEAN' (by the sum of the weights' sizes) or 'MAX'.
        others: As of `EmbeddingLookup`; `feature_num_list` as `manual_shapes`.

    Raises: as `EmbeddingLookup`; TypeError or ValueError for inputs of another dtype or not of 2 axes.
    """

    OPERATOR_SUM = "SUM"
    OPERATOR_MEAN = "MEAN"
    OPERATOR_MAX = "MAX"

    def __init__(
        self,
        vocab_size: int,
        embedding_size: int,
        field_size: int,
        param_init: Any = "normal",
        target: str = "CPU",
        slice_mode: str = "batch_slice",
        feature_num_list: Any = None,
        max_norm: float | None = None,
        sparse: bool = True,
        operator: str = "SUM",
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__(
            vocab_size, embedding_size, param_init, target, slice_mode, feature_num_list, max_norm, sparse, dtype
        )
        _positive_int(self.cls_name, "field_size", field_size)
        if operator not in ("SUM", "MAX", "MEAN"):
            raise ValueError(f"For '{self.cls_name}', 'operator' must be 'SUM', 'MAX' or 'MEAN', but got {operator!r}.")
        self.field_size, self.operator = field_size, operator

    def construct(self, input_indices: Tensor, input_values: Tensor, field_ids: Tensor) -> Tensor:  # type: ignore[override]
        """(N, K) three times: rows, weights, fields; as (N, field_size, embedding_size)."""
        expected = {
            "input_indices": (input_indices, (mstype.int32, mstype.int64)),
            "input_values": (input_values, (mstype.float32,)),
            "field_ids": (field_ids, (mstype.int32,)),
        }
        for name, (value, dtypes) in expected.items():
            if value.ndim != 2:
                raise ValueError(f"For '{self.cls_name}', '{name}' must have 2 axes, but got {value.ndim}.")
            if value.dtype not in dtypes:
                raise TypeError(f"For '{self.cls_name}', '{name}' must be of {dtypes}, but got {value.dtype}.")
        values, fields = input_values._t.unsqueeze(-1), field_ids._t.long().unsqueeze(-1)
        rows = self.mul(Tensor(values), Tensor(self._rows(input_indices)))._t
        shape = (len(rows), self.field_size, rows.shape[-1])
        places = fields.expand_as(rows)
        if self.operator == "MAX":
            rows = rows.masked_fill(values == 0, torch.finfo(rows.dtype).min)
            merged = rows.new_zeros(shape).scatter_reduce(1, places, rows, "amax", include_self=False)
            return Tensor(merged * (self._weights(values, fields) != 0))
        merged = rows.new_zeros(shape).scatter_add(1, places, rows)
        if self.operator == "MEAN":
            weights = self._weights(values, fields)
            merged = torch.where(weights == 0, 0, merged / weights.masked_fill(weights == 0, 1))
        return Tensor(merged)

    def _weights(self, values: torch.Tensor, fields: torch.Tensor) -> torch.Tensor:
        """The sum of the weights' sizes in each field."""
        return values.new_zeros(len(values), self.field_size, 1).scatter_add(1, fields, values.abs())
