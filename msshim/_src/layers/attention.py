"""Multi-head attention and the Transformer, of cells that are rows. Source: mindspore.nn of 2.10."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.cell.cell import Cell
from msshim._src.cell.containers import CellList
from msshim._src.cell.parameter import Parameter
from msshim._src.factory.registry import get
from msshim._src.init.initial_value import initializer
from msshim._src.init.initializer import HeUniform, Uniform, XavierNormal, XavierUniform
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.interop import to_handles
from msshim._src.tensor.tensor import Tensor


def _dense(inputs: int, outputs: int, dtype: Any, has_bias: bool = True) -> Cell:
    made: Cell = get("nn", "Dense")(
        inputs,
        outputs,
        weight_init=HeUniform(math.sqrt(5)),
        bias_init=Uniform(1 / math.sqrt(inputs)),
        has_bias=has_bias,
        dtype=dtype,
    )
    return made


class MultiheadAttention(Cell):
    """Attention of several heads, on `torch.nn.functional.multi_head_attention_forward`.

    Args:
        embed_dim, num_heads: The features, and into how many heads they part.
        dropout: The probability of dropping an attention weight.
        has_bias, add_bias_kv, add_zero_attn: As torch's `bias`, `add_bias_kv`, `add_zero_attn`.
        kdim, vdim: The features of key and value; None is embed_dim.
        batch_first: Whether inputs are (N, L, E) and not (L, N, E).
        dtype: The dtype of the weights.

    Raises:
        ValueError: `embed_dim` is not divisible by `num_heads`.
    """

    def __init__(
        self,
        embed_dim: int,
        num_heads: int,
        dropout: float = 0.0,
        has_bias: bool = True,
        add_bias_kv: bool = False,
        add_zero_attn: bool = False,
        kdim: int | None = None,
        vdim: int | None = None,
        batch_first: bool = False,
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__()
        if embed_dim % num_heads:
            raise ValueError(
                f"For 'MultiheadAttention', 'embed_dim' must be divisible by 'num_heads', but got {embed_dim} and "
                f"{num_heads}."
            )
        self.embed_dim = embed_dim
        self.kdim = embed_dim if kdim is None else kdim
        self.vdim = embed_dim if vdim is None else vdim
        self.num_heads = num_heads
        self.dropout = dropout
        self.batch_first = batch_first
        self.head_dim = embed_dim // num_heads
        dtype = mstype.float32 if dtype is None else dtype

        def weight(name: str, init: Any, *shape: int) -> None:
            setattr(self, name, Parameter(initializer(init, shape, dtype), name))

        self._qkv_same_embed_dim = self.kdim == self.vdim == embed_dim
        if self._qkv_same_embed_dim:
            weight("in_proj_weight", XavierUniform(), 3 * embed_dim, embed_dim)
            self.q_proj_weight = self.k_proj_weight = self.v_proj_weight = None
        else:
            weight("q_proj_weight", XavierUniform(), embed_dim, embed_dim)
            weight("k_proj_weight", XavierUniform(), embed_dim, self.kdim)
            weight("v_proj_weight", XavierUniform(), embed_dim, self.vdim)
            self.in_proj_weight = None
        if has_bias:
            weight("in_proj_bias", "zeros", 3 * embed_dim)
        else:
            self.in_proj_bias = None
        self.out_proj = _dense(embed_dim, embed_dim, dtype, has_bias)
        if add_bias_kv:
            weight("bias_k", XavierNormal(), 1, 1, embed_dim)
            weight("bias_v", XavierNormal(), 1, 1, embed_dim)
        else:
            self.bias_k = self.bias_v = None
        self.add_zero_attn = add_zero_attn
        self.dtype = dtype

    def construct(
        self,
        query: Any,
        key: Any,
        value: Any,
        key_padding_mask: Any = None,
        need_weights: bool = True,
        attn_mask: Any = None,
        average_attn_weights: bool = True,
    ) -> Any:
        """The attended values and, with `need_weights`, the attention weights."""

        def raw(x: Any) -> Any:
            return x._t if isinstance(x, Tensor) else x

        mask = raw(key_padding_mask)
        if mask is not None and mask.dtype is not torch.bool and not mask.is_floating_point():
            raise ValueError(
                f"For 'MultiheadAttention', the 'key_padding_mask' must be bool or floating-point, but got "
                f"{key_padding_mask.dtype}."
            )
        turn = self.batch_first and query.ndim == 3

        def ready(x: Any) -> Any:
            return x._t.transpose(0, 1) if turn else x._t

        # torch projects inputs that are one object in one product.
        q = ready(query)
        k = q if key is query else ready(key)
        v = k if value is key else ready(value)
        output, weights = F.multi_head_attention_forward(
            q, k, v, self.embed_dim, self.num_heads,
            raw(self.in_proj_weight), raw(self.in_proj_bias), raw(self.bias_k), raw(self.bias_v), self.add_zero_attn,
            self.dropout, raw(self.out_proj.weight), raw(self.out_proj.bias),
            training=self.training,
            key_padding_mask=raw(key_padding_mask),
            need_weights=need_weights,
            attn_mask=raw(attn_mask),
            use_separate_proj_weight=not self._qkv_same_embed_dim,
            q_proj_weight=raw(self.q_proj_weight),
            k_proj_weight=raw(self.k_proj_weight),
            v_proj_weight=raw(self.v_proj_weight),
            average_attn_weights=average_attn_weights,
        )  # fmt: skip
        output = output.transpose(0, 1) if turn else output
        return to_handles((output, weights) if need_weights else (output,))


def _activation(given: Any) -> Callable[[Tensor], Tensor]:
    """The function for ``'relu'``, ``'gelu'``, ops.relu or ops.gelu; MindSpore refuses the cells, too."""
    relu, gelu = get("ops", "relu"), get("ops", "gelu")
    if isinstance(given, str):
        if given not in ("relu", "gelu"):
            raise ValueError(f"The 'activation' must be 'relu' or 'gelu', but got {given!r}.")
        return relu if given == "relu" else gelu  # type: ignore[no-any-return]
    if given is not relu and given is not gelu:
        raise ValueError(f"The 'activation' must be a str, ops.relu or ops.gelu, but got {given!r}.")
    return given  # type: ignore[no-any-return]


class _Layer(Cell):
    """What encoder and decoder layers share: the arguments, the feed-forward block, and residual connections."""

    attentions: tuple[str, ...] = ("self_attn",)

    def __init__(
        self,
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Any = "relu",
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__()
        drop, norm = get("nn", "Dropout"), get("nn", "LayerNorm")
        for name in self.attentions:
            setattr(self, name, MultiheadAttention(d_model, nhead, dropout, batch_first=batch_first, dtype=dtype))
        self.dense1 = _dense(d_model, dim_feedforward, dtype)
        self.dropout = drop(p=dropout)
        self.dense2 = _dense(dim_feedforward, d_model, dtype)
        self.norm_first = norm_first
        count = len(self.attentions) + 1
        for i in range(1, count + 1):
            setattr(self, f"norm{i}", norm((d_model,), epsilon=layer_norm_eps, dtype=dtype))
        for i in range(1, count + 1):
            setattr(self, f"dropout{i}", drop(p=dropout))
        self.activation1 = activation
        self.activation = _activation(activation)
        self.d_model, self.nhead, self.dim_feedforward, self.dropout_num = d_model, nhead, dim_feedforward, dropout
        self.layernorm_eps, self.batch_first, self.dtype = layer_norm_eps, batch_first, dtype

    def _feed_forward(self, x: Tensor) -> Any:
        return self.dense2(self.dropout(self.activation(self.dense1(x))))

    def _residual(self, i: int, x: Any, block: Callable[[Any], Any]) -> Any:
        norm, drop = getattr(self, f"norm{i}"), getattr(self, f"dropout{i}")
        return x + drop(block(norm(x))) if self.norm_first else norm(x + drop(block(x)))

    def _again(self) -> _Layer:
        """A new layer with the same arguments."""
        return type(self)(
            self.d_model, self.nhead, self.dim_feedforward, self.dropout_num, self.activation1, self.layernorm_eps,
            self.batch_first, self.norm_first, dtype=self.dtype,
        )  # fmt: skip


class TransformerEncoderLayer(_Layer):
    """Self-attention and a feed-forward block, each with residual connection and normalisation."""

    def construct(self, src: Any, src_mask: Any = None, src_key_padding_mask: Any = None) -> Any:
        """The layer's output, in the shape of `src`."""
        mask = {"attn_mask": src_mask, "key_padding_mask": src_key_padding_mask, "need_weights": False}
        x = self._residual(1, src, lambda y: self.self_attn(y, y, y, **mask)[0])
        return self._residual(2, x, self._feed_forward)


