"""A training step with momentum, in the way of a torch user and of a MindSpore user."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch


def step(net: torch.nn.Module, x: torch.Tensor, y: torch.Tensor) -> Callable[[], object]:
    """A training step, in the way of a torch user."""
    loss, optimizer = torch.nn.CrossEntropyLoss(), torch.optim.SGD(net.parameters(), 1e-3, momentum=0.9)

    def call() -> None:
        optimizer.zero_grad()
        loss(net(x), y).backward()
        optimizer.step()

    return call


def step_in_mindspore(ms: Any, net: Any, x: Any, y: Any) -> Callable[[], object]:
    """A training step, in the way of a MindSpore user; it waits for the loss."""
    loss, optimizer = ms.nn.CrossEntropyLoss(), ms.nn.Momentum(net.trainable_params(), 1e-3, 0.9)
    gradients = ms.value_and_grad(lambda x, y: loss(net(x), y), None, optimizer.parameters)
    net.set_train()

    def call() -> None:
        value, found = gradients(x, y)
        optimizer(found)
        value.asnumpy()

    return call
