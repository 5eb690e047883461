"""Cells that gather what the THOR optimizer needs, which MindSpore's CPU does not run. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.factory.registry import get
from msshim._src.layers.activations import get_activation
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor, wrap


def _statistic(value: torch.Tensor) -> Parameter:
    return Parameter(wrap(value), requires_grad=False)


class _Watching:
    """Keeps, in `matrix_g`, the products of the gradients that pass."""

    matrix_g: Parameter

    def save_gradient(self, dout: Tensor) -> Tensor:
        """The gradient itself; its mean products are kept."""
        self.matrix_g.set_data(get("ops", "matmul")(dout.T, dout) / dout.shape[0])
        return dout


class DenseThor(get("nn", "Dense"), _Watching):  # type: ignore[misc, valid-type]
    """`Dense` of (N, in_channels) inputs, which keeps the products of inputs (`matrix_a`) and gradients (`matrix_g`).

    Args and errors: as `nn.Dense`.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        weight_init: Any = "normal",
        bias_init: Any = "zeros",
        has_bias: bool = True,
        activation: Any = None,
    ) -> None:
        for name, init in (("weight_init", weight_init), ("bias_init", bias_init)):
            if init is None:
                raise TypeError(f"For 'DenseThor', '{name}' must be an initial value, but got None.")
        super().__init__(in_channels, out_channels, weight_init, bias_init, has_bias, get_activation(activation))
        self.thor = True
        self.matrix_a, self.matrix_g = _statistic(torch.eye(in_channels)), _statistic(torch.eye(out_channels))

    def construct(self, x: Any) -> Any:
        """(N, out_channels) of (N, in_channels)."""
        out = self.matmul(x, self.weight)
        if self.thor:
            self.matrix_a.set_data(get("ops", "matmul")(x.T, x) / x.shape[1])
            out = get("ops", "InsertGradientOf")(self.save_gradient)(out)
        if self.has_bias:
            out = self.bias_add(out, self.bias)
        return self.activation(out) if self.activation_flag else out

    def extend_repr(self) -> str:
        """The channels."""
        bias = ", has_bias=True" if self.bias is not None else ""
        return f"input_channels={self.in_channels}, output_channels={self.out_channels}{bias}"


class EmbeddingThor(get("nn", "Embedding"), _Watching):  # type: ignore[misc, valid-type]
    """`Embedding` which keeps how often each number came (`matrix_a`) and the products of gradients (`matrix_g`).

    Args and errors: as `nn.Embedding`.
    """

    def __init__(
        self,
        vocab_size: int,
        embedding_size: int,
        use_one_hot: bool = False,
        embedding_table: Any = "normal",
        dtype: Any = mstype.float32,
        padding_idx: int | None = None,
    ) -> None:
        super().__init__(vocab_size, embedding_size, use_one_hot, embedding_table, dtype, padding_idx)
        self.thor = True
        self.matrix_a = _statistic(torch.zeros(vocab_size))
        self.matrix_g = _statistic(torch.zeros(embedding_size, embedding_size))

    def construct(self, ids: Any) -> Any:
        """The rows of the table, (\\*, embedding_size)."""
        flat = self.reshape_flat(self.expand(ids, -1), self.shp_flat)
        if self.use_one_hot:
            marks = self.one_hot(flat, self.vocab_size, self.on_value, self.off_value)
            return self.reshape(self.array_mul(marks, self.embedding_table), (*ids.shape, self.embedding_size))
        out = self.gather(self.embedding_table, flat, 0)
        if self.thor:
            self.matrix_a.set_data(get("ops", "bincount")(flat, minlength=self.vocab_size).astype(mstype.float32))
            out = get("ops", "InsertGradientOf")(self.save_gradient)(out)
        return self.reshape(out, (*ids.shape, self.embedding_size))
