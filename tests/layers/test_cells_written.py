"""Cells written by hand, against the real MindSpore, or numpy where MindSpore's CPU can not run them."""

import warnings

import mindspore
import numpy as np
import pytest
import torch
from raising import raises
from values import assert_same, plain

import msshim
from msshim._src.layers.sampled import uniform_candidates


def world(ms):
    """What the programs below use, of one library; the same random numbers on each call."""
    nn, ops, Tensor = ms.nn, ms.ops, ms.Tensor
    rng = np.random.default_rng(0)

    def f(*shape, low=0.2, high=2.0, dtype=np.float32):
        return Tensor(rng.uniform(low, high, shape).astype(dtype))

    def t(values, dtype="float32"):
        return Tensor(np.array(values, dtype))

    def distance(p, q):
        return (p - q).abs().sum(-1)

    def with_no_init(make):
        with nn.no_init_parameters():
            return make()

    def shown(cell):
        return [(p.name, p.shape, p.dtype, p.requires_grad) for p in cell.get_parameters()], repr(cell)

    def kept(cell, x):
        weights = cell.trainable_params()
        return ms.value_and_grad(cell, None, weights)(x), cell.matrix_a.value(), cell.matrix_g.value()

    candidates = (t([1, 4, 6], "int32"), t([[0.5], [0.4], [0.3]]), t([0.2, 0.3, 0.4]))
    pairs = (t([1, 4, 6], "int32"), t([[0.5, 0.1], [0.4, 0.3]]), t([0.2, 0.3, 0.4]))
    definite = t([[2.0, 0.5], [0.5, 1.0]])
    image, other = f(2, 3, 6, 6), f(2, 3, 6, 6)
    samples = t(np.full((2, 3, 2), 0.3))
    ids = [t([[2, 4, 6, 0, 0], [1, 3, 5, 0, 0]], "int32"), t([[1, 2, 1, 0, 0], [1, 1, 3, 0, 0]])]
    ids.append(t([[0, 1, 1, 0, 0], [0, 0, 1, 0, 0]], "int32"))
    indices, values = t([[0, 1], [1, 2]], "int32"), t([1.0, 2.0])
    return {**locals(), "COOTensor": ms.COOTensor, "np": np}


