"""What MindSpore's layers compute, spelled with the operators that they hold.

A layer from a row runs its kernel. Where a program puts another operator in place of one, or changes an attribute that
MindSpore reads at each call, the layer goes on with its `spelled` text or, where that is more than an expression, with
one of these. Source: the behaviour of mindspore.nn of 2.10.
"""

from __future__ import annotations

from typing import Any

from msshim._src.factory.registry import get
from msshim._src.tensor.tensor import Tensor


def dense(self: Any, x: Any) -> Any:
    """nn.Dense."""
    shape = self.shape_op(x)
    rows = x if len(shape) == 2 else self.reshape(x, (-1, shape[-1]))
    y = self.matmul(rows, self.weight)
    if self.has_bias:
        y = self.bias_add(y, self.bias)
    if self.activation_flag:
        y = self.activation(y)
    return y if len(shape) == 2 else self.reshape(y, (*shape[:-1], y.shape[-1]))


def conv1d(self: Any, x: Any) -> Any:
    """nn.Conv1d."""
    y = self.conv2d(self.expand_dims(x, 2), self.weight)
    return self.squeeze(self.bias_add(y, self.bias) if self.has_bias else y)


def conv2d(self: Any, x: Any) -> Any:
    """nn.Conv2d."""
    y = self.conv2d(x, self.weight)
    return self.bias_add(y, self.bias) if self.has_bias else y


def conv3d(self: Any, x: Any) -> Any:
    """nn.Conv3d, of one group."""
    y = self.conv3d(x, self.weight)
    return self.bias_add(y, self.bias) if self.has_bias else y


def conv3d_transpose(self: Any, x: Any) -> Any:
    """nn.Conv3dTranspose."""
    y = self.conv3d_transpose(x, self.weight)
    return self.bias_add(y, self.bias) if self.has_bias else y


def batch_norm(self: Any, x: Any) -> Any:
    """nn.BatchNorm1d of two axes, nn.BatchNorm2d."""
    batch = self.training if self.use_batch_statistics is None else self.use_batch_statistics
    weights = (self.gamma, self.beta, self.moving_mean, self.moving_variance)
    return self.bn_train(x, *weights)[0] if batch else self.bn_infer(x, *weights)[0]


def dropout(self: Any, x: Any) -> Any:
    """nn.Dropout."""
    kept = self.keep_prob == 1 if self.p is None else self.p == 0
    return x if kept or not self.training else self.dropout(x)[0]


def embedding(self: Any, ids: Any) -> Any:
    """nn.Embedding."""
    shape = (*self.get_shp(ids), self.embedding_size)
    flat = self.reshape_flat(ids, self.shp_flat)
    if self.use_one_hot:
        rows = self.array_mul(self.one_hot(flat, self.vocab_size, self.on_value, self.off_value), self.embedding_table)
    else:
        rows = self.gather(self.embedding_table, flat, 0)
    return self.reshape(rows, shape)


def batch_norm1d(self: Any, x: Any) -> Any:
    """nn.BatchNorm1d, whose moving statistics are read with an axis more."""
    if self.training if self.use_batch_statistics is None else self.use_batch_statistics:
        return self.bn_train(x, self.gamma, self.beta, self.moving_mean, self.moving_variance)[0]
    deep = self.reshape(x, (*x.shape, 1, 1)[:4])
    y = self.bn_infer(deep, self.gamma, self.beta, self.moving_mean, self.moving_variance)[0]
    return self.reshape(y, x.shape)


def batch_norm3d(self: Any, x: Any) -> Any:
    """nn.BatchNorm3d."""
    n, c, d, h, w = shape = x.shape
    return self.reshape(self.bn2d(self.reshape(x, (n, c, d * h, w))), shape)


def conv1d_transpose(self: Any, x: Any) -> Any:
    """nn.Conv1dTranspose."""
    deep = self.expand_dims(x, 2)
    pads = self.padding
    ways, pads = (self.is_valid, self.is_same, self.is_pad), (pads[0] + pads[1], pads[2] + pads[3])
    lengths = _lengths(deep.shape[2:], ways, self.kernel_size, self.stride, self.dilation, pads)
    y = self.conv2d_transpose(deep, self.weight, (x.shape[0], self.out_channels, *lengths))
    return self.squeeze(self.bias_add(y, self.bias) if self.has_bias else y)


