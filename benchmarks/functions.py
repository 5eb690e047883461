"""What one call of the fifty most used names costs, beside plain torch and the real MindSpore.

The names are the most used ones of public MindSpore code that compute with tensors (by files of ten repositories).
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

import msshim as ms
from benchmarks.timing import Table, interleaved

# name: what is made of the library `m` once, the call of it, `f`; the same of torch, `t`. x, y: (4, 4); i: ints;
# image: (1, 2, 4, 4).
CASES: dict[str, tuple[str, str, str, str]] = {
    "Tensor.shape": ("", "x.shape", "", "x.shape"),
    "Tensor.dtype": ("", "x.dtype", "", "x.dtype"),
    "Tensor.asnumpy": ("", "x.asnumpy()", "", "x.numpy()"),
    "Tensor.view": ("", "x.view(2, 8)", "", "x.view(2, 8)"),
    "Tensor.unsqueeze": ("", "x.unsqueeze(0)", "", "x.unsqueeze(0)"),
    "Tensor.reshape": ("", "x.reshape(2, 8)", "", "x.reshape(2, 8)"),
    "Tensor.permute": ("", "x.permute(1, 0)", "", "x.permute(1, 0)"),
    "Tensor.transpose": ("", "x.transpose(1, 0)", "", "x.permute(1, 0)"),
    "Tensor.float": ("", "i.float()", "", "i.float()"),
    "Tensor.astype": ("", "x.astype(m.float16)", "", "x.to(t.float16)"),
    "Tensor.contiguous": ("", "x.contiguous()", "", "x.contiguous()"),
    "Tensor.mean": ("", "x.mean(1)", "", "x.mean(1)"),
    "Tensor.sum": ("", "x.sum(1)", "", "x.sum(1)"),
    "Tensor.squeeze": ("", "image.squeeze(0)", "", "image.squeeze(0)"),
    "Tensor.broadcast_to": ("", "x.broadcast_to((2, 4, 4))", "", "x.broadcast_to((2, 4, 4))"),
    "Tensor.clone": ("", "x.clone()", "", "x.clone()"),
    "Tensor.tile": ("", "x.tile((2, 1))", "", "x.tile((2, 1))"),
    "Tensor.chunk": ("", "x.chunk(2, 0)", "", "x.chunk(2, 0)"),
    "Tensor + Tensor": ("", "x + y", "", "x + y"),
    "Tensor * number": ("", "x * 2.0", "", "x * 2.0"),
    "nn.Conv2d": ("m.nn.Conv2d(2, 2, 3, has_bias=True)", "f(image)", "t.nn.Conv2d(2, 2, 3, padding=1)", "f(image)"),
    "nn.Dense": ("m.nn.Dense(4, 4)", "f(x)", "t.nn.Linear(4, 4)", "f(x)"),
    "nn.ReLU": ("m.nn.ReLU()", "f(x)", "t.nn.ReLU()", "f(x)"),
    "nn.BatchNorm2d": ("m.nn.BatchNorm2d(2)", "f(image)", "t.nn.BatchNorm2d(2).eval()", "f(image)"),
    "nn.Dropout": ("m.nn.Dropout(p=0.1)", "f(x)", "t.nn.Dropout(0.1).eval()", "f(x)"),
    "nn.MaxPool2d": ("m.nn.MaxPool2d(2, 2)", "f(image)", "t.nn.MaxPool2d(2, 2)", "f(image)"),
    "nn.LayerNorm": ("m.nn.LayerNorm((4,))", "f(x)", "t.nn.LayerNorm(4)", "f(x)"),
    "nn.Softmax": ("m.nn.Softmax()", "f(x)", "t.nn.Softmax(-1)", "f(x)"),
    "nn.Embedding": ("m.nn.Embedding(8, 4)", "f(i)", "t.nn.Embedding(8, 4)", "f(i)"),
    "mint.nn.Linear": ("m.mint.nn.Linear(4, 4)", "f(x)", "t.nn.Linear(4, 4)", "f(x)"),
    "ops.Cast": ("m.ops.Cast()", "f(x, m.float16)", "", "x.to(t.float16)"),
    "ops.Concat": ("m.ops.Concat(1)", "f((x, y))", "", "t.cat((x, y), 1)"),
    "ops.Reshape": ("m.ops.Reshape()", "f(x, (2, 8))", "", "x.reshape(2, 8)"),
    "ops.Transpose": ("m.ops.Transpose()", "f(x, (1, 0))", "", "x.permute(1, 0)"),
    "ops.ReduceSum": ("m.ops.ReduceSum()", "f(x, 1)", "", "x.sum(1)"),
    "ops.ReduceMean": ("m.ops.ReduceMean()", "f(x, 1)", "", "x.mean(1)"),
    "ops.ExpandDims": ("m.ops.ExpandDims()", "f(x, 0)", "", "x.unsqueeze(0)"),
    "ops.Squeeze": ("m.ops.Squeeze(0)", "f(image)", "", "image.squeeze(0)"),
    "ops.Shape": ("m.ops.Shape()", "f(x)", "", "x.shape"),
    "ops.Mul": ("m.ops.Mul()", "f(x, y)", "", "t.mul(x, y)"),
    "ops.Add": ("m.ops.Add()", "f(x, y)", "", "t.add(x, y)"),
    "ops.Tile": ("m.ops.Tile()", "f(x, (2, 1))", "", "x.tile((2, 1))"),
    "ops.Sigmoid": ("m.ops.Sigmoid()", "f(x)", "", "t.sigmoid(x)"),
    "ops.MatMul": ("m.ops.MatMul()", "f(x, y)", "", "t.mm(x, y)"),
    "ops.cast": ("", "m.ops.cast(x, m.float16)", "", "x.to(t.float16)"),
    "ops.concat": ("", "m.ops.concat((x, y), 1)", "", "t.cat((x, y), 1)"),
    "ops.stop_gradient": ("", "m.ops.stop_gradient(x)", "", "x.detach()"),
    "mint.cat": ("", "m.mint.cat((x, y), 1)", "", "t.cat((x, y), 1)"),
    "mint.matmul": ("", "m.mint.matmul(x, y)", "", "t.matmul(x, y)"),
    "mint.nn.functional.softmax": ("", "m.mint.nn.functional.softmax(x, -1)", "", "t.nn.functional.softmax(x, -1)"),
}


def _call(make: str, call: str, library: Any, tensor: Callable[[Any], Any]) -> Callable[[], object]:
    rng = np.random.default_rng(0)
    given = {name: tensor(rng.normal(size=(4, 4)).astype(np.float32)) for name in "xy"}
    given |= {"i": tensor(np.arange(4, dtype=np.int32)), "image": tensor(np.ones((1, 2, 4, 4), np.float32))}
    scope: dict[str, Any] = {**given, "m": library, "t": library}
    scope["f"] = eval(make, scope) if make else None
    call_it: Callable[[], object] = eval(
        f"lambda {', '.join(f'{n}={n}' for n in ('x', 'y', 'i', 'image', 'f'))}: {call}", scope
    )
    return call_it


def _real() -> Any:
    try:
        import mindspore
    except ImportError:
        return None
    mindspore.runtime.launch_blocking()  # its calls wait for their result, as torch's do on the CPU
    return mindspore


def main() -> list[Table]:
    """The table; the title has the median of what msshim adds."""
    torch.set_num_threads(1)  # threads that wait for each other would hide the frame
    real, rows = _real(), {}
    with torch.no_grad():  # MindSpore's calls record nothing, either
        for name, (make, call, torch_make, torch_call) in CASES.items():
            calls = {
                "torch": _call(torch_make, torch_call, torch, torch.from_numpy),
                "msshim": _call(make, call, ms, ms.Tensor),
            }
            rows[name] = interleaved(calls, rounds=31, number=300)
            if real is not None:
                try:
                    theirs = _call(make, call, real, real.Tensor)
                    rows[name]["MindSpore"] = interleaved({"MindSpore": theirs}, rounds=31, number=20)["MindSpore"]
                except Exception:  # its CPU lacks some kernels of mint
                    continue
    added = statistics.median(
        statistics.median(a - b for a, b in zip(times["msshim"], times["torch"], strict=True))
        for times in rows.values()
    )
    return [Table(f"One call on (4, 4); msshim adds {added * 1e6:.2f} µs in the median", "µs", "torch", rows)]