class TransformerDecoderLayer(_Layer):
    """Self-attention, attention to the encoder's output, and a feed-forward block."""

    attentions = ("self_attn", "multihead_attn")

    def construct(
        self,
        tgt: Any,
        memory: Any,
        tgt_mask: Any = None,
        memory_mask: Any = None,
        tgt_key_padding_mask: Any = None,
        memory_key_padding_mask: Any = None,
    ) -> Any:
        """The layer's output, in the shape of `tgt`."""
        own = {"attn_mask": tgt_mask, "key_padding_mask": tgt_key_padding_mask, "need_weights": False}
        other = {"attn_mask": memory_mask, "key_padding_mask": memory_key_padding_mask, "need_weights": False}
        x = self._residual(1, tgt, lambda y: self.self_attn(y, y, y, **own)[0])
        x = self._residual(2, x, lambda y: self.multihead_attn(y, memory, memory, **other)[0])
        return self._residual(3, x, self._feed_forward)


class TransformerEncoder(Cell):
    """Several encoder layers, all from one draw of weights, and a normalisation, if one is given."""

    def __init__(self, encoder_layer: Any, num_layers: int, norm: Any = None) -> None:
        super().__init__()
        layer = encoder_layer._again()
        self.layers = CellList([copy.deepcopy(layer) for _ in range(num_layers)])
        self.num_layers = num_layers
        self.norm = norm

    def construct(self, src: Any, src_mask: Any = None, src_key_padding_mask: Any = None) -> Any:
        """The output of the last layer, in the shape of `src`."""
        for layer in self.layers:
            src = layer(src, src_mask=src_mask, src_key_padding_mask=src_key_padding_mask)
        return src if self.norm is None else self.norm(src)


