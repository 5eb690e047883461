#!/usr/bin/env bash
# torch 2.13.0, CPU: the gradient of batch_norm depends on the strides of axes of length 1.
#
# Of a (2, 3, 5) tensor that was transposed and got a last axis of 1, and of one image in channels-last whose batch axis was
# added last, F.batch_norm's result is right; its gradients (input, weight, bias) are not those of a contiguous copy of
# the same values, and not those of finite differences. Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==1.26.4
venv/bin/python - <<'PYTHON'
import sys

import torch
import torch.nn.functional as F

print("Python", sys.version.split()[0], "torch", torch.__version__)


def gradients(x, cotangent):
    x = x.detach().requires_grad_()
    weight = torch.tensor([1.0, 2.0, 3.0], dtype=x.dtype, requires_grad=True)
    bias = torch.zeros(3, dtype=x.dtype, requires_grad=True)
    y = F.batch_norm(x, None, None, weight, bias, training=True)
    return y.detach(), torch.autograd.grad(y, (x, weight, bias), cotangent)


def differences(x, cotangent, step=1e-6):
    """The derivative of (batch_norm(x) * cotangent).sum() by the elements of x."""
    weight, flat = torch.tensor([1.0, 2.0, 3.0], dtype=x.dtype), x.clone(memory_format=torch.contiguous_format)
    found = torch.empty_like(flat)
    for k in range(flat.numel()):
        sums = []
        for sign in (1, -1):
            moved = flat.clone()
            moved.view(-1)[k] += sign * step
            sums.append((F.batch_norm(moved, None, None, weight, None, training=True) * cotangent).sum())
        found.view(-1)[k] = (sums[0] - sums[1]) / (2 * step)
    return found


torch.manual_seed(0)
wrong = []
for dtype in (torch.float32, torch.float64):
    cases = {
        "transposed, last axis of 1": torch.randn(2, 5, 3, dtype=dtype).transpose(1, 2).unsqueeze(-1),
        "one channels-last image": torch.randn(5, 4, 3, dtype=dtype).permute(2, 0, 1).unsqueeze(0),
    }
    for name, x in cases.items():
        cotangent = torch.randn(x.shape, dtype=dtype)
        y, here = gradients(x, cotangent)
        same, there = gradients(x.clone(memory_format=torch.contiguous_format), cotangent)
        apart = [round((a - b).abs().max().item(), 3) for a, b in zip(here, there)]
        print(f"{name}, {dtype}, strides {x.stride()}:")
        print("  largest difference of the results", (y - same).abs().max().item())
        print("  largest difference of the gradients by x, weight, bias", apart)
        wrong.append((y - same).abs().max().item() < 1e-5 and min(apart) > 0.1)
        if dtype is torch.float64:
            true = differences(x, cotangent)
            off = [(g - true).abs().max().item() for g in (here[0], there[0])]
            print("  from finite differences: these strides", round(off[0], 3), "- contiguous", round(off[1], 8))
            wrong[-1] = wrong[-1] and off[0] > 0.1 > 1e-4 > off[1]
sys.exit(0 if all(wrong) else 1)
PYTHON
