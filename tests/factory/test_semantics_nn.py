"""Activations, softmax, losses, matrix products and normalisation of odd shapes against the real MindSpore."""

# ruff: noqa: E501, RUF100 (tables)

from itertools import product

import pytest
from semantics import differences

# Of a matrix and a vector that do not fit, msshim's matmul raises RuntimeError as for two matrices.
# Of a 0-d tensor mint's softmax names an axis out of range by IndexError, as no other function does.
LEFT_OUT = [r"matmul\(f\(.*, .*\), f\(3\)\)", r"softmax\(x\(\), [15]"]
SHAPES = ("x()", "x(4)", "x(2, 3)", "x(2, 3, 4)", "x(2, 3, 4, 5)")
ACTIVATIONS = "relu relu6 gelu silu mish elu celu leaky_relu hardswish hardsigmoid hardtanh softplus softsign logsigmoid sigmoid tanh".split()
PAIRS = (
    "f(4), f(4)",
    "f(2, 3), f(2, 3)",
    "f(2, 3), f(3)",
    "f(), f()",
    "f(2, 3), f(4)",
    "f(2, 3), i(2, 3)",
    "f(2, 3, 4), f(2, 3, 4)",
)
MATRICES = ("", "3", "2, 3", "3, 4", "2, 3, 4", "2, 4, 3", "1, 4, 5", "3, 2")

TABLES = {
    "activations": ([f"ops.{a}({s})" for a, s in product(ACTIVATIONS, SHAPES)], {"dtypes": ("float32", "float16", "float64"), "gradients": True, "tolerance": 1e-4}),
    "softmax": (
        [f"{c}({s}{a})" for c, s, a in product(
            ("ops.softmax", "ops.log_softmax", "ops.softmin", "mint.nn.functional.softmax", "mint.nn.functional.log_softmax"), SHAPES,
            ("", ", 0", ", -1", ", 1", ", 5", ", axis=0", ", dim=-1", ", 1.5")) if "softmin" not in c or "dim" not in a],
        {},
    ),
    "losses": (
        [f"ops.{c}({p}{r})" for c, p, r in product(
            ("mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "soft_margin_loss", "hinge_embedding_loss"), PAIRS,
            ("", ", reduction='sum'", ", reduction='none'", ", reduction='a'"))]
        + [f"ops.cross_entropy({p}{r})" for p, r in product(
            ("f(4, 5), i(4, high=5)", "f(5), i()", "f(2, 5, 3), i(2, 3, high=5)", "f(4, 5), f(4, 5)", "f(4, 5), l(4, high=5)", "f(4, 5), i(3)"),
            ("", ", reduction='sum'", ", reduction='none'", ", reduction='a'", ", label_smoothing=0.2", ", ignore_index=1", ", weight=f(5, low=0.1)"))]
        + [f"ops.nll_loss({p}{r})" for p, r in product(("f(4, 5), i(4, high=5)", "f(2, 5, 3), i(2, 3, high=5)", "f(4, 5), i(3)"),
                                                       ("", ", reduction='sum'", ", reduction='none'", ", weight=f(5, low=0.1)"))],
        {"gradients": True, "tolerance": 1e-4, "refused": (r"hinge_embedding_loss\(.*, f\(",)},
    ),
    "matrices": (
        [f"{c}(f({a}), f({b}))" for c, a, b in product(("ops.matmul", "mint.matmul", "ops.bmm", "ops.mm", "ops.dot", "ops.inner", "ops.outer", "ops.mv",
                                                          "ops.kron", "mnp.dot", "mnp.matmul", "mnp.inner", "mnp.outer", "ops.MatMul()", "ops.BatchMatMul()"), MATRICES, MATRICES)],
        {"tolerance": 1e-4},
    ),
}  # fmt: skip


@pytest.mark.parametrize("topic", TABLES)
def test_semantics(topic: str) -> None:
    texts, options = TABLES[topic]
    found = differences(texts, left_out=LEFT_OUT, **options)
    assert not found, "\n".join([f"{len(found)} differences", *found])