class TransformerDecoder(Cell):
    """Several decoder layers, all from one draw of weights, and a normalisation, if one is given."""

    def __init__(self, decoder_layer: Any, num_layers: int, norm: Any = None) -> None:
        super().__init__()
        layer = decoder_layer._again()
        self.layers = CellList([copy.deepcopy(layer) for _ in range(num_layers)])
        self.num_layers = num_layers
        self.norm = norm

    def construct(
        self,
        tgt: Any,
        memory: Any,
        tgt_mask: Any = None,
        memory_mask: Any = None,
        tgt_key_padding_mask: Any = None,
        memory_key_padding_mask: Any = None,
    ) -> Any:
        """The output of the last layer, in the shape of `tgt`."""
        for layer in self.layers:
            tgt = layer(
                tgt, memory, tgt_mask=tgt_mask, memory_mask=memory_mask,
                tgt_key_padding_mask=tgt_key_padding_mask, memory_key_padding_mask=memory_key_padding_mask,
            )  # fmt: skip
        return tgt if self.norm is None else self.norm(tgt)


class Transformer(Cell):
    """An encoder and a decoder. Raises ValueError where batches or features do not fit."""

    def __init__(
        self,
        d_model: int = 512,
        nhead: int = 8,
        num_encoder_layers: int = 6,
        num_decoder_layers: int = 6,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Any = "relu",
        custom_encoder: Any = None,
        custom_decoder: Any = None,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        dtype: Any = mstype.float32,
    ) -> None:
        super().__init__()
        given = (d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first)
        norm = get("nn", "LayerNorm")
        if custom_encoder is None:
            encoder_layer = TransformerEncoderLayer(*given, dtype=dtype)
            last = norm((d_model,), epsilon=layer_norm_eps, dtype=dtype)
            custom_encoder = TransformerEncoder(encoder_layer, num_encoder_layers, last)
        self.encoder = custom_encoder
        if custom_decoder is None:
            decoder_layer = TransformerDecoderLayer(*given, dtype=dtype)
            last = norm((d_model,), epsilon=layer_norm_eps, dtype=dtype)
            custom_decoder = TransformerDecoder(decoder_layer, num_decoder_layers, last)
        self.decoder = custom_decoder
        for _, parameter in self.parameters_and_names():
            if parameter.ndim > 1:
                parameter.set_data(initializer("xavier_uniform", parameter.shape, parameter.dtype))
        self.d_model = d_model
        self.nhead = nhead
        self.batch_first = batch_first

    def construct(
        self,
        src: Any,
        tgt: Any,
        src_mask: Any = None,
        tgt_mask: Any = None,
        memory_mask: Any = None,
        src_key_padding_mask: Any = None,
        tgt_key_padding_mask: Any = None,
        memory_key_padding_mask: Any = None,
    ) -> Any:
        """The decoder's output, in the shape of `tgt`."""
        if src.shape[-1] != self.d_model or tgt.shape[-1] != self.d_model:
            raise ValueError(
                f"For 'Transformer', the last axis of 'src' and 'tgt' must be {self.d_model} ('d_model'), but got "
                f"{src.shape} and {tgt.shape}."
            )
        memory = self.encoder(src, src_mask=src_mask, src_key_padding_mask=src_key_padding_mask)
        return self.decoder(
            tgt, memory, tgt_mask=tgt_mask, memory_mask=memory_mask,
            tgt_key_padding_mask=tgt_key_padding_mask, memory_key_padding_mask=memory_key_padding_mask,
        )  # fmt: skip
