"""The six convolutions against the real MindSpore on random configurations, and against the formula in float64."""

import zlib

import hypothesis.strategies as st
import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import HealthCheck, given, seed, settings
from oracle import both, close, run_ours, run_theirs

import msshim
from msshim._src.tables import load

LAYERS = {"Conv1d": 1, "Conv2d": 2, "Conv3d": 3, "Conv1dTranspose": 1, "Conv2dTranspose": 2, "Conv3dTranspose": 3}
SLICES = range(6)
EXAMPLES = 35  # a slice: 6 layers x 6 slices x 35 = 1,260 configurations


@st.composite
def configurations(draw, layer: str):
    """Arguments that MindSpore's CPU runs, with the input's shape."""
    axes, transposed = LAYERS[layer], "Transpose" in layer
    one = axes == 1

    def axis_values(low, high):
        numbers = st.integers(low, high)
        return draw(numbers if one else st.one_of(numbers, st.tuples(*[numbers] * axes)))

    group = draw(st.integers(1, 3))
    args = {
        "in_channels": group * draw(st.integers(1, 3)),
        "out_channels": group * draw(st.integers(1, 3)),
        "group": group,
        "kernel_size": axis_values(1, 5 if axes < 3 else 4),
        "stride": axis_values(1, 4 if axes < 3 else 3),
        "pad_mode": draw(st.sampled_from(["same", "valid", "pad"])),
        "has_bias": draw(st.booleans()),
    }
    dilation = axis_values(1, 3 if axes < 3 else 2)
    if layer == "Conv3dTranspose":
        dilation = (1, *(dilation[1:] if isinstance(dilation, tuple) else (dilation, dilation)))
    args["dilation"] = dilation
    if args["pad_mode"] == "pad":
        amount = st.integers(0, 2)
        args["padding"] = draw(amount if one else st.one_of(amount, st.tuples(*[amount] * (2 * axes))))
        if layer in ("Conv2dTranspose", "Conv3dTranspose"):
            stride = args["stride"] if isinstance(args["stride"], tuple) else (args["stride"],) * axes
            args["output_padding"] = tuple(draw(st.integers(0, s - 1)) for s in stride)
    kernel = args["kernel_size"] if isinstance(args["kernel_size"], tuple) else (args["kernel_size"],) * axes
    spread = dilation if isinstance(dilation, tuple) else (dilation,) * axes
    extents = [d * (k - 1) + 1 for d, k in zip(spread, kernel, strict=True)]
    # Long enough that every output has a positive length.
    size = [draw(st.integers(5, 6)) if transposed else draw(st.integers(e, e + 3)) for e in extents]
    half = draw(st.integers(0, 7)) == 0
    return args, (draw(st.integers(1, 2)), args["in_channels"], *size), "float16" if half else "float32"


@pytest.mark.parametrize("part", SLICES)
@pytest.mark.parametrize("layer", LAYERS)
def test_random_configurations(layer: str, part: int) -> None:
    row = load.row("nn", layer)
    drawn: set[str] = set()

    @seed(zlib.crc32(f"{layer} {part}".encode()))
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(configurations(layer))
    def check(configuration) -> None:
        args, shape, dtype = configuration
        drawn.add(str(configuration))
        rng = np.random.default_rng(zlib.crc32(str(configuration).encode()))
        ours, theirs = both(row, {**args, "dtype": dtype}, seed=len(drawn))
        x = rng.normal(size=shape).astype(dtype)

        def cotangent(y: np.ndarray) -> np.ndarray:
            return np.random.default_rng(1).normal(size=y.shape).astype(y.dtype)

        y, dx, dw = run_ours(ours, [x], False, cotangent)
        y_, dx_, dw_ = run_theirs(theirs, [x], False, cotangent)
        if dtype == "float16":
            half_close(y.asnumpy(), y_.asnumpy())
            for a, b in zip(dx + dw, dx_ + dw_, strict=True):
                assert np.abs(a.astype(np.float32) - b).max(initial=0) <= 4e-3 * max(1, np.abs(b).max(initial=0))
            return
        close(y.asnumpy(), y_.asnumpy(), 2e-5, f"{layer} {args} y")
        names = ("dx", "dweight", "dbias")[: len(dx_ + dw_)]
        for what, a, b in zip(names, dx + dw, dx_ + dw_, strict=True):
            tolerance = 2e-4 if what == "dbias" else 2e-5
            close(a, b, tolerance, f"{layer} {args} {what}")

    check()
    assert len(drawn) >= 29, "6 layers x 6 slices x 29 different ones are 1,044"


