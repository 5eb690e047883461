"""What only a GPU shows: Conv3dTranspose in each form beside torch and the roofline, and the nets of `models.py`.

It needs torch, msshim's own dependencies and matplotlib, and no network: `make bench-gpu`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
import torch

import msshim
import msshim.dataset
import msshim.nn as nn
from benchmarks import models
from benchmarks.large_nets import large_nets
from benchmarks.steps import step_in_mindspore
from benchmarks.timing import Table, geometric_mean, interleaved

# name: input shape, out_channels, kernel, stride, pad_mode, padding
SHAPES: dict[str, tuple[tuple[int, ...], int, int, int, str, int]] = {
    "the page's k5 s3": ((8, 3, 16, 36, 64), 32, 5, 3, "same", 0),
    "U-Net k2 s2": ((1, 64, 48, 48, 48), 32, 2, 2, "same", 0),
    "k3 s2 same": ((1, 32, 48, 48, 48), 16, 3, 2, "same", 0),
    "DCGAN k4 s2 p1": ((16, 256, 8, 8, 8), 128, 4, 2, "pad", 1),
}
# An H100's, as in the table that this is compared with: FLOP/s of matrix products, and bytes a second.
PEAK = {torch.float32: 405e12, torch.bfloat16: 810e12}
BANDWIDTH = 3.0e12


def roofline(x: torch.Tensor, weight: torch.Tensor, y: torch.Tensor) -> float:
    """Seconds that an H100 needs at least: for the products, or to read and write each number once."""
    products = 2 * x.numel() * weight[0].numel()
    moved = (x.numel() + weight.numel() + y.numel()) * x.element_size()
    return max(products / PEAK[x.dtype], moved / BANDWIDTH)


def _twin(layer: nn.Conv3dTranspose) -> torch.nn.Module:
    """torch's layer, which leaves a row more where MindSpore crops an odd number."""
    native = layer.forms.native
    made = torch.nn.ConvTranspose3d(layer.in_channels, layer.out_channels, layer.kernel_size, layer.stride, *native)
    made.load_state_dict(layer.state_dict())
    return made.to(layer.weight._live)


def _step(call: Callable[..., torch.Tensor], x: torch.Tensor, weights: list[torch.Tensor]) -> Callable[[], object]:
    wanted = [x.detach().requires_grad_(), *weights]
    sens = torch.ones_like(call(wanted[0]))
    return lambda: torch.autograd.grad(call(wanted[0]), wanted, sens)


def convolutions(timed: bool) -> list[Table]:
    """Forward and training, for each shape and dtype; `timed`: with torch.backends.cudnn.benchmark."""
    torch.backends.cudnn.benchmark = timed
    rows: dict[str, dict[str, dict[str, list[float]]]] = {"forward": {}, "forward and backward": {}}
    for name, (shape, out, kernel, stride, pad_mode, padding) in SHAPES.items():
        for dtype in PEAK:
            torch.manual_seed(0)
            options = {"pad_mode": pad_mode, "padding": padding, "has_bias": True}
            layer = nn.Conv3dTranspose(shape[1], out, kernel, stride, **options).to("cuda", dtype)
            x, twin = torch.randn(shape, device="cuda", dtype=dtype), _twin(layer)
            calls = {"torch": twin, "msshim": layer}
            calls |= {form: _form(layer, form) for form in layer.forms.names}
            case = f"{name}, {str(dtype).removeprefix('torch.')}"
            rows["forward"][case] = interleaved({key: models.inference(call, x) for key, call in calls.items()}, 21, 5)
            bound = roofline(x, layer.weight._live, layer(x))
            rows["forward"][case]["roofline"] = [bound] * 21
            steps = {
                key: _step(call, x, list((twin if key == "torch" else layer).parameters()))
                for key, call in calls.items()
            }
            rows["forward and backward"][case] = interleaved(steps, 21, 3)
    tables = []
    for kind, cases in rows.items():
        plain = Table("", "ms", "torch", cases)
        how = "timed by cudnn.benchmark" if timed else "by the cost model"
        title = f"Conv3dTranspose, {kind}, {how}: msshim takes ×{geometric_mean(plain, 'msshim'):.2f} in the mean"
        tables.append(Table(title, "ms", "torch", cases))
    return tables


def _form(layer: nn.Conv3dTranspose, name: str) -> Callable[[torch.Tensor], torch.Tensor]:
    return lambda x: getattr(layer.forms, name)(x, *layer._parameters.values())


def feeding(target: str, batches: int, size: int) -> Table:
    """An epoch of ResNet-50 on images that a function in Python normalises; a batch is 19 MB where `size` is 32."""
    msshim.set_context(device_target=target)
    images = np.random.default_rng(0).integers(0, 256, (size, 224, 224, 3), np.uint8)
    labels = np.arange(size, dtype=np.int32)
    source = [(images[i % size], labels[i % size]) for i in range(batches * size)]
    data = msshim.dataset.GeneratorDataset(source, ["image", "label"], shuffle=False)
    data = data.map(lambda image: (image.transpose(2, 0, 1) / np.float32(255)).astype(np.float32), "image").batch(size)
    net = large_nets(msshim)["ResNet-50"]()
    optimizer = nn.Momentum(net.trainable_params(), 1e-3, 0.9)
    model = msshim.train.Model(net, nn.CrossEntropyLoss(), optimizer)

    def copied() -> None:
        for x, y in data.create_tuple_iterator(num_epochs=1, output_numpy=True):
            step_in_mindspore(msshim, net, msshim.Tensor(x), msshim.Tensor(y))()

    calls = {
        "pageable memory": copied,
        "pinned memory": lambda: model.train(1, data),
        "pinned memory, sink mode": lambda: model.train(1, data, dataset_sink_mode=True),
    }
    rows = {f"{batches} batches of {size} images": interleaved(calls, 7)}
    msshim.set_context(device_target="CPU")
    return Table("An epoch of ResNet-50 with its data", "ms", "pageable memory", rows)


def main() -> list[Table]:
    """The tables."""
    if not torch.cuda.is_available():
        sys.exit("benchmarks.gpu: there is no GPU here that torch can use.")
    tables = [*convolutions(timed=False), *convolutions(timed=True)]
    torch.backends.cudnn.benchmark = False
    return [*tables, *models.main("cuda", rounds=21), feeding("GPU", 20, 32)]
