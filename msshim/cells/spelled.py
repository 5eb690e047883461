"""What MindSpore's layers compute, spelled with the operators that they hold.

A layer from a row runs its kernel. Where a program puts another operator in place of one, or changes an attribute that
MindSpore reads at each call, the layer goes on with its `spelled` text or, where that is more than an expression, with
one of these. Source: the behaviour of mindspore.nn of 2.10.
"""

from __future__ import annotations

from typing import Any


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
