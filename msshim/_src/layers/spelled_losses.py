"""What MindSpore's losses compute, spelled with the operators that they hold; see `spelled`."""

from __future__ import annotations

import math
from typing import Any

from msshim._src.factory.registry import get
from msshim._src.tensor import dtype as mstype


def cosine_embedding(self: Any, x: Any, y: Any, labels: Any) -> Any:
    """nn.CosineEmbeddingLoss."""
    lengths = (self.reduce_sum(x * x, (1,)).sqrt(), self.reduce_sum(y * y, (1,)).sqrt())
    cosine = self.reduce_sum(x * y, (1,)) / (lengths[0] * lengths[1])
    apart = self.maximum(cosine - self.margin, 0.0)
    return self.get_loss((1.0 - cosine) * (labels == 1) + apart * (labels == -1))


def focal(self: Any, logits: Any, labels: Any) -> Any:
    """nn.FocalLoss."""
    deep = logits.ndim > 2
    x = logits.view(*logits.shape[:2], -1) if deep else self.expand_dims(logits, 2)
    targets = labels.view(*labels.shape[:2], -1) if deep else self.expand_dims(labels, 2)
    numbers = labels.shape[1] == 1

    def picked(value: Any) -> Any:
        return self.squeeze(self.gather_d(value, 1, self.cast(targets, mstype.int32))) if numbers else value

    logs = picked(self.logsoftmax(x))
    probability = logs.exp()
    if self.weight is not None:
        logs = logs * picked(self.tile(self.weight[None, :, None], (targets.shape[0], 1, targets.shape[2])))
    loss = -((1.0 - probability) ** self.gamma) * logs
    return self.get_loss(loss.mean(1) if numbers else (loss * targets).mean(-1))


def poisson_nll(self: Any, x: Any, target: Any) -> Any:
    """nn.PoissonNLLLoss."""
    target = self.cast(target, x.dtype)
    loss = x.exp() - target * x if self.log_input else x - target * (x + self.eps).log()
    if self.full:
        target = self.maximum(target, self.eps)
        stirling = (target + 0.5) * target.log() - target + math.log(2 * math.pi) / 2
        loss = loss + stirling.masked_fill(target <= 1, 0)
    return self.get_loss(loss)


def softmax_cross_entropy(self: Any, logits: Any, labels: Any) -> Any:
    """nn.SoftmaxCrossEntropyWithLogits."""
    if self.sparse:
        if self.reduction == "mean":
            return self.sparse_softmax_cross_entropy(logits, labels)
        labels = self.one_hot(labels, logits.shape[-1], self.on_value, self.off_value)
    return self.get_loss(self.softmax_cross_entropy(logits, labels)[0])


def multi_margin(self: Any, x: Any, target: Any, weight: Any = None) -> Any:
    """nn.MultiMarginLoss."""
    weight = weight if self.weight is None else self.weight
    ones = get("ops", "ones")(x.shape[1:], x.dtype) if weight is None else weight
    return self.multi_margin_loss(x, target, ones)
