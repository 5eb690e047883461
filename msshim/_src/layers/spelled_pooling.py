"""What MindSpore's pooling layers compute, spelled with the operators that they hold; see `spelled`."""

from __future__ import annotations

from typing import Any

from msshim._src.factory.registry import get
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def _each(value: Any, change: Any) -> Any:
    """A change of a tensor, or of each of several."""
    return tuple(map(change, value)) if isinstance(value, tuple) else change(value)


def avg_pool1d(self: Any, x: Any) -> Any:
    """nn.AvgPool1d; a window as long as what is left is a plain mean."""
    batched = x if x.ndim == 3 else x.unsqueeze(0)
    if not self.plain:
        y = self.avg_pool(batched.unsqueeze(2).unsqueeze(3)).squeeze(3).squeeze(2)
    elif batched.shape[2] - self.kernel_size[1] < self.stride[1]:
        y = batched[:, :, : self.kernel_size[1]].mean(2, True)
    else:
        y = self.avg_pool(batched.unsqueeze(2)).squeeze(2)
    return y if x.ndim == 3 else y.squeeze(0)


def avg_pool2d(self: Any, x: Any) -> Any:
    """nn.AvgPool2d."""
    batched = x if x.ndim == 4 else x.unsqueeze(0)
    y = self.avg_pool(batched) if self.plain else self.avg_pool(batched.unsqueeze(2)).squeeze(2)
    return y if x.ndim == 4 else y.squeeze(0)


def avg_pool3d(self: Any, x: Any) -> Any:
    """nn.AvgPool3d."""
    return self.avg_pool(x) if x.ndim == 5 else self.avg_pool(x.unsqueeze(0)).squeeze(0)


def max_pool1d(self: Any, x: Any) -> Any:
    """nn.MaxPool1d."""
    batched = x if x.ndim == 3 else x.unsqueeze(0)
    if self.use_pad:
        found = self.max_pool(batched.unsqueeze(2).unsqueeze(3))
        y = _each(found, lambda part: part.squeeze(3).squeeze(2))
    else:
        y = self.squeeze(self.max_pool(self.expand(batched, 2)))
    y = y if x.ndim == 3 else _each(y, lambda part: part.squeeze(0))
    return y[0] if self.use_pad and not self.return_indices else y


def max_pool2d(self: Any, x: Any) -> Any:
    """nn.MaxPool2d."""
    batched = x if x.ndim == 4 else x.unsqueeze(0)
    if self.use_pad:
        y = _each(self.max_pool(batched.unsqueeze(2)), lambda part: part.squeeze(2))
    else:
        y = self.max_pool(batched)
    y = y if x.ndim == 4 else _each(y, lambda part: part.squeeze(0))
    return y[0] if self.use_pad and not self.return_indices else y


def max_pool3d(self: Any, x: Any) -> Any:
    """nn.MaxPool3d."""
    y = self.max_pool(x if x.ndim == 5 else x.unsqueeze(0))
    y = y if x.ndim == 5 else _each(y, lambda part: part.squeeze(0))
    return y[0] if self.only_pad and not self.return_indices else y


def _windows(self: Any, x: Any) -> dict[str, tuple[int, int]]:
    width = x.shape[2]
    step = width // self.output_size
    return {"kernel_size": (1, width - (self.output_size - 1) * step), "strides": (1, step)}


def adaptive_avg_pool1d(self: Any, x: Any) -> Any:
    """nn.AdaptiveAvgPool1d."""
    return self.squeeze(get("ops", "AvgPool")(**_windows(self, x))(self.expand(x, 2)))


def adaptive_max_pool1d(self: Any, x: Any) -> Any:
    """nn.AdaptiveMaxPool1d."""
    return self.squeeze(get("ops", "MaxPool")(**_windows(self, x))(self.expand(x, 2)))


def adaptive_max_pool3d(self: Any, x: Any) -> Any:
    """nn.AdaptiveMaxPool3d."""
    size = self.output_size
    found = self.adaptive_max_pool3d(x, Tensor(size if isinstance(size, tuple) else (size,) * 3, mstype.int32))
    return found if self.return_indices else found[0]