SAME = [
    "nn.LGamma()(f(2, 3))",
    "nn.LGamma()(t([-2.0, 0.0, 3.5]))",
    "nn.DiGamma()(f(2, 3))",
    "nn.DiGamma()(t([-0.5, -2.0, 3.5]))",
    "nn.LBeta()(f(2, 3), f(2, 3))",
    "nn.LBeta()(f(2, 3), f(3))",
    "nn.IGamma()(f(2, 3), f(2, 3))",
    "nn.MatMul()(f(2, 3), f(3, 4))",
    "nn.MatMul(True, True)(f(3, 2), f(4, 3))",
    "nn.MatMul()(f(3), f(3))",
    "nn.MatMul()(f(2, 2, 3), f(3))",
    "nn.Moments()(f(2, 3, 4))",
    "nn.Moments(1, True)(f(2, 3, 4))",
    "nn.Moments((0, 2))(f(2, 3, 4))",
    "nn.Moments(0)(t([[1.0, 2.0], [3.0, 4.0]], 'float16'))",
    "nn.Norm()(f(2, 3))",
    "nn.Norm(1, True)(f(2, 3, 4))",
    "nn.Norm((0, 2))(f(2, 3, 4))",
    "repr(nn.Norm(1, True))",
    "nn.OneHot(depth=4)(t([[0, 1], [3, 5]], 'int32'))",
    "nn.OneHot(0, 3, 2.0, -1.0, ms.float16)(t([0, 1], 'int32'))",
    "nn.Range(1, 8, 2)()",
    "nn.Range(5)()",
    "nn.Range(0.5, 2.0, 0.5)()",
    "nn.Tril()(f(3, 3))",
    "nn.Tril()(f(2, 3, 3), 1)",
    "nn.Triu()(f(3, 3), -1)",
    "nn.Triu()(t([[1, 2], [3, 4]], 'int64'))",
    "nn.FractionalMaxPool2d(2, (3, 3), _random_samples=samples)(image)",
    "nn.FractionalMaxPool2d(2, output_ratio=(0.5, 0.5), _random_samples=samples, return_indices=True)(image)",
    "nn.FractionalMaxPool3d(2, (2, 2, 2), _random_samples=t(np.full((1, 2, 3), 0.3)))(f(1, 2, 4, 4, 4))",
    "nn.TripletMarginWithDistanceLoss()(f(3, 4), f(3, 4), f(3, 4))",
    "nn.TripletMarginWithDistanceLoss(distance, True, 'none', 0.5)(f(3, 4), f(3, 4), f(3, 4))",
    "nn.TripletMarginWithDistanceLoss(reduction='sum', swap=True)(f(3, 4), f(3, 4), f(3, 4))",
    "nn.BiDense(3, 4, 2, 'ones', 'ones')(f(5, 3), f(5, 4))",
    "nn.BiDense(3, 4, 2, 'ones', has_bias=False)(f(5, 2, 3), f(5, 2, 4))",
    "shown(nn.BiDense(3, 4, 2))",
    "shown(nn.Conv2dBnAct(3, 4, 3, has_bn=True, momentum=0.9, activation='relu'))",
    "nn.Conv2dBnAct(3, 4, 3, has_bn=True, activation='relu', weight_init='ones')(image)",
    "nn.Conv2dBnAct(3, 4, 3, activation='leakyrelu', weight_init='ones')(image)",
    "nn.Conv2dBnAct(3, 4, 3, activation=nn.Tanh(), weight_init=0.01)(image)",
    "shown(nn.DenseBnAct(4, 5, has_bn=True, activation='relu'))",
    "nn.DenseBnAct(4, 5, weight_init='ones', has_bn=True, activation='sigmoid')(f(3, 4))",
    "nn.TimeDistributed(nn.Dense(4, 2, 'ones', 'ones'), 1, 0)(f(2, 3, 4))",
    "nn.TimeDistributed(nn.Dense(4, 2, 'ones', 'ones'), 1)(f(2, 3, 4))",
    "nn.TimeDistributed(nn.Conv2d(3, 2, 3, weight_init='ones'), 2)(f(2, 3, 5, 6, 6))",
    "nn.TimeDistributed(nn.Conv2d(3, 2, 3, weight_init='ones'), 2, 0)(f(2, 3, 5, 6, 6))",
    "shown(nn.TimeDistributed(nn.Dense(4, 2), 1))",
    "nn.EmbeddingLookup(4, 2, 'ones')(t([[0, 1], [3, 9]], 'int32'))",
    "shown(nn.EmbeddingLookup(4, 2))",
    *(f"nn.MultiFieldEmbeddingLookup(10, 2, 3, 'ones', operator='{op}')(*ids)" for op in ("SUM", "MEAN", "MAX")),
    "shown(nn.InstanceNorm2d(3))",
    "shown(nn.InstanceNorm1d(3, affine=False, gamma_init=2.0))",
    "shown(nn.SyncBatchNorm(3))",
    "nn.SyncBatchNorm(3, process_groups=0)(image)",
    "nn.SyncBatchNorm(3).set_train()(image)",
    "nn.MultiClassDiceLoss()(f(4, 3), f(4, 3))",
    "nn.MultiClassDiceLoss(f(3, 2), 1, nn.Tanh())(f(4, 3, 5), f(4, 3, 5))",
    *(f"nn.MultiClassDiceLoss(activation={name!r})(f(4, 3), f(4, 3))" for name in ("relu", "sigmoid", "tanh", None)),
    "shown(nn.MultiClassDiceLoss())",
    "shown(nn.MultiClassDiceLoss(activation=None))",
    *(
        f"nn.{name}({network}, 2)({inputs})"
        for name in ("GradAccumulationCell", "MicroBatchInterleaved", "PipelineCell")
        for network, inputs in (
            ("nn.Dense(3, 2, 'ones', 'ones')", "f(4, 3)"),
            ("nn.WithLossCell(nn.Dense(3, 3, 'ones', 'ones'), nn.MSELoss())", "f(4, 3), f(4, 3)"),
        )
    ),
    *(f"shown(nn.{name}(nn.Dense(3, 2), 2))" for name in ("GradAccumulationCell", "PipelineCell")),
    "shown(nn.MicroBatchInterleaved(nn.Dense(3, 2)))",
    "nn.VirtualDatasetCellTriple(nn.TripletMarginWithDistanceLoss())(f(2, 3), f(2, 3), f(2, 3))",
    "shown(nn.VirtualDatasetCellTriple(nn.Dense(3, 2)))",
    "with_no_init(lambda: nn.Dense(3, 2, 'ones', 'ones'))(f(4, 3))",
    "shown(with_no_init(lambda: nn.Dense(3, 2)))",
    "nn.SampledSoftmaxLoss(3, 7, 1, candidates)(f(7, 5), f(7), t([[0], [1], [2]], 'int32'), f(3, 5))",
    "nn.SampledSoftmaxLoss(3, 7, 2, pairs, reduction='mean')(f(7, 5), f(7), t([[0, 3], [1, 2]], 'int64'), f(2, 5))",
    "repr(nn.SampledSoftmaxLoss(3, 7))",
    "nn.SparseToDense()(COOTensor(indices, values, (3, 4)))",
    "nn.SparseTensorDenseMatmul()(indices, values, (3, 4), f(4, 2))",
    "nn.SparseTensorDenseMatmul(True, True)(indices, values, (3, 4), f(2, 3))",
    "nn.Jvp(nn.ReLU())(image, other)",
    "shown(nn.DenseThor(3, 4))",
    "kept(nn.DenseThor(3, 4, 'ones', 'ones', activation='relu'), f(5, 3))",
    "kept(nn.DenseThor(3, 4, 'ones', has_bias=False), f(5, 3))",
    "shown(nn.EmbeddingThor(20, 4))",
    "kept(nn.EmbeddingThor(6, 2, embedding_table='ones'), t([[0, 1, 1], [5, 0, 1]], 'int32'))",
    "nn.Vjp(nn.ReLU())(image, other)",
]
WRONG = [
    "nn.LGamma()(f(2, dtype=np.float64))",
    "nn.DiGamma()(t([1], 'int32'))",
    "nn.LBeta()(f(2, dtype=np.float64), f(2))",
    "nn.IGamma()(f(2, dtype=np.float64), f(2))",
    "nn.Norm(0, 1)",
    "nn.Range(1, 2, 0)",
    "nn.Roll([1], [0, 1])",
    "nn.Roll(1, 5)(f(2, 2))",
    "nn.Roll('a', 0)",
    *(f"nn.SSIM({args})" for args in ("0", "'a'", "1.0, 0", "1.0, 3, 0.0", "1.0, 3, 1.0, 1")),
    "nn.SSIM()(image, other)",
    "nn.SSIM(filter_size=3)(image, other[:1])",
    "nn.SSIM(filter_size=3)(image[0], other[0])",
    "nn.MSSSIM(power_factors=3)",
    "nn.PSNR(0)",
    "nn.PSNR()(image[0], other[0])",
    "nn.FractionalMaxPool2d(2)(image)",
    "nn.TripletMarginWithDistanceLoss(reduction='x')",
    "nn.TripletMarginWithDistanceLoss(margin='a')",
    "nn.TripletMarginWithDistanceLoss(swap=1)",
    *(f"nn.InstanceNorm1d({args})" for args in ("'a'", "0", "2, 1", "2, 1e-5, 2.0", "2, 1e-5, 0.1, 1")),
    "nn.InstanceNorm1d(2, gamma_init=None)",
    *(f"nn.BiDense({args})" for args in ("0, 4, 2", "3, 'a', 2", "3, 4, 2, has_bias=1", "3, 4, 2, f(2, 3, 3)")),
    "nn.BiDense(3, 4, 2)(f(5, 2), f(5, 4))",
    "nn.BiDense(3, 4, 2)(f(5, 3), f(4, 4))",
    "nn.Conv2dBnAct(3, 4, 3, activation=3)",
    "nn.Conv2dBnAct(3, 4, 3, has_bn=1)",
    "nn.Conv2dBnAct(3, 4, 3, activation='other')",
    *(f"nn.MultiClassDiceLoss({args})" for args in ("3", "f(3)", "None, 1.5", "None, None, 'elu'", "activation=3")),
    "nn.MultiClassDiceLoss()(f(4, 3), f(4, 2))",
    "nn.MultiClassDiceLoss()(f(4), f(4))",
    "nn.MultiClassDiceLoss(f(2, 3))(f(4, 3), f(4, 3))",
    "nn.MultiClassDiceLoss()(f(4, 3), 3)",
    *(f"nn.GradAccumulationCell({args})" for args in ("3, 2", "nn.ReLU(), 'a'", "nn.ReLU(), 0", "nn.ReLU()")),
    *(f"nn.PipelineCell({args})" for args in ("3, 2", "nn.ReLU(), 1.0", "nn.ReLU(), -1")),
    *(f"nn.MicroBatchInterleaved(nn.ReLU(), {args})" for args in ("'a'", "0")),
    "nn.GradAccumulationCell(nn.ReLU(), 3)(f(4, 3))",
    *(f"nn.SampledSoftmaxLoss({args})" for args in ("3, 7, 8", "8, 7", "3, 7, 1, 3", "3, 7, 1, (1, 2)", "0, 7")),
    *(f"nn.SampledSoftmaxLoss(3, 7, {args})" for args in ("0", "seed=-1", "reduction='x'")),
    "nn.SampledSoftmaxLoss(3, 7, 1, candidates)(f(7, 5), f(7), f(3, 1), f(3, 5))",
    "nn.TimeDistributed(3, 1)",
    "nn.TimeDistributed(nn.Dense(4, 2), 1.5)",
    "nn.TimeDistributed(nn.Dense(4, 2), 1)(f(2, 4))",
    *(f"nn.EmbeddingLookup({args})" for args in ("0, 2", "2, 0", "2, 2, target='GPU'", "2, 2, max_norm=-1.0")),
    "nn.EmbeddingLookup(2, 2, sparse=False)",
    "nn.EmbeddingLookup(2, 2, sparse=1)",
    "nn.MultiFieldEmbeddingLookup(10, 2, 0)",
    "nn.MultiFieldEmbeddingLookup(10, 2, 3, operator='X')",
    "nn.MultiFieldEmbeddingLookup(10, 2, 3)(ids[0][0], ids[1], ids[2])",
    "nn.Unfold(3, [1, 1, 1, 1], [1, 1, 1, 1])",
    "nn.Unfold([2, 2, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1])",
]


