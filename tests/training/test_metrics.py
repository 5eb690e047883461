"""Metrics, beside the real MindSpore's: several updates, every option, kinds of inputs, bad arguments."""

import warnings

import mindspore
import numpy as np
import pytest
from raising import raises

import msshim

RNG = np.random.default_rng(0)
SCORES = [RNG.random((6, 4)).astype(np.float32) for _ in range(2)]
LABELS = [RNG.integers(0, 4, 6) for _ in range(2)]
CLASSES = [(p, y) for p, y in zip(SCORES, LABELS, strict=True)]
HOT = [(p, np.eye(4, dtype=np.int64)[y]) for p, y in CLASSES]
DEEP = [(RNG.random((3, 4, 2, 3)).astype(np.float32), RNG.integers(0, 4, (3, 2, 3))) for _ in range(2)]
MARKS = [(RNG.integers(0, 2, (5, 3)), RNG.integers(0, 2, (5, 3))) for _ in range(2)]
MARKS3 = [(RNG.integers(0, 2, (5, 3, 4)), RNG.integers(0, 2, (5, 3, 4))) for _ in range(2)]
NUMBERS = [(RNG.random((4, 3)).astype(np.float32), RNG.random((4, 3)).astype(np.float32)) for _ in range(2)]
BINARY = [(RNG.integers(0, 2, 8).astype(np.float32), RNG.integers(0, 2, 8)) for _ in range(2)]
REGIONS = [(RNG.integers(0, 3, (7, 9)), RNG.integers(0, 3, (7, 9)), 1) for _ in range(2)]
APART = [(np.pad(np.ones((3, 4)), ((1, 6), (2, 5))), np.pad(np.ones((2, 3)), ((7, 1), (1, 7))), 1)]
SOLID = [(RNG.integers(0, 2, (4, 5, 6)), RNG.integers(0, 2, (4, 5, 6)), 1)]
ONE_SIDED = [(np.array([[0, 1], [1, 1]]), np.zeros((2, 2), int), 1)]
WORDS = [
    ([["i", "have", "a", "pen", "on", "my", "desk"]], [[["i", "have", "a", "pen", "in", "my", "desk"], ["no"]]]),
    ([["there", "is", "a", "pen", "on", "the", "desk"]], [[["there", "is", "a", "pen", "on", "the", "desk", "x"]]]),
]
NORMS = ("target", "prediction", "all", "no_norm")
RATES = (
    "sensitivity specificity precision npv miss_rate fall_out fdr for pt ts acc ba f1_score mcc fm bm markedness"
).split()
SURFACES = [
    (name, {"distance_metric": metric, **options}, updates)
    for name, option in (
        ("HausdorffDistance", "directed"),
        ("MeanSurfaceDistance", "symmetric"),
        ("RootMeanSquareDistance", "symmetric"),
    )
    for metric in ("euclidean", "chessboard", "taxicab")
    for options in ({}, {option: True})
    for updates in (REGIONS, APART, SOLID, ONE_SIDED)
]
GOOD = [
    *[(n, {}, u) for n in ("Accuracy", "Precision", "Recall", "F1") for u in (CLASSES, HOT, DEEP)],
    *[(n, {"eval_type": "multilabel"}, u) for n in ("Accuracy", "Precision", "Recall") for u in (MARKS, MARKS3)],
    ("Fbeta", {"beta": 0.5}, CLASSES),
    *[("TopKCategoricalAccuracy", {"k": k}, u) for k in (1, 3) for u in (CLASSES, HOT)],
    ("Top1CategoricalAccuracy", {}, CLASSES),
    ("Top5CategoricalAccuracy", {}, [(RNG.random((4, 7)), RNG.integers(0, 7, 4))]),
    ("MAE", {}, NUMBERS),
    ("MSE", {}, NUMBERS),
    ("MSE", {}, BINARY),
    ("Loss", {}, [(np.array(0.5, np.float32),), (np.array([1.0, 2.5]),)]),
    ("Dice", {}, NUMBERS),
    ("Dice", {"smooth": 1.0}, MARKS),
    ("Perplexity", {}, CLASSES),
    ("Perplexity", {"ignore_label": 1}, CLASSES),
    *[
        ("CosineSimilarity", {"similarity": s, "reduction": r, "zero_diagonal": z}, [(a,) for a in SCORES])
        for s in ("dot", "cosine")
        for r in ("none", "sum", "mean")
        for z in (True, False)
    ],
    *[("BleuScore", {"n_gram": n, "smooth": s}, WORDS) for n in (1, 4) for s in (False, True)],
    ("BleuScore", {}, [([["a", "b"]], [[["c"]]])]),
    *[
        ("ConfusionMatrix", {"num_classes": 5, "normalize": n}, CLASSES)
        for n in "target prediction all no_norm".split()
    ],
    ("ConfusionMatrix", {"num_classes": 2, "threshold": 0.7}, BINARY),
    *[("ConfusionMatrixMetric", {"metric_name": n}, MARKS3) for n in RATES],
    *[("ConfusionMatrixMetric", {"metric_name": n, "calculation_method": True}, MARKS3) for n in RATES],
    *[
        ("ConfusionMatrixMetric", {"calculation_method": True, "decrease": d, "skip_channel": s}, MARKS3)
        for d in ("mean", "sum")
        for s in (True, False)
    ],
    ("ConfusionMatrixMetric", {"skip_channel": False}, MARKS),
    ("ROC", {}, [(NUMBERS[0][0].ravel(), np.arange(12) % 2)]),
    ("ROC", {"pos_label": 2}, [(np.array([3, 1, 4, 2, 3]), np.array([0, 2, 2, 0, 1]))]),
    ("ROC", {"class_num": 3}, [(RNG.random((3, 3)), np.array([0, 1, 2]))]),
    ("HausdorffDistance", {"percentile": 50.0}, REGIONS),
    ("HausdorffDistance", {"crop": False}, APART),
    *SURFACES,
]


