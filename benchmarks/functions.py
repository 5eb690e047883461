"""What one call of the most used functions, methods and primitives costs, beside plain torch and the real MindSpore."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mindspore
import numpy as np
import torch

import msshim as ms
from benchmarks.timing import interleaved, report

# The name, and the call as a function of the library's modules and tensors; then the same in torch.
CASES: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "ops.cat": (lambda m, x, y: m.ops.cat((x, y)), lambda x, y: torch.cat((x, y))),
    "ops.matmul": (lambda m, x, y: m.ops.matmul(x, y), torch.matmul),
    "ops.add": (lambda m, x, y: m.ops.add(x, y), torch.add),
    "ops.mul": (lambda m, x, y: m.ops.mul(x, y), torch.mul),
    "ops.exp": (lambda m, x, y: m.ops.exp(x), lambda x, y: torch.exp(x)),
    "ops.sigmoid": (lambda m, x, y: m.ops.sigmoid(x), lambda x, y: torch.sigmoid(x)),
    "ops.relu": (lambda m, x, y: m.ops.relu(x), lambda x, y: torch.relu(x)),
    "ops.softmax": (lambda m, x, y: m.ops.softmax(x, -1), lambda x, y: torch.softmax(x, -1)),
    "ops.sum": (lambda m, x, y: m.ops.sum(x, 1), lambda x, y: torch.sum(x, 1)),
    "ops.mean": (lambda m, x, y: m.ops.mean(x, 1), lambda x, y: torch.mean(x, 1)),
    "ops.stack": (lambda m, x, y: m.ops.stack((x, y)), lambda x, y: torch.stack((x, y))),
    "ops.transpose": (lambda m, x, y: m.ops.transpose(x, (1, 0)), lambda x, y: x.permute(1, 0)),
    "ops.reshape": (lambda m, x, y: m.ops.reshape(x, (2, 8)), lambda x, y: x.reshape(2, 8)),
    "ops.expand_dims": (lambda m, x, y: m.ops.expand_dims(x, 0), lambda x, y: x.unsqueeze(0)),
    "ops.zeros_like": (lambda m, x, y: m.ops.zeros_like(x), lambda x, y: torch.zeros_like(x)),
    "ops.where": (lambda m, x, y: m.ops.where(x > y, x, y), lambda x, y: torch.where(x > y, x, y)),
    "Tensor.sum": (lambda m, x, y: x.sum(1), lambda x, y: x.sum(1)),
    "Tensor.reshape": (lambda m, x, y: x.reshape(2, 8), lambda x, y: x.reshape(2, 8)),
    "Tensor.astype": (lambda m, x, y: x.astype(m.float16), lambda x, y: x.to(torch.float16)),
    "mint.sum": (lambda m, x, y: m.mint.sum(x, 1), lambda x, y: torch.sum(x, 1)),
}


def main() -> None:
    """Print the table; MindSpore's calls wait for their result, as torch's do on the CPU."""
    torch.set_num_threads(1)
    mindspore.runtime.launch_blocking()
    a, b = (np.random.default_rng(k).normal(size=(4, 4)).astype(np.float32) for k in (0, 1))
    rows = []
    for name, (call, plain) in CASES.items():
        x, y = torch.from_numpy(a), torch.from_numpy(b)
        u, v = ms.Tensor(a), ms.Tensor(b)
        p, q = mindspore.Tensor(a), mindspore.Tensor(b)
        calls = {
            "torch": lambda plain=plain, x=x, y=y: plain(x, y),
            "msshim": lambda call=call, u=u, v=v: call(ms, u, v),
            "MindSpore": lambda call=call, p=p, q=q: call(mindspore, p, q),
        }
        rows.append((name, interleaved(calls, rounds=21, number=200)))
    report("One call on (4, 4)", "µs", rows, base="torch")
