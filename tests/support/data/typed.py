"""What a type checker says of msshim; see tests/tables/test_types.py. A comment has the type, or what is an error."""

import torch
from typing_extensions import reveal_type

import msshim as ms
from msshim import mint, nn, ops

x = ms.Tensor([[1.0, 2.0]])
net = nn.Dense(2, 3)
conv = nn.Conv2d(1, 2, 3)

reveal_type(x.sum())  # Tensor
reveal_type(x.abs().transpose(1, 0))  # Tensor
reveal_type(x + 1)  # Tensor
reveal_type(2 * x @ x)  # Tensor
reveal_type(x == x)  # Tensor
reveal_type(x[0])  # Tensor
reveal_type(x.shape)  # tuple[int, ...]
reveal_type(x.topk(1))  # tuple[Tensor, Tensor]
reveal_type(x.is_complex())  # bool
reveal_type(net(x))  # Tensor
reveal_type(net(torch.ones(1, 2)))  # Tensor of torch
reveal_type(conv.weight)  # Parameter
reveal_type(ops.relu(x))  # Tensor
reveal_type(ops.unbind(x))  # tuple[Tensor, ...]
reveal_type(mint.matmul(x, x))  # Tensor
reveal_type(ops.ReduceSum(keep_dims=True)(x))  # Tensor
x.nosuch()  # error: "Tensor" has no attribute "nosuch"; Cannot access attribute "nosuch" for class "Tensor"
ops.nosuch(x)  # error: Module has no attribute "nosuch"; "nosuch" is not a known attribute of module "msshim.ops"