def half_close(ours: np.ndarray, theirs: np.ndarray) -> None:
    """Equal, but where the two float32 convolutions straddle a rounding boundary: one unit in the last place there."""
    assert (ours.dtype, ours.shape) == (theirs.dtype, theirs.shape)
    a, b = ours.astype(np.float64), theirs.astype(np.float64)
    largest = max(np.abs(b).max(initial=0), 1)
    assert np.abs(a - b).max(initial=0) <= 2**-9 * largest
    assert (a == b).mean() > 0.97 if a.size > 200 else True


def reference(x, weight, bias, stride, dilation, group, cropped):
    """The full transposed convolution in float64, then the crop by copy."""
    call = {3: F.conv_transpose1d, 4: F.conv_transpose2d, 5: F.conv_transpose3d}[x.dim()]
    y = call(x, weight, None, stride, 0, 0, group, dilation)
    y = F.pad(y, [-amount for pair in reversed(cropped) for amount in pair])
    return y if bias is None else y + bias.view(1, -1, *[1] * (x.dim() - 2))


BEYOND = [
    ({"dtype": "float64"}, "float64", 1e-12),
    ({"dtype": "bfloat16"}, "bfloat16", 2e-2),
    ({"dilation": (2, 1, 3)}, "float32", 2e-5),
    ({"kernel_size": 8, "stride": 2}, "float32", 2e-5),
    ({"stride": (300, 1, 1)}, "float32", 2e-5),
    ({"pad_mode": "pad", "padding": 1, "dilation": 3, "output_padding": 2}, "float32", 2e-5),
    (
        {
            "pad_mode": "pad",
            "padding": (2, 0, 1, 2, 0, 1),
            "dilation": (1, 2, 2),
            "output_padding": (0, 1, 1),
            "dtype": "float64",
        },
        "float64",
        1e-12,
    ),
]


@pytest.mark.parametrize(("args", "dtype", "tolerance"), BEYOND, ids=lambda x: str(x))
def test_beyond_mindspores_cpu_against_the_formula_in_float64(args, dtype, tolerance) -> None:
    from msshim._src.kernels.convolution.transposed import crops

    msshim.set_seed(3)
    args = {"in_channels": 4, "out_channels": 6, "kernel_size": 3, "group": 2, "has_bias": True, **args}
    cell = msshim.nn.Conv3dTranspose(**{k: getattr(msshim, v) if k == "dtype" else v for k, v in args.items()})
    torch_dtype = getattr(torch, dtype)
    x = torch.randn(2, 4, 3, 4, 3, generator=torch.Generator().manual_seed(0)).to(torch_dtype).requires_grad_()
    y = cell(x)
    padding = args.get("padding", 0)
    cropped = crops(cell.kernel_size, cell.stride, cell.dilation, cell.pad_mode, padding, cell.output_padding)
    exact = [t.detach().double().requires_grad_() for t in (x, cell.weight._p, cell.bias._p)]
    y_ = reference(*exact, cell.stride, cell.dilation, cell.group, cropped)
    sens = torch.randn(y.shape, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    grads = torch.autograd.grad(y, [x, cell.weight._p, cell.bias._p], sens.to(torch_dtype))
    for a, b in zip((y, *grads), (y_, *torch.autograd.grad(y_, exact, sens)), strict=True):
        assert a.shape == b.shape
        a, b = a.detach().double(), b.detach()
        assert (a - b).abs().max() <= tolerance * b.abs().max()


def allocated(module: torch.nn.Module, x: torch.Tensor) -> int:
    """Bytes that one call allocates."""
    module(x)
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU], profile_memory=True) as run:
        module(x)
    return sum(max(event.self_cpu_memory_usage, 0) for event in run.events())


@pytest.mark.parametrize("padding", [0, 1])
@pytest.mark.parametrize("layer", LAYERS)
def test_symmetric_padding_allocates_nothing_more_than_torch(layer, padding) -> None:
    axes, transposed = LAYERS[layer], "Transpose" in layer
    cell = getattr(msshim.nn, layer)(4, 4, 3, pad_mode="pad", padding=padding, has_bias=True)
    twin = getattr(torch.nn, f"Conv{'Transpose' if transposed else ''}{axes}d")(4, 4, 3, padding=padding)
    x = torch.randn(2, 4, *[9] * axes)
    with torch.no_grad():
        assert allocated(cell, x) <= allocated(twin, x)
