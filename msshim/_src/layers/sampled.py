"""The softmax loss over sampled classes. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.random.candidates import uniform_candidates
from msshim._src.steps.wrap import LossBase
from msshim._src.tensor.tensor import Tensor


class SampledSoftmaxLoss(LossBase):
    """The cross entropy of the true classes among them and `num_sampled` others, without a reduction.

    Args:
        num_sampled: How many other classes count.
        num_classes: How many classes there are.
        num_true: How many true classes an example has.
        sampled_values: Sampled classes, and how often true and sampled ones are expected; None to draw uniformly.
        remove_accidental_hits: Whether true classes are never drawn.
        seed: 0 for torch's generator; another number for a stream of its own.
        reduction: 'none', 'mean' or 'sum'; MindSpore takes it, and reduces nothing.

    Raises:
        TypeError: `sampled_values` is no tuple or list, the labels are neither int32 nor int64, or an input no Tensor.
        ValueError: A number is out of its range, `sampled_values` has not three items, or `reduction` is unknown.
    """

    def __init__(
        self,
        num_sampled: int,
        num_classes: int,
        num_true: int = 1,
        sampled_values: Any = None,
        remove_accidental_hits: bool = True,
        seed: int = 0,
        reduction: str = "none",
    ) -> None:
        super().__init__(reduction)
        if num_true < 1 or num_true > num_classes:
            raise ValueError(f"For '{self.cls_name}', 'num_true' must be in [1, {num_classes}], but got {num_true}.")
        if num_sampled > num_classes or num_sampled < 1:
            what = f"'num_sampled' must be in [1, {num_classes}]"
            raise ValueError(f"For '{self.cls_name}', {what}, but got {num_sampled}.")
        if seed < 0:
            raise ValueError(f"For '{self.cls_name}', 'seed' must not be negative, but got {seed}.")
        if not isinstance(remove_accidental_hits, bool):
            what = f"'remove_accidental_hits' must be a bool, but got {remove_accidental_hits!r}"
            raise TypeError(f"For '{self.cls_name}', {what}.")
        if sampled_values is not None and not isinstance(sampled_values, (list, tuple)):
            raise TypeError(f"For '{self.cls_name}', 'sampled_values' must be a tuple, but got {sampled_values!r}.")
        if sampled_values is not None and len(sampled_values) != 3:
            what = f"'sampled_values' must have three items, but got {len(sampled_values)}"
            raise ValueError(f"For '{self.cls_name}', {what}.")
        self.num_sampled, self.num_classes, self.num_true = num_sampled, num_classes, num_true
        self.sampled_values = sampled_values
        self.remove_accidental_hits = remove_accidental_hits
        self.seed = seed

    def construct(self, weights: Tensor, biases: Tensor, labels: Tensor, logits: Tensor) -> Tensor:  # type: ignore[override]
        """The loss of each example: (classes, dim), (classes,), (N, num_true) and (N, dim) give (N,)."""
        given = {"weights": weights, "biases": biases, "labels": labels, "logits": logits}
        for name, value in given.items():
            if not isinstance(value, Tensor):
                raise TypeError(f"For '{self.cls_name}', '{name}' must be a Tensor, but got {value!r}.")
        if labels._t.dtype not in (torch.int32, torch.int64):
            raise TypeError(f"For '{self.cls_name}', 'labels' must be int32 or int64, but got {labels.dtype}.")
        w, b, x = weights._t, biases._t, logits._t
        true = labels._t.reshape(-1, self.num_true).long()
        sampled, of_true, of_sampled = self._sampled(true)
        positive = (x[:, None] * w[true]).sum(-1) + b[true] - of_true.log()
        negative = x @ w[sampled].T + b[sampled] - of_sampled.log()
        chances = torch.cat([positive, negative], 1).softmax(1)[:, : self.num_true]
        return Tensor(-(chances + 1e-20).log().mean(1))

    def _sampled(self, true: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        if self.sampled_values is not None:
            sampled, of_true, of_sampled = (value._t for value in self.sampled_values)
            return sampled.long(), of_true, of_sampled
        generator = None
        if self.seed:
            generator = self.__dict__.setdefault("_generator", torch.Generator().manual_seed(self.seed))
        sampled, expected = uniform_candidates(
            true, self.num_sampled, self.num_classes, self.remove_accidental_hits, generator
        )
        return sampled, expected, expected
