"""Matrices by their diagonals: diagonal `d` is where column less row is `d`."""

from __future__ import annotations

from typing import Any

import torch

_ALIGN = ("RIGHT_LEFT", "LEFT_RIGHT", "LEFT_LEFT", "RIGHT_RIGHT")


def _checked(name: str, k: Any, align: str) -> tuple[int, int]:
    """The lowest and the highest diagonal."""
    if align not in _ALIGN:
        raise ValueError(f"For '{name}', 'align' must be one of {_ALIGN}, but got {align!r}.")
    values = k.reshape(-1).tolist() if isinstance(k, torch.Tensor) else [k]
    low, high = values[0], values[-1]
    if low > high or len(values) > 2:
        raise ValueError(f"For '{name}', 'k' must be one diagonal or two in order, but got {values}.")
    return low, high


def _offset(diagonal: torch.Tensor, longest: int, rows: int, columns: int, align: str) -> torch.Tensor:
    """How far a diagonal stands from the left of its row among the diagonals."""
    length = torch.minimum(rows + diagonal.clamp(max=0), columns - diagonal.clamp(min=0))
    above, below = align.split("_")
    right = torch.where(diagonal >= 0, above == "RIGHT", below == "RIGHT")
    return torch.where(right, longest - length, 0)


def _places(rows: int, columns: int, device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.arange(rows, device=device)[:, None], torch.arange(columns, device=device)[None]


def _spread(x: torch.Tensor, low: int, high: int, rows: int, columns: int, align: str) -> tuple[Any, torch.Tensor]:
    """For each place of the matrix what a diagonal has there, and whether there is one."""
    x = x.unsqueeze(-2) if low == high and (x.ndim < 2 or x.shape[-2] != 1) else x
    row, column = _places(rows, columns, x.device)
    diagonal = column - row
    inside = (diagonal >= low) & (diagonal <= high)
    start = torch.where(diagonal >= 0, row, column)
    which = (high - diagonal).clamp(0, high - low)
    where = (start + _offset(diagonal, x.shape[-1], rows, columns, align)).clamp(0, x.shape[-1] - 1)
    return x[..., which, where], inside


def matrix_diag(x: torch.Tensor, k: Any, num_rows: Any, num_cols: Any, padding_value: Any, align: str) -> torch.Tensor:
    """Matrices with the diagonals `k` of `x`, `padding_value` elsewhere."""
    low, high = _checked("matrix_diag", k, align)
    rows, columns = int(num_rows), int(num_cols)
    least_rows, least_columns = x.shape[-1] - min(high, 0), x.shape[-1] + max(low, 0)
    if rows == columns == -1:
        rows = columns = max(least_rows, least_columns)
    rows = least_rows if rows == -1 else rows
    columns = least_columns if columns == -1 else columns
    if rows < least_rows or columns < least_columns:
        raise ValueError(f"For 'matrix_diag', the matrix must hold the diagonals, but it is {rows} by {columns}.")
    longest = min(rows + min(high, 0), columns - max(low, 0))
    if x.shape[-1] != longest:
        raise ValueError(
            f"For 'matrix_diag', the diagonals of {rows} by {columns} have {longest}, but got {x.shape[-1]}."
        )
    x = x if low == high else x.reshape(*x.shape[:-2], high - low + 1, x.shape[-1])
    found, inside = _spread(x, low, high, rows, columns, align)
    return torch.where(inside, found, _number(padding_value, x))


def _number(value: Any, like: torch.Tensor) -> torch.Tensor:
    return value.to(like.dtype) if isinstance(value, torch.Tensor) else like.new_tensor(value)


def matrix_diag_part(x: torch.Tensor, k: Any, padding_value: Any, align: str) -> torch.Tensor:
    """The diagonals `k` of matrices, the highest first, filled up with `padding_value`."""
    low, high = _checked("matrix_diag_part", k, align)
    rows, columns = x.shape[-2:]
    if not -rows < low <= high < columns:
        raise ValueError(f"For 'matrix_diag_part', 'k' must be in ({-rows}, {columns}), but got {low} to {high}.")
    longest = min(rows + min(high, 0), columns - max(low, 0))
    diagonal = torch.arange(high, low - 1, -1, device=x.device)[:, None]
    place = torch.arange(longest, device=x.device)[None] - _offset(diagonal, longest, rows, columns, align)
    row, column = place + (-diagonal).clamp(min=0), place + diagonal.clamp(min=0)
    inside = (place >= 0) & (row < rows) & (column < columns)
    found = x[..., row.clamp(0, rows - 1), column.clamp(0, columns - 1)]
    found = torch.where(inside, found, _number(padding_value, x))
    return found.squeeze(-2) if low == high else found


def matrix_set_diag(x: torch.Tensor, diagonal: torch.Tensor, k: Any, align: str) -> torch.Tensor:
    """The matrices with other diagonals `k`."""
    low, high = _checked("matrix_set_diag", k, align)
    rows, columns = x.shape[-2:]
    if not -rows < low <= high < columns:
        raise ValueError(f"For 'matrix_set_diag', 'k' must be in ({-rows}, {columns}), but got {low} to {high}.")
    longest = min(rows + min(high, 0), columns - max(low, 0))
    if diagonal.shape[-1:] != (longest,):
        raise ValueError(
            f"For 'matrix_set_diag', the last axis of 'diagonal' must be {longest} long, but got "
            f"{tuple(diagonal.shape)}."
        )
    found, inside = _spread(diagonal, low, high, rows, columns, align)
    return torch.where(inside, found, x)
