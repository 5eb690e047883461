"""Gradients where a function has a kink: where MindSpore's own rule or Python says which, msshim's is the same."""

import mindspore
import mindspore.mint
import mindspore.numpy
import numpy as np
import pytest

import msshim
import msshim.mint
import msshim.numpy

POINTS = np.array([0.0, -0.0, 1, -1, 2, -2, 0.5, -0.5], np.float32)

CALLS = {
    "ops.clamp": lambda ms, x: ms.ops.clamp(x, -1.0, 1.0),
    "ops.clamp of tensors": lambda ms, x: ms.ops.clamp(x, ms.Tensor([-1.0]), ms.Tensor([1.0])),
    "ops.clamp from below": lambda ms, x: ms.ops.clamp(x, min=1.0),
    "ops.clip": lambda ms, x: ms.ops.clip(x, -1.0, 1.0),
    "mint.clamp": lambda ms, x: ms.mint.clamp(x, -1.0, 1.0),
    "mint.clip": lambda ms, x: ms.mint.clip(x, max=1.0),
    "Tensor.clamp": lambda ms, x: x.clamp(-1.0, 1.0),
    "Tensor.clip": lambda ms, x: x.clip(-1.0, 1.0),
    "numpy.clip": lambda ms, x: ms.numpy.clip(x, -1.0, 1.0),
    "ops.clip_by_value": lambda ms, x: ms.ops.clip_by_value(x, -1.0, 1.0),
    "ops.clip_by_value of tensors": lambda ms, x: ms.ops.clip_by_value(x, ms.Tensor(-1.0), ms.Tensor(1.0)),
    "ops.hardtanh": lambda ms, x: ms.ops.hardtanh(x),
    "nn.Hardtanh": lambda ms, x: ms.nn.Hardtanh(-2.0, 2.0)(x),
    "ops.leaky_relu": lambda ms, x: ms.ops.leaky_relu(x, 0.1),
    "ops.leaky_relu, steep": lambda ms, x: ms.ops.leaky_relu(x, 2.0),
    "nn.LeakyReLU": lambda ms, x: ms.nn.LeakyReLU()(x),
    "ops.relu": lambda ms, x: ms.ops.relu(x),
    "ops.abs": lambda ms, x: ms.ops.abs(x),
    "ops.elu": lambda ms, x: ms.ops.elu(x),
    "ops.celu": lambda ms, x: ms.ops.celu(x),
    "ops.rrelu": lambda ms, x: ms.ops.rrelu(x, 0.25, 0.25),
    "ops.maximum": lambda ms, x: ms.ops.maximum(x, ms.Tensor([1.0])),
    "ops.minimum": lambda ms, x: ms.ops.minimum(x, ms.Tensor([1.0])),
    "ops.fmax": lambda ms, x: ms.ops.fmax(x, ms.Tensor([1.0])),
    "ops.fmax of the other": lambda ms, x: ms.ops.fmax(ms.Tensor([1.0]), x),
    "Tensor.fmax": lambda ms, x: x.fmax(ms.Tensor([-1.0])),
    "ops.margin_ranking_loss": lambda ms, x: ms.ops.margin_ranking_loss(x, x * 0 + 1, x * 0 + 1, 0.0, "none"),
    "ops.gaussian_nll_loss": lambda ms, x: ms.ops.gaussian_nll_loss(
        x * 0 + 3, x * 0, x * x, eps=0.25, reduction="none"
    ),
    "ops.clip_by_norm": lambda ms, x: ms.ops.clip_by_norm(x, 2.0),
    "ops.amax from": lambda ms, x: ms.ops.amax(x, initial=2.0),
    "ops.amin from": lambda ms, x: ms.ops.amin(x, initial=-1.0),
    "ops.amax where": lambda ms, x: ms.ops.amax(x, initial=1.0, where=x < 2.0),
    "ops.max from": lambda ms, x: ms.ops.max(x, 0, initial=2.0, where=x < 5.0)[0],
    "Tensor.max from": lambda ms, x: x.max(axis=0, initial=2.0, where=x < 5.0),
    "Tensor.min from": lambda ms, x: x.min(axis=0, initial=-3.0, where=x < 5.0),
    "numpy.max from": lambda ms, x: ms.numpy.amax(x, initial=2.0, where=x < 5.0),
    "ops.threshold": lambda ms, x: ms.ops.threshold(x, 1.0, 0.5),
    "ops.hardshrink": lambda ms, x: ms.ops.hardshrink(x),
    "ops.softshrink": lambda ms, x: ms.ops.softshrink(x),
    "ops.hardsigmoid": lambda ms, x: ms.ops.hardsigmoid(x * 3),
    "ops.smooth_l1_loss": lambda ms, x: ms.ops.smooth_l1_loss(x, x * 0, 1.0),
    "ops.NthElement": lambda ms, x: ms.ops.NthElement()(ms.ops.concat((x, x)), 5),
    "ops.cosine_embedding_loss": lambda ms, x: ms.ops.cosine_embedding_loss(
        ms.ops.stack((x, x), 1), ms.ops.ones((8, 2)), ms.ops.full((8,), -1), 1.0, "none"
    ),
    "ops.hinge_embedding_loss": lambda ms, x: ms.ops.hinge_embedding_loss(
        x, ms.Tensor(-np.ones(8, np.float32)), 1.0, "none"
    ),
    "nn.PoissonNLLLoss": lambda ms, x: ms.nn.PoissonNLLLoss(False, True, 0.5, "none")(x * 0 + 2, x),
    "ops.sign": lambda ms, x: ms.ops.sign(x),
    "ops.max": lambda ms, x: ms.ops.max(x * 0)[0],
    "ops.amax": lambda ms, x: ms.ops.amax(x * 0),
    "ops.BatchNorm by the moving mean": lambda ms, x: ms.ops.BatchNorm()(
        ms.ops.ones((2, 8, 1, 1)), ms.ops.ones(8), ms.ops.ones(8), x, ms.ops.ones(8)
    )[0],
    "ops.aminmax": lambda ms, x: ms.ops.aminmax(ms.ops.stack((x, x)), axis=0)[1],
    "ops.binary_cross_entropy beyond 1": lambda ms, x: ms.ops.binary_cross_entropy(x * 0 + 0.25, x, reduction="none"),
    **{
        f"ops.norm of order {order}": lambda ms, x, order=order: ms.ops.norm(x * 0, order)
        for order in (None, 0.5, 1, 2, 2.5, 3, -1)
    },
    "ops.norm along an axis": lambda ms, x: ms.ops.norm(ms.ops.stack((x, x * 0)), dim=-1),
    "ops.norm of order 2 along an axis": lambda ms, x: ms.ops.norm(ms.ops.stack((x, x * 0)), 2, dim=-1),
    "ops.norm of a matrix": lambda ms, x: ms.ops.norm(ms.ops.stack((x * 0, x * 0)), "fro"),
    "ops.vector_norm": lambda ms, x: ms.ops.vector_norm(ms.ops.stack((x, x * 0)), axis=-1),
    "ops.vector_norm of order 3": lambda ms, x: ms.ops.vector_norm(x * 0, 3),
    "ops.vector_norm of an infinity": lambda ms, x: ms.ops.vector_norm(x + float("inf"), 0.5),
    "ops.matrix_norm": lambda ms, x: ms.ops.matrix_norm(ms.ops.stack((x * 0, x * 0))),
    "Tensor.norm": lambda ms, x: (x * 0).norm(),
    "ops.std": lambda ms, x: ms.ops.std(x * 0),
    "ops.std by row": lambda ms, x: ms.ops.std(ms.ops.stack((x, x * 0 + 2)), 1, 1),
    "ops.std_mean": lambda ms, x: ms.ops.std_mean(x * 0)[0],
    "ops.var": lambda ms, x: ms.ops.var(ms.ops.stack((x, x * 0 + 2)), 1),
    "ops.var of more degrees": lambda ms, x: ms.ops.var(x * 0, None, 2),
    "ops.var_mean": lambda ms, x: ms.ops.var_mean(x * 0)[0],
    "ops.ReduceStd": lambda ms, x: ms.ops.ReduceStd()(x * 0)[0],
    "Tensor.std": lambda ms, x: (x * 0).std(),
    "Tensor.var": lambda ms, x: (x * 0).var(),
    "numpy.std": lambda ms, x: ms.numpy.std(x * 0),
    "numpy.var": lambda ms, x: ms.numpy.var(x * 0),
    "ops.softsign of an infinity": lambda ms, x: ms.ops.softsign(x + float("inf")),
    "ops.Softsign of minus infinity": lambda ms, x: ms.ops.Softsign()(x - float("inf")),
    "nn.Softsign": lambda ms, x: ms.nn.Softsign()(ms.ops.concat((x, x + float("inf"), x - float("inf")))),
    "ops.acosh": lambda ms, x: ms.ops.acosh(x),
    "ops.Acosh": lambda ms, x: ms.ops.Acosh()(x),
    "numpy.arccosh": lambda ms, x: ms.numpy.arccosh(x),
    "ops.huber_loss": lambda ms, x: ms.ops.huber_loss(x, x * 0, "none", 1.0),
    "ops.huber_loss of an infinity": lambda ms, x: ms.ops.huber_loss(x + float("inf"), x * 0, "none", 1.0),
    "ops.copysign": lambda ms, x: ms.ops.copysign(x, ms.Tensor(POINTS[::-1].copy())),
    "ops.copysign of a nan": lambda ms, x: ms.ops.copysign(x + float("nan"), x),
    "ops.cosine_similarity": lambda ms, x: ms.ops.cosine_similarity(x.reshape(4, 2) * 1e-5, x.reshape(4, 2) * 1e-4),
    "ops.tensor_scatter_mul of a nan": lambda ms, x: ms.ops.tensor_scatter_mul(
        x + float("nan"), ms.Tensor([[0], [2]]), ms.Tensor([2.0, 3.0])
    ),
    "ops.TensorScatterMul of an infinity": lambda ms, x: ms.ops.TensorScatterMul()(
        x + float("inf"), ms.Tensor([[0], [2]]), ms.Tensor([2.0, 3.0])
    ),
    "ops.AssignAdd by what changes": lambda ms, x: ms.ops.AssignAdd()(x, ms.ops.ones(8)),
    "ops.AssignSub by what changes": lambda ms, x: ms.ops.AssignSub()(x, ms.ops.ones(8)),
    "ops.selu at 0": lambda ms, x: ms.ops.selu(x * (x >= 0).astype(x.dtype)),
}


@pytest.mark.parametrize("name", CALLS)
def test_the_gradient_at_a_kink(name) -> None:
    def gradient(ms):
        return ms.grad(lambda x: (CALLS[name](ms, x) * 1.5).sum())(ms.Tensor(POINTS)).asnumpy()

    np.testing.assert_allclose(gradient(msshim), gradient(mindspore), rtol=1e-5, atol=1e-6)
