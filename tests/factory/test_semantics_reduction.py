"""Reductions, sorting and their return values against the real MindSpore: axes, nan, ties, 0-d and empty tensors."""

# ruff: noqa: E501, RUF100 (tables)

from itertools import product

import pytest
from semantics import ALL, differences

# MindSpore's CPU compares with nan in whatever order its loops take, reads the bytes of ints as bools in `any` along an axis,
# sums no elements to what memory holds, negates uint8 for the smallest of topk, and takes any axis of a 0-d tensor in some
# functions and refuses it in others.
LEFT_OUT = [
    r"(any|max|min|sort|topk|median|relu|softmax|logsumexp|argmax|argmin|cum\w+|norm|mean)\(.*\bnan\b",
    r"\bany\(x\(3, 4\), 1|\)\.any\(1\)",
    r"np\.zeros",
    r"ops\.norm\(x\((2, 3, 4)?\)",
    r"x\(4\)\.(std|prod|var|max|min)\((\(0, 1\)|\[0, -1\])",
    r"mnp\.sum\(.*\[0, -1|mnp\.sum\(x\(\)|mnp\.sum.*\(0, 0",
    r"(cummin|logcumsumexp)\(.*, [13]\)",
    r"topk\(x\(\)",
    r"ddof=(2|True)",  # torch warns
    r"largest=False",
    r"sorted=False",
    r"\bx\(\).*(\b[12]\b|\[0, -1\]|\(0, [01]\)|1\.5|'a'|\b3\b|topk)",
]
NAN = "Tensor([[1., nan, 3.], [inf, -inf, 2.]], ms.float32)"
TIES = "Tensor([[1, 3, 3, 1, 2], [2, 2, 0, 0, 1]], ms.{})"
SHAPES = ("x()", "x(4)", "x(2, 3)", "x(2, 3, 4)")
AXES = ("", "0", "-1", "1", "2", "(0, 1)", "[0, -1]", "()", "None", "(0, 0)", "1.5", "'a'")
SUMS = "ops.sum ops.mean ops.prod ops.amax ops.amin ops.all ops.any ops.logsumexp mint.sum mint.mean".split()
SUMS += "mint.prod mint.amax mint.amin mint.all mint.any mnp.sum mnp.mean mnp.amax mnp.amin mnp.prod".split()
ARGS = "ops.argmax ops.argmin ops.max ops.min ops.median mint.argmax mint.argmin mint.max mint.min mnp.argmax".split()
METHODS = "sum mean prod amax amin all any logsumexp max min argmax argmin std var median cumsum".split()


def joined(*arguments: str) -> str:
    return ", ".join(a for a in arguments if a)


