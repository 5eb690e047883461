"""Conv3dTranspose beside torch.nn.ConvTranspose3d and the real MindSpore, forward and forward+backward, CPU."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

import msshim.nn as nn
from benchmarks.timing import Table, interleaved

# name: input shape, out_channels, kernel, stride, pad_mode, padding
SHAPES: dict[str, tuple[tuple[int, ...], int, int, int, str, int]] = {
    "U  U-Net k2 s2": ((1, 64, 16, 32, 32), 32, 2, 2, "same", 0),
    "S  k3 s2 same": ((1, 32, 16, 32, 32), 16, 3, 2, "same", 0),
    "P  the page's k5 s3": ((2, 16, 8, 18, 32), 32, 5, 3, "same", 0),
    "D  DCGAN k4 s2 p1": ((4, 64, 8, 8, 8), 32, 4, 2, "pad", 1),
    "A  k4 s2 p1": ((1, 128, 8, 16, 16), 64, 4, 2, "pad", 1),
    "B  k3 s2 same": ((2, 64, 12, 16, 16), 64, 3, 2, "same", 0),
    "C  k3 s1 same": ((2, 32, 12, 24, 24), 32, 3, 1, "same", 0),
    "E  k2 s2": ((1, 16, 24, 32, 32), 16, 2, 2, "same", 0),
}


def _torch_layer(layer: Any) -> torch.nn.Module:
    """torch's layer with the padding nearest to the cell's, and its weights; longer where an odd row is left."""
    padding, output_padding = layer.forms.native
    twin = torch.nn.ConvTranspose3d(
        layer.in_channels, layer.out_channels, layer.kernel_size, layer.stride, padding, output_padding
    )
    twin.load_state_dict(layer.state_dict())
    return twin


def _step(module: torch.nn.Module, x: torch.Tensor) -> Callable[[], object]:
    wanted = [x, *module.parameters()]
    sens = torch.ones_like(module(x))
    return lambda: torch.autograd.grad(module(x), wanted, sens)


def _mindspore(args: tuple[Any, ...], pad_mode: str, padding: int, x: np.ndarray) -> dict[str, Callable[[], object]]:
    try:
        import mindspore
    except ImportError:
        return {}
    layer = mindspore.nn.Conv3dTranspose(*args, pad_mode=pad_mode, padding=padding, has_bias=True)
    tensor = mindspore.Tensor(x)
    sens = mindspore.Tensor(np.ones(layer(tensor).shape, np.float32))
    weights = mindspore.ParameterTuple(layer.trainable_params())
    grad = mindspore.ops.GradOperation(get_all=True, get_by_list=True, sens_param=True)(layer, weights)
    return {
        "forward": lambda: layer(tensor).asnumpy(),
        "training": lambda: [g.asnumpy() for g in grad(tensor, sens)[1]],
    }


def main() -> list[Table]:
    """Both tables."""
    forward: dict[str, dict[str, list[float]]] = {}
    training: dict[str, dict[str, list[float]]] = {}
    for name, (shape, out, kernel, stride, pad_mode, padding) in SHAPES.items():
        args = (shape[1], out, kernel, stride)
        layer = nn.Conv3dTranspose(*args, pad_mode=pad_mode, padding=padding, has_bias=True)
        twin = _torch_layer(layer)
        array = np.random.default_rng(0).normal(size=shape).astype(np.float32)
        x = torch.from_numpy(array)
        real = _mindspore(args, pad_mode, padding, array)

        def infer(module: torch.nn.Module, x: torch.Tensor = x) -> Callable[[], object]:
            def call() -> object:
                with torch.no_grad():
                    return module(x)

            return call

        calls = {"torch": infer(twin), "msshim": infer(layer)}
        forward[name] = interleaved(calls | ({"MindSpore": real["forward"]} if real else {}), rounds=9)
        leaf = x.clone().requires_grad_()
        steps = {"torch": _step(twin, leaf), "msshim": _step(layer, leaf)}
        training[name] = interleaved(steps | ({"MindSpore": real["training"]} if real else {}), rounds=9)
    return [
        Table("Conv3dTranspose, forward", "ms", "torch", forward),
        Table("Conv3dTranspose, forward and backward (input, weight, bias)", "ms", "torch", training),
    ]
