"""The forms of a transposed convolution, and the choice among them.

- `direct`: torch's own kernel.
- `channels_last`: the same, with the channels last in memory, which the result then has, too. It is ahead for
  inference on the CPU, and in half precision on a GPU.
- `phases`: one plain convolution, to a channel for each phase of the stride, then an interleave. It is ahead where
  kernel and stride are equal, for then it is a matrix product; and in float32 on a GPU.

An output f of the transposed convolution is the sum of x[q - j] * w[j * stride + r] over the taps j, with
f = q * stride + r. So each phase r is a plain convolution of x with the taps of that phase, and all phases are one
convolution with stride ** axes as many channels (Shi et al., "Real-Time Single Image and Video Super-Resolution Using
an Efficient Sub-Pixel Convolutional Neural Network", 2016).

The choice is made once for each shape, dtype, device and whether gradients are recorded. It comes from what was
measured (benchmarks/README.md), or with ``torch.backends.cudnn.benchmark`` from timing the forms. With
``MSSHIM_CONV_FORMS=0`` in the environment each call is torch's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.convolution.cells import extents, half

_TRANSPOSED: dict[int, Callable[..., torch.Tensor]] = {2: F.conv_transpose2d, 3: F.conv_transpose3d}
_PLAIN: dict[int, Callable[..., torch.Tensor]] = {2: F.conv2d, 3: F.conv3d}
_LAST = {2: torch.channels_last, 3: torch.channels_last_3d}
_ON = os.environ.get("MSSHIM_CONV_FORMS", "1") != "0"
_SMALL = 1 << 14
"""Inputs of fewer numbers go straight to torch: no form saves there what choosing costs."""

_DEVICES = ("cpu", "cuda")
"""Where forms were measured."""
_TYPES = (torch.Tensor, torch.nn.Parameter)
Form = Callable[[torch.Tensor, torch.Tensor, "torch.Tensor | None"], torch.Tensor]


class Forms:
    """One layer's forms.

    Args:
        kernel_size, stride, dilation, group: The layer's.
        cropped: Rows that the result lacks at the head and tail of each axis; below 0: zero rows that it has more.
        native: torch's `padding` and `output_padding`, which crop most of them.
        crop: (axis, head, tail) for what is left to crop.
    """

    def __init__(
        self,
        kernel_size: Sequence[int],
        stride: tuple[int, ...],
        dilation: tuple[int, ...],
        group: int,
        cropped: Sequence[tuple[int, int]],
        native: tuple[tuple[int, ...], tuple[int, ...]],
        crop: tuple[tuple[int, int, int], ...],
    ) -> None:
        self.stride, self.dilation, self.group, self.native, self.crop = stride, dilation, group, native, crop
        self.axes = [_Axis(*numbers) for numbers in zip(kernel_size, stride, cropped, strict=True)]
        self.names = ["channels_last"]
        if max(dilation) == 1 and all(axis.last >= 0 for axis in self.axes):
            self.names.append("phases")
        self.product = tuple(kernel_size) == stride and not crop and not any(sum(native, ()))
        self.chosen: dict[tuple[Any, ...], str] = {}
        self.prepared: dict[str, tuple[torch.Tensor, int, torch.Tensor]] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "chosen": {}, "prepared": {}}

    def __call__(self, x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        """The result of (N, C, *size) in the form that is best for it."""
        if x.numel() < _SMALL or not _ON or x.device.type not in _DEVICES or not x.is_contiguous():
            return self.direct(x, weight, bias)
        records = torch.is_grad_enabled() and (x.requires_grad or weight.requires_grad)
        if torch.compiler.is_compiling():
            name = self.expected(x, weight, records)
        elif _special(x) or _special(weight) or _rounds(x):
            name = "direct"
        else:
            key = (x.shape, x.dtype, x.device, records, torch.is_autocast_enabled(x.device.type))
            name = self.chosen.get(key) or self.choose(key, x, weight, bias)
        form: Form = getattr(self, name)
        return form(x, weight, bias)

    # --- the choice

    def choose(self, key: tuple[Any, ...], x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None) -> str:
        """The form for calls of a kind, remembered."""
        timed = torch.backends.cudnn.benchmark and not _captured(x)
        name = self.fastest(x, weight, bias, key[3]) if timed else self.expected(x, weight, key[3])
        self.chosen[key] = name
        return name

    def expected(self, x: torch.Tensor, weight: torch.Tensor, records: bool) -> str:
        """The form that was ahead on all measured calls of this kind; torch's own where none was, or none measured."""
        if x.dtype != weight.dtype or x.dim() != weight.dim() or min(self.stride) == 1:
            return "direct"
        kind = x.device.type
        dtype = torch.get_autocast_dtype(kind) if torch.is_autocast_enabled(kind) else x.dtype
        if kind == "cuda" and not records and len(self.axes) == 3:
            if dtype in (torch.float16, torch.bfloat16):
                return "channels_last"
            if dtype is torch.float32 and "phases" in self.names:
                return "phases"
        if kind == "cpu" and dtype is torch.float32 and self.group == 1:
            size = prod([axis.length(n) for axis, n in zip(self.axes, x.shape[2:], strict=True)])
            numbers = x.shape[0] * weight.shape[1] * size
            if self.product and numbers > 3_000_000:
                return "phases"
            if not records and numbers >= 2 * x.numel() and self.onednn(x, weight):
                return "channels_last"
        return "direct"

    def onednn(self, x: torch.Tensor, weight: torch.Tensor) -> bool:
        """Whether torch's CPU call of one group is oneDNN's, which gains by the layout; its own loop does not."""
        return min(weight.shape[-2:]) > 3 or x.shape[0] > 1 or prod(x.shape[:4]) > 20480

    def fastest(self, x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None, records: bool) -> str:
        """The form that takes the least time here, with its backward pass where that will come."""
        from torch.utils.benchmark import Timer  # most programs never time

        tensors = [
            t if t is None else t.detach().requires_grad_(records and t.requires_grad) for t in (x, weight, bias)
        ]
        wanted = [t for t in tensors if t is not None and t.requires_grad]

        def run(form: Form) -> None:
            y = form(*tensors)  # type: ignore[arg-type]
            if wanted:
                torch.autograd.grad(y, wanted, torch.ones_like(y))

        def seconds(name: str) -> float:
            timer = Timer(
                "run(form)", globals={"run": run, "form": getattr(self, name)}, num_threads=torch.get_num_threads()
            )
            return float(timer.blocked_autorange(min_run_time=0.02).median)

        # Another form must be ahead by more than the timer's noise.
        times = {"direct": 0.95 * seconds("direct")} | {name: seconds(name) for name in self.names}
        self.prepared.clear()
        return min(times, key=times.__getitem__)

    # --- the forms

    def direct(self, x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        """torch's own call, and a view of what is left to crop."""
        call = _TRANSPOSED[len(self.stride)]
        try:
            if _rounds(x):
                y = half(call, x, weight, bias, self.stride, *self.native, self.group, self.dilation)
            else:
                y = call(x, weight, bias, self.stride, *self.native, self.group, self.dilation)
        except RuntimeError:
            empty = self.empty(x, weight)
            if empty is None:
                raise
            return empty
        for axis, head, tail in self.crop:
            length = y.shape[axis] - head - tail
            if length < 0:
                raise _shortfall(axis, length)
            y = y.narrow(axis, head, length)
        return y

    def empty(self, x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor | None:
        """The empty result that torch refuses to make where padding crops all of an axis; None for another error."""
        if x.dtype != weight.dtype or x.dim() != weight.dim() or x.shape[1] != weight.shape[0]:
            return None
        spans = extents(weight.shape[2:], self.dilation)
        sizes = zip(x.shape[2:], self.stride, spans, *self.native, strict=True)
        size = [(n - 1) * s + e - 2 * p + o for n, s, e, p, o in sizes]
        for axis, head, tail in self.crop:
            size[axis - 2] -= head + tail
        if min(size) > 0:
            return None
        for axis, length in enumerate(size, 2):
            if length < 0:
                raise _shortfall(axis, length)
        return x.new_empty((x.shape[0], weight.shape[1] * self.group, *size))

    def channels_last(self, x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        """`direct` with the channels last in memory. oneDNN's kernels with a bias are the slower ones."""
        layout = _LAST[len(self.stride)]
        if x.is_cuda:
            weight = self.ready("channels_last", weight, lambda weight: weight.contiguous(memory_format=layout))
        x = x.contiguous(memory_format=layout)
        if bias is None or torch.is_grad_enabled():
            return self.direct(x, weight, bias)
        y = self.direct(x, weight, None)
        return y.add_(bias.view(-1, *[1] * len(self.stride)))

    def phases(self, x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        """A plain convolution to all phases, and their interleave."""
        count = len(self.stride)
        lengths = [axis.length(n) for axis, n in zip(self.axes, x.shape[2:], strict=True)]
        if min(lengths) <= 0:
            return self.direct(x, weight, bias)
        steps = [axis.steps(length) for axis, length in zip(self.axes, lengths, strict=True)]
        pads = [axis.pad(n, q) for axis, n, q in zip(self.axes, x.shape[2:], steps, strict=True)]
        # A compiler adds the bias while it interleaves; torch 2.6's can not hand it to a convolution spread like this.
        late = bias is not None and torch.compiler.is_compiling()
        spread = None if bias is None or late else bias.repeat_interleave(prod(self.stride))
        y = _PLAIN[count](x, self.ready("phases", weight, self.regroup), spread, 1, pads, 1, self.group)
        for i, (axis, p, q) in enumerate(zip(self.axes, pads, steps, strict=True), 2):
            if y.shape[i] != q:
                y = y.narrow(i, p - axis.last, q)
        # (N, C, *stride, *steps), then each stride behind its step.
        order = [0, 1, *(i for a in range(count) for i in (2 + count + a, 2 + a))]
        y = y.unflatten(1, (-1, *self.stride)).permute(order)
        if late:
            y = y + bias.view(-1, *[1] * (2 * count))  # type: ignore[union-attr]
        y = y.reshape(*y.shape[:2], *(q * s for q, s in zip(steps, self.stride, strict=True)))
        for i, (axis, length) in enumerate(zip(self.axes, lengths, strict=True), 2):
            if y.shape[i] != length:
                y = y.narrow(i, axis.skip, length)
        return y

    def regroup(self, weight: torch.Tensor) -> torch.Tensor:
        """(in, out // group, *kernel) as (out * phases, in // group, *taps), the last tap first."""
        count = len(self.stride)
        rims = [(axis.before, axis.taps * axis.stride - axis.kernel - axis.before) for axis in self.axes]
        if any(map(any, rims)):
            weight = F.pad(weight, [amount for pair in reversed(rims) for amount in pair])
        pairs = [n for axis in self.axes for n in (axis.taps, axis.stride)]
        weight = weight.reshape(self.group, -1, weight.shape[1], *pairs)
        taps, phases = (range(start, start + 2 * count, 2) for start in (3, 4))
        weight = weight.permute(0, 2, *phases, 1, *taps).flip([*range(-count, 0)])
        return weight.flatten(0, 1 + count)

    def ready(self, form: str, weight: torch.Tensor, prepare: Callable[[torch.Tensor], torch.Tensor]) -> torch.Tensor:
        """The weight as a form takes it; kept for as long as it is the same version of the same memory.

        Writing through `weight.data` leaves the version as it was, here as in all of torch.
        """
        if torch.is_grad_enabled() or torch.compiler.is_compiling() or weight.is_inference() or _captured(weight):
            return prepare(weight)
        source, version, made = self.prepared.get(form, (None, None, weight))
        if (
            source is None
            or source.data_ptr() != weight.data_ptr()
            or version != weight._version
            or source.dtype != weight.dtype
        ):
            made = prepare(weight)
            # The source stays, so that nothing else can come to stand at its address.
            self.prepared[form] = (weight.detach(), weight._version, made)
        return made


def _special(x: torch.Tensor) -> bool:
    """Whether memory and versions are not a tensor's own: inside vmap, jvp ..., and of subclasses such as DTensor."""
    return type(x) not in _TYPES or torch._C._functorch.is_functorch_wrapped_tensor(x)


def _rounds(x: torch.Tensor) -> bool:
    """Whether MindSpore's CPU rounds before it adds the bias; `direct` alone does as it does."""
    return x.dtype is torch.float16 and x.device.type == "cpu"


def _captured(x: torch.Tensor) -> bool:
    """Whether a CUDA graph records what is done with `x`, to do it again with other values."""
    return x.is_cuda and torch.cuda.is_current_stream_capturing()


class _Axis:
    """The phases of one axis: tap j of phase r is the kernel's j * stride + r + shift.

    A head that is cropped shifts the phases, unless that takes a tap more; then those rows are computed and skipped.
    """

    def __init__(self, kernel: int, stride: int, cropped: tuple[int, int]) -> None:
        self.kernel, self.stride = kernel, stride
        head, tail = cropped
        self.short = kernel - stride - head - tail  # the result has size * stride + short rows
        shift = head - head % stride
        first, self.last = self._span(shift)
        if self._span(head)[1] - self._span(head)[0] == self.last - first:
            shift = head
            first, self.last = self._span(shift)
        self.skip, self.taps = head - shift, self.last - first + 1
        self.before = -(first * stride + shift)

    def _span(self, shift: int) -> tuple[int, int]:
        """The first and the last tap that any phase has."""
        return -((self.stride - 1 + shift) // self.stride), (self.kernel - 1 - shift) // self.stride

    def length(self, size: int) -> int:
        """The result's length."""
        return size * self.stride + self.short

    def steps(self, length: int) -> int:
        """How many outputs of each phase make up that length."""
        return -(-(length + self.skip) // self.stride)

    def pad(self, size: int, steps: int) -> int:
        """What the plain convolution pads at both ends."""
        return max(self.last, steps + self.taps - 1 - size - self.last)


def _shortfall(axis: int, length: int) -> ValueError:
    """The error for a padding that crops more rows than there are."""
    return ValueError(f"The 'padding' crops more than there is: the output's axis {axis} would have length {length}.")