TABLES = {
    "sums": ([f"{c}({joined(s, a)})" for c, s, a in product(SUMS, SHAPES, AXES)], {}),
    "sums that keep axes": (
        [f"{c}({joined(s, a, 'keepdims=True')})" for c, s, a in product(SUMS[:8] + SUMS[-5:], SHAPES[:3], AXES[:6])]
        + [f"{c}({joined(s, a, 'keepdim=True')})" for c, s, a in product(SUMS[8:15], SHAPES[:3], AXES[:6])],
        {},
    ),
    "sums of each dtype": ([f"{c}(x(3, 4){a})" for c, a in product(SUMS, ("", ", 1"))], {"dtypes": ALL}),
    "picks": ([f"{c}({joined(s, a)})" for c, s, a in product(ARGS, SHAPES, AXES[:5] + AXES[8:])], {}),
    "picks of each dtype": ([f"{c}(x(3, 4){a})" for c, a in product(ARGS, ("", ", 1"))], {"dtypes": ALL}),
    "methods": ([f"{s}.{m}({a})" for m, s, a in product(METHODS, SHAPES, AXES)], {}),
    "methods of each dtype": ([f"x(3, 4).{m}({a})" for m, a in product(METHODS, ("", "1"))], {"dtypes": ALL}),
    "methods that keep axes": (
        [f"{s}.{m}({joined(a, k)})" for m, s, a, k in product(METHODS[:-1], SHAPES[:3], AXES[:6], ("keepdims=True",))],
        {},
    ),
    "nan": ([f"{c}({NAN}{a})" for c, a in product(SUMS + ARGS, ("", ", 0", ", 1"))], {}),
    "ties": (
        [f"{c}({TIES.format(d)}, 1)" for c, d in product(ARGS, ("int32", "float32"))]
        + [f"{c}({TIES.format(d)})" for c, d in product(ARGS, ("int32", "float32")) if "median" not in c],
        {},
    ),
    "spread": (
        [f"ops.{m}({joined(s, a, o)})" for m, s, a, o in product(
            ("std", "var"), SHAPES, ("", "0", "(0, 1)", "-1"),
            ("", "ddof=1", "ddof=True", "ddof=2", "keepdims=True", "ddof=1, keepdims=True"))]
        + [f"{s}.{m}({joined(a, o)})" for m, s, a, o in product(
            ("std", "var"), SHAPES, ("", "0", "(0, 1)", "-1"), ("", "ddof=1", "keepdims=True", "False", "None, 1, True"))]
        + [f"mint.{m}({joined(s, o)})" for m, s, o in product(
            ("std", "var", "std_mean", "var_mean"), SHAPES,
            ("", "dim=0", "dim=-1, correction=0", "keepdim=True", "correction=2"))]
        + [f"mnp.{m}({joined(s, o)})" for m, s, o in product(
            ("std", "var"), SHAPES, ("", "0", "(0, 1)", "ddof=1", "keepdims=True"))]
        + [f"ops.{m}_mean({joined(s, o)})" for m, s, o in product(
            ("std", "var"), SHAPES, ("", "0", "(0, 1)", "ddof=1", "keepdims=True"))],
        {},
    ),
    "empty": (
        [f"{c}(Tensor(np.zeros({s}, np.float32)){a})" for c, s, a in product(
            SUMS + ARGS + ["ops.std", "ops.cumsum", "ops.sort", "ops.softmax", "ops.relu", "ops.norm", "ops.argsort"],
            ("(0,)", "(0, 3)", "(3, 0)"), ("", ", 0", ", -1"))],
        {},
    ),
    "sorting": (
        [f"{c}({joined(s, a)})" for c, s, a in product(
            ("ops.sort", "ops.argsort", "mint.sort", "mint.argsort", "mnp.sort", "mnp.argsort"), SHAPES,
            ("", "0", "-1", "axis=1", "dim=1", "5", "descending=True", "-1, True", "dim=0, descending=True",
             "axis=0, descending=True", "stable=True"))]
        + [f"{s}.{c}({a})" for c, s, a in product(
            ("sort", "argsort"), SHAPES,
            ("", "0", "-1", "axis=1", "dim=1", "descending=True", "-1, True", "axis=0, descending=True", "stable=True"))]
        + [f"{c}({s}, {a})" for c, s, a in product(
            ("ops.topk", "mint.topk"), SHAPES,
            ("1", "2", "2, 0", "2, dim=-1", "2, largest=False", "2, -1, False", "2, sorted=False", "9", "0", "-1", "1.0"))]
        + [f"{s}.topk({a})" for s, a in product(SHAPES, ("1", "2", "2, 0", "2, largest=False", "9", "1.0"))]
        + [f"{c}({TIES.format(d)}{a})" for c, d, a in product(
            ("ops.sort", "ops.argsort", "mint.sort", "mint.argsort"), ("int32", "float32"), ("", ", 0"))]
        + [f"{c}({NAN}{a})" for c, a in product(("ops.sort", "ops.argsort", "mint.sort"), ("", ", 0"))],
        {},
    ),
    "sorting each dtype": (
        [f"ops.{c}(x(3, 5){a})" for c, a in product(("sort", "argsort"), ("", ", 0", ", -1, True"))]
        + [f"ops.topk(x(3, 5), 2{a})" for a in ("", ", largest=False")] + ["ops.unique(x(9))", "ops.msort(x(4, 2))"]
        + ["x(5).sort()", "x(5).argsort()", "x(5).topk(2)", "mint.unique(x(9))", "mint.sort(x(5))"],
        {"dtypes": ALL},
    ),
    "running": (
        [f"{c}({joined(s, a)})" for c, s, a in product(
            ("ops.cumsum", "ops.cumprod", "ops.cummax", "ops.cummin", "mint.cumsum", "mint.cummax", "ops.logcumsumexp"),
            SHAPES, ("", "0", "-1", "1", "3", "None", "1.5"))]
        + [f"{c}(x(3, 4), 0)" for c in ("ops.cumsum", "ops.cumprod", "ops.cummax", "ops.cummin", "mint.cumsum")]
        + [f"{c}({NAN}, 1)" for c in ("ops.cumsum", "ops.cumprod", "ops.cummax", "ops.cummin")],
        {"dtypes": ("float32", "int32", "uint8", "float16", "bool")},
    ),
    "norms": (
        [f"ops.norm({joined(s, o)})" for s, o in product(
            SHAPES, ("", "2", "1", "inf", "-inf", "0", "'fro'", "'nuc'", "1, 0", "2, (0, 1)", "dim=-1",
                     "dim=0, keepdim=True", "-2, (0, 1)", "3, 0", "'a'"))]
        + [f"mint.norm({joined(s, o)})" for s, o in product(SHAPES, ("", "2", "1, 0", "inf", "dim=-1"))]
        + [f"{c}({NAN})" for c in ("ops.isnan", "ops.isinf", "ops.isfinite", "ops.nan_to_num", "ops.sign", "ops.relu",
                                    "ops.nansum", "ops.nanmean", "ops.softmax", "ops.log_softmax", "ops.sigmoid", "ops.tanh",
                                    "ops.isneginf", "ops.isposinf", "ops.count_nonzero", "ops.floor", "ops.round", "ops.abs")],
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("topic", TABLES)
def test_semantics(topic: str) -> None:
    texts, options = TABLES[topic]
    found = differences(texts, left_out=LEFT_OUT, **options)
    assert not found, "\n".join([f"{len(found)} differences", *found])
