"""The benchmarks' nets, in MindSpore's idiom, compute what hand-written torch does, and compile without a break."""

import pytest
import torch

import msshim
from benchmarks.large_nets import inputs, large_nets
from benchmarks.large_nets_torch import NETS, share_weights

SHALLOW = {"ResNet-50": ((1, 1, 1, 1),), "ViT-S/16": (1,), "BERT-base": (1,), "3D U-Net": ()}


@pytest.mark.parametrize("name", NETS)
def test_equal_to_torch_and_compiled(name: str) -> None:
    torch.manual_seed(0)
    net, ours = NETS[name](*SHALLOW[name]), large_nets(msshim)[name](*SHALLOW[name])
    share_weights(net, ours)
    x, y = (torch.from_numpy(given) for given in inputs(name, 1))
    with torch.no_grad():
        torch.testing.assert_close(ours(x), net.eval()(x), rtol=1e-5, atol=1e-5)
    found = []
    for module in (net.train(), ours.train(), torch.compile(ours, fullgraph=True, backend="eager")):
        loss = torch.nn.functional.cross_entropy(module(x), y.long())
        found.append([loss, *torch.autograd.grad(loss, list(module.parameters()))])
    for mine in found[1:]:
        torch.testing.assert_close(mine, found[0], rtol=1e-5, atol=1e-6)