def same(mine, real) -> None:
    assert type(mine) is type(real)
    if isinstance(real, (tuple, list)):
        assert len(mine) == len(real)
        for one, other in zip(mine, real, strict=True):
            same(one, other)
        return
    if isinstance(real, type):
        assert mine is real
        return
    assert getattr(mine, "dtype", None) == getattr(real, "dtype", None)
    np.testing.assert_allclose(mine, real, rtol=1e-6, atol=1e-12)


def quiet(call, *args, **options):
    """MindSpore's answer without its warnings of divisions by zero."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return call(*args, **options)


def without_data(metric):
    """What it gives, or the class that it raises."""
    try:
        return quiet(metric.eval)
    except Exception as error:
        return type(error)


@pytest.mark.parametrize(("name", "options", "updates"), GOOD, ids=lambda v: v if isinstance(v, str) else "")
def test_values(name, options, updates) -> None:
    mine, real = getattr(msshim.nn, name)(**options), quiet(getattr(mindspore.nn, name), **options)
    for _ in range(2):
        for update in updates:
            mine.update(*update)
            quiet(real.update, *update)
        same(mine.eval(), quiet(real.eval))
        mine.clear()
        real.clear()
        same(without_data(mine), without_data(real))
    same(mine(*updates[0]), quiet(real, *updates[0]))
    if name in ("Precision", "Recall", "F1", "Fbeta"):
        same(mine.eval(average=True), real.eval(average=True))


@pytest.mark.parametrize("name", ["Accuracy", "Precision", "MAE", "MSE", "Dice"])
def test_kinds_of_inputs(name) -> None:
    update = NUMBERS[0] if name in ("MAE", "MSE", "Dice") else CLASSES[0]
    for convert in ((lambda a, library: library.Tensor(a)), (lambda a, library: a.tolist())):
        answers = [
            getattr(library.train, name)()(*(convert(a, library) for a in update)) for library in (msshim, mindspore)
        ]
        same(*answers)


def test_indexes() -> None:
    for library in (msshim, mindspore):
        metric = library.train.Accuracy()
        assert metric.indexes is None
        assert metric.set_indexes([2, 0]) is metric
        assert metric.indexes == [2, 0]
        metric.update(LABELS[0], None, SCORES[0])
        assert metric.eval() == mindspore.train.Accuracy()(SCORES[0], LABELS[0])


def test_occlusion() -> None:
    image, answers = RNG.random((1, 2, 3)).astype(np.float32), []
    for library in (msshim, mindspore):
        for options in ({}, {"pad_val": 1.0, "margin": 1, "n_batch": 4}, {"b_box": [0, 0, 1, -1]}):

            class Net(library.nn.Cell):
                def construct(self, x, library=library):
                    return library.ops.concat((x.sum(2), (x * x).sum(2)), 1)

            answers.append(library.train.OcclusionSensitivity(**options)(Net(), image, np.array(1)))
    for mine, real in zip(answers[:3], answers[3:], strict=True):
        np.testing.assert_allclose(mine, real, rtol=1e-5, atol=1e-6)
        assert mine.dtype == real.dtype


X = np.arange(4.0)


@pytest.mark.parametrize("args", [(X, X * X), (X[::-1].copy(), X), (X[:, None], X), (np.array([1, 3, 2]), X[:3], True)])
def test_auc(args) -> None:
    same(msshim.nn.auc(*args), mindspore.nn.auc(*args))


def test_names() -> None:
    assert msshim.train.names() == mindspore.train.names()
    for name in set(msshim.train.names()) - {"auc", "topk", "confusion_matrix"}:
        made = msshim.train.get_metric_fn(name), mindspore.train.get_metric_fn(name)
        assert type(made[0]).__name__ == type(made[1]).__name__
    assert type(msshim.nn.get_metrics({"mae"})["mae"]) is msshim.train.MAE
    assert msshim.nn.get_metrics(None) is None


BAD = [
    "Accuracy('binary')", "Accuracy().eval()", "Accuracy().update(a)", "Accuracy().update(a, a)", "Accuracy()(3, y)",
    "Accuracy('multilabel')(a, a)", "Accuracy('multilabel')(a, y)", "Accuracy().set_indexes((0, 1))",
    "Accuracy().set_indexes([0.5])", "Precision('x')", "Precision().eval()", "Precision()(a, y + 9)", "Recall()(a)",
    "Recall().eval(1)", "Fbeta(0)", "Fbeta('1')", "Fbeta(1)(a, y + 9)", "F1().eval(1)", "F1().eval()",
    "TopKCategoricalAccuracy(1.0)", "TopKCategoricalAccuracy(0)", "TopKCategoricalAccuracy(9)(a, y)",
    "MAE()(a)", "MAE()(a, y)", "MSE().eval()", "MSE()(a, 1)", "Loss()(a)", "Loss().eval()", "Dice(1)", "Dice(-1.0)",
    "Dice()(a, y)", "Dice().eval()", "Perplexity('1')", "Perplexity(True)", "Perplexity()(a, a)", "Perplexity().eval()",
    "CosineSimilarity('l2')", "CosineSimilarity(1)", "CosineSimilarity(reduction='max')", "CosineSimilarity().eval()",
    "CosineSimilarity(zero_diagonal=1)", "BleuScore(5)", "BleuScore(1.0)", "BleuScore(smooth=1)", "BleuScore().eval()",
    "BleuScore()([['a']], [])", "ConfusionMatrix(2.0)", "ConfusionMatrix(2, 'x')", "ConfusionMatrix(2, threshold=1)",
    "ConfusionMatrix(2).eval()", "ConfusionMatrix(2)(y, a)", "ConfusionMatrix(2)(y, y)",
    "ConfusionMatrixMetric(1)", "ConfusionMatrixMetric(decrease='x')", "ConfusionMatrixMetric(metric_name=1)",
    "ConfusionMatrixMetric(metric_name='x')(b, b)", "ConfusionMatrixMetric()(a, a)", "ConfusionMatrixMetric()(y, y)",
    "ConfusionMatrixMetric(calculation_method=True).eval()", "ConfusionMatrixMetric(calculation_method=True)(b, b)",
    "ROC('1')", "ROC(pos_label=1.0)", "ROC().eval()", "ROC()(a, y)", "ROC(4, 1)(a, y)", "ROC(2)(y, y)",
    "ROC()(y * 0, y * 0)",
    "HausdorffDistance('l2')", "HausdorffDistance(percentile=1)", "HausdorffDistance(directed=1)",
    "HausdorffDistance(percentile=101.0)(b, b, 1)", "HausdorffDistance()(b, b)", "HausdorffDistance()(b, b, 7)",
    "HausdorffDistance()(b, b, '1')", "HausdorffDistance().eval()", "MeanSurfaceDistance(1)",
    "MeanSurfaceDistance()(b, y, 1)", "MeanSurfaceDistance()(b, b, None)", "RootMeanSquareDistance()(b, b, None)",
    "RootMeanSquareDistance(distance_metric=1)", "OcclusionSensitivity(0)", "OcclusionSensitivity(margin=1.0)",
    "OcclusionSensitivity(b_box=(0, 1))", "OcclusionSensitivity().eval()", "OcclusionSensitivity()(1, a, y)",
    "auc([1], [2])", "auc(y[:1], y[:1])", "auc(a, a)", "auc(y, y[1:])", "auc(np.array([1, 3, 2]), y[:3])",
    "get_metric_fn('x')", "get_metrics(3)", "get_metrics({1: 2})", "get_metrics({'x'})", "Metric()",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_errors(text) -> None:
    values = {"np": np, "a": SCORES[0], "y": np.array([0, 1, 2, 3, 1, 0]), "b": np.eye(6, dtype=int)}
    with pytest.raises(Exception) as real:
        quiet(eval, text, {**values, **vars(mindspore.train), **{"get_metrics": mindspore.nn.get_metrics}})
    with raises(type(real.value)):
        eval(text, {**values, **{n: getattr(msshim.nn, n) for n in dir(msshim.nn) if n in text}})


def test_fresh_surface() -> None:
    for name in ("MeanSurfaceDistance", "RootMeanSquareDistance"):
        same(getattr(msshim.train, name)().eval(), getattr(mindspore.train, name)().eval())