def conv2d_transpose(self: Any, x: Any) -> Any:
    """nn.Conv2dTranspose."""
    pads = (self.padding_top + self.padding_bottom, self.padding_left + self.padding_right)
    ways = (self.is_valid, self.is_same, self.is_pad)
    lengths = _lengths(x.shape[2:], ways, self.kernel_size, self.stride, self.dilation, pads)
    y = self.conv2d_transpose(x, self.weight, (x.shape[0], self.out_channels, *lengths))
    y = self.bias_add(y, self.bias) if self.has_bias else y
    more = self.output_padding
    more = more if isinstance(more, tuple) else (more, more)
    if not all(0 <= n < max(reach) for n, *reach in zip(more, self.dilation, self.stride, strict=False)):
        raise ValueError(
            f"For 'Conv2dTranspose', the 'output_padding' must be at least 0 and below 'stride' or 'dilation', but got "
            f"{self.output_padding}."
        )
    if any(more) and not self.is_pad:
        raise ValueError("For 'Conv2dTranspose', the 'output_padding' must be 0 where 'pad_mode' is not 'pad'.")
    return get("ops", "Pad")(((0, 0), (0, 0), (0, more[0]), (0, more[1])))(y) if any(more) else y


def _lengths(sizes: Any, ways: Any, kernel: Any, strides: Any, dilations: Any, pads: Any) -> tuple[int, ...]:
    """The axes of a transposed convolution's output; `ways`: whether pad_mode is 'valid', 'same', 'pad'."""
    valid, same, padded = ways
    found = []
    for size, k, stride, dilation, amount in zip(sizes, kernel, strides, dilations, pads, strict=False):
        reach = (k - 1) * dilation + 1
        cut = (size - 1) * stride + reach - amount if padded else 0
        found.append(size * stride + max(reach - stride, 0) if valid else size * stride if same else cut)
    return tuple(found)


def glu(self: Any, x: Any) -> Any:
    """nn.GLU."""
    value, gate = self.spilt(x)
    return value * self.sigmoid(gate)


def channel_shuffle(self: Any, x: Any) -> Any:
    """nn.ChannelShuffle."""
    n, c = x.shape[:2]
    split = self.reshape(x, (n, self.groups, c // self.groups, -1))
    return self.reshape(self.transpose(split, (0, 2, 1, 3)), x.shape)


def central_crop(self: Any, image: Any) -> Any:
    """nn.CentralCrop of (C, H, W) or (N, C, H, W)."""
    if self.central_fraction == 1.0:
        return image
    begin, size = [0] * image.ndim, list(image.shape)
    for axis in (image.ndim - 2, image.ndim - 1):
        begin[axis] = int((size[axis] - size[axis] * self.central_fraction) / 2)
        size[axis] -= 2 * begin[axis]
    return self.slice(image, tuple(begin), tuple(size))


def reduce_log_sum_exp(self: Any, x: Any) -> Any:
    """nn.ReduceLogSumExp."""
    largest = self.max(x)
    return self.log(self.sum(self.exp(x - largest), self.axis)) + largest


def unflatten(self: Any, x: Any) -> Any:
    """nn.Unflatten."""
    behind = () if self.axis == -1 else x.shape[self.axis + 1 :]
    return self.reshape(x, (*x.shape[: self.axis], *self.unflattened_size, *behind))


def pad(self: Any, x: Any) -> Any:
    """nn.Pad."""
    return self.pad(x) if self.mode == "CONSTANT" else self.pad(x, Tensor(self.paddings))


def replication_pad(self: Any, x: Any) -> Any:
    """nn.ReplicationPad1d, 2d and 3d: with or without the axis of a batch."""
    if x.ndim == len(self.padding) // 2 + 2:
        return self.padv3(x, self.padding, None)
    return self.padv3(x.expand_dims(0), self.padding, None).squeeze(0)


def mint_conv(self: Any, x: Any, operator: Any, axes: int) -> Any:
    """mint.nn.Conv1d, 2d and 3d."""
    rest = (self.weight, self.bias, self.stride)
    if self.padding_mode == "zeros":
        return operator(x, *rest, self.padding, self.dilation, self.groups)
    ends = [amount for amount in reversed(self.padding) for _ in range(2)]
    padded = get("mint.nn.functional", "pad")(x, ends, self.padding_mode)
    return operator(padded, *rest, (0,) * axes, self.dilation, self.groups)


def mint_conv1d(self: Any, input: Any) -> Any:
    """mint.nn.Conv1d."""
    return mint_conv(self, input, self.conv1d, 1)


def mint_conv2d(self: Any, input: Any) -> Any:
    """mint.nn.Conv2d."""
    return mint_conv(self, input, self.conv2d, 2)


def mint_conv3d(self: Any, input: Any) -> Any:
    """mint.nn.Conv3d."""
    return mint_conv(self, input, self.conv3d, 3)


def mint_zero_pad(self: Any, input: Any) -> Any:
    """mint.nn.ZeroPad1d, 2d and 3d."""
    return get("mint.nn.functional", "pad")(input, self.padding, "constant", self.value)