@pytest.mark.parametrize("program", SAME)
def test_programs(program) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours, theirs = (plain(eval(program, world(ms))) for ms in (msshim, mindspore))
    if isinstance(theirs, tuple) and theirs[0] == "Tensor":
        np.testing.assert_allclose(ours[3], theirs[3], rtol=2e-5, atol=2e-6)
        ours, theirs = ours[:3], theirs[:3]
    assert_same(ours, theirs, program, 2e-5)


@pytest.mark.parametrize("program", WRONG)
def test_wrong_arguments(program) -> None:
    with pytest.raises(Exception) as theirs:
        eval(program, world(mindspore))
    with raises(theirs.type):
        eval(program, world(msshim))


def images(*shape):
    rng = np.random.default_rng(1)
    return [rng.uniform(0, 1, shape).astype(np.float32) for _ in range(2)]


def similarity(a, b, size, sigma, k1=0.01, k2=0.03):
    """The SSIM of (N, C, H, W) by its formula: a map for each image and channel, and that of contrast."""
    x = np.arange(size) - size // 2
    window = np.exp(-(x[:, None] ** 2 + x**2) / (2 * sigma**2))
    window /= window.sum()

    def blurred(t):
        patches = np.lib.stride_tricks.sliding_window_view(t, (size, size), (2, 3))
        return np.einsum("nchwij,ij->nchw", patches, window)

    ma, mb = blurred(a), blurred(b)
    va, vb, cov = blurred(a * a) - ma**2, blurred(b * b) - mb**2, blurred(a * b) - ma * mb
    contrast = (2 * cov + k2**2) / (va + vb + k2**2)
    return (2 * ma * mb + k1**2) / (ma**2 + mb**2 + k1**2) * contrast, contrast


def test_ssim_is_its_formula() -> None:
    a, b = images(2, 3, 12, 12)
    found = msshim.nn.SSIM(filter_size=5)(msshim.Tensor(a), msshim.Tensor(b)).asnumpy()
    np.testing.assert_allclose(found, similarity(a, b, 5, 1.5)[0].mean((1, 2, 3)), rtol=1e-4, atol=1e-5)


def test_msssim_is_its_formula() -> None:
    a, b = images(2, 1, 12, 12)
    b = a + 0.1 * b
    found = msshim.nn.MSSSIM(power_factors=(0.4, 0.6), filter_size=3)(msshim.Tensor(a), msshim.Tensor(b)).asnumpy()
    first = similarity(a, b, 3, 1.5)[1].mean((2, 3)).clip(0)
    half = [t.reshape(2, 1, 6, 2, 6, 2).mean((3, 5)) for t in (a, b)]
    second = similarity(*half, 3, 1.5)[0].mean((2, 3)).clip(0)
    np.testing.assert_allclose(found, (first**0.4 * second**0.6).mean(-1), rtol=1e-4)


@pytest.mark.parametrize("largest", [1, 255])
def test_psnr_is_its_formula(largest) -> None:
    a, b = (np.round(t * largest).astype("uint8" if largest > 1 else "float32") for t in images(2, 3, 4, 4))
    found = msshim.nn.PSNR(largest)(msshim.Tensor(a), msshim.Tensor(b)).asnumpy()
    error = ((a.astype(float) - b.astype(float)) ** 2).mean((1, 2, 3))
    np.testing.assert_allclose(found, 10 * np.log10(largest**2 / error), rtol=1e-5)


def test_instance_norm_is_its_formula() -> None:
    a, _ = images(2, 3, 4, 5)
    cell = msshim.nn.InstanceNorm2d(3, gamma_init=2.0, beta_init=0.5)
    expected = (a - a.mean((2, 3), keepdims=True)) / np.sqrt(a.var((2, 3), keepdims=True) + 1e-5) * 2 + 0.5
    np.testing.assert_allclose(cell(msshim.Tensor(a)).asnumpy(), expected, rtol=1e-4, atol=1e-5)


def test_matrix_cells_are_numpys() -> None:
    a, b = images(2, 3, 3)
    nn, tensor = msshim.nn, msshim.Tensor
    definite = a[0] @ a[0].T + np.eye(3, dtype=np.float32)
    np.testing.assert_allclose(nn.MatDet()(tensor(definite)).asnumpy(), np.linalg.det(definite), rtol=1e-4)
    np.testing.assert_allclose(nn.MatInverse()(tensor(definite)).asnumpy(), np.linalg.inv(definite), rtol=1e-4)
    np.testing.assert_array_equal(nn.MatrixDiag()(tensor(a[0])).asnumpy(), np.stack([np.diag(row) for row in a[0]]))
    np.testing.assert_array_equal(nn.MatrixDiagPart()(tensor(a)).asnumpy(), np.stack([np.diag(m) for m in a]))
    changed = nn.MatrixSetDiag()(tensor(a), tensor(b[:, 0])).asnumpy()
    np.testing.assert_array_equal(changed, np.where(np.eye(3, dtype=bool), b[:, 0][:, None], a))
    np.testing.assert_array_equal(nn.Roll([1, -1], [0, 1])(tensor(a[0])).asnumpy(), np.roll(a[0], (1, -1), (0, 1)))


@pytest.mark.parametrize("padding", ["valid", "same"])
def test_unfold_takes_patches(padding) -> None:
    a, _ = images(1, 2, 5, 6)
    found = msshim.nn.Unfold([1, 2, 3, 1], [1, 2, 1, 1], [1, 1, 1, 1], padding)(msshim.Tensor(a)).asnumpy()
    padded = np.pad(a, ((0, 0), (0, 0), (0, 1), (1, 1))) if padding == "same" else a
    patches = np.lib.stride_tricks.sliding_window_view(padded, (2, 3), (2, 3))[:, :, ::2]
    np.testing.assert_array_equal(found, patches.transpose(0, 4, 5, 1, 2, 3).reshape(1, 12, *patches.shape[2:4]))


@pytest.mark.parametrize("avoid", [True, False])
def test_candidates_are_drawn_as_mindspore_draws(avoid) -> None:
    labels = [[0], [1], [2]]
    theirs = mindspore.ops.UniformCandidateSampler(1, 3, True, 7, 0, avoid)
    draws = []
    for draw in (
        lambda: [a.asnumpy() for a in theirs(mindspore.Tensor(labels, mindspore.int32))[::2]],
        lambda: [a.numpy() for a in uniform_candidates(torch.tensor(labels), 3, 7, avoid)],
    ):
        sampled, expected = zip(*(draw() for _ in range(1500)), strict=True)
        assert all(len(set(row)) == 3 for row in sampled)
        counts = np.bincount(np.concatenate(sampled), minlength=7) / 1500
        draws.append((counts, np.mean([np.ravel(e)[0] for e in expected]), np.std([np.ravel(e)[0] for e in expected])))
    for mine, real in zip(draws[1], draws[0], strict=True):
        np.testing.assert_allclose(mine, real, atol=0.08)
    assert (draws[1][0][:3] == 0).all() == avoid


def test_sampled_softmax_loss_draws_for_itself() -> None:
    labels = msshim.Tensor([[0], [1], [2]], msshim.int32)
    inputs = [msshim.Tensor(np.random.default_rng(k).random(s).astype(np.float32)) for k, s in enumerate([(7, 5), 7])]
    x = msshim.Tensor(np.ones((3, 5), np.float32))
    first, again = (msshim.nn.SampledSoftmaxLoss(4, 7, seed=3) for _ in range(2))
    values = [[cell(*inputs, labels, x).asnumpy() for _ in range(3)] for cell in (first, again)]
    np.testing.assert_array_equal(*values)
    everything = msshim.nn.SampledSoftmaxLoss(7, 7, remove_accidental_hits=False)(*inputs, labels, x)
    assert everything.shape == (3,)
