"""Tensors as Python and numpy values, and what is done to them in place, against the real MindSpore."""

# ruff: noqa: E501, RUF100 (tables)

from itertools import product

import pytest
from semantics import differences

ALL = ("float32", "float16", "float64", "int32", "int64", "int8", "uint8", "bool", "complex64")
# MindSpore's CPU gives a new tensor for `add_` and its like, and msshim changes the tensor, as the documentation says.
# Of what numpy made empty, torch keeps numpy's strides; float16 has a sign; copy.deepcopy copies.
LEFT_OUT = [r"x\(0\)\.stride\(", r"is_signed", r"copy\.deepcopy\(y\)\nz\["]
ONE = ("x()", "x(1)", "x(1, 1)", "x(2)", "x(0)", "x(2, 3)")
ASKED = (
    "bool int float len list hash iter repr str complex abs round math.floor operator.index np.asarray np.array".split()
)
ASKED += ["np.sum", "np.mean", "np.exp", "np.shape", "np.ndim", "np.transpose", "np.concatenate", "np.stack", "np.isnan", "sum", "max", "min",
          "sorted", "any", "all", "tuple", "np.argmax", "np.where", "np.float32", "np.allclose"]  # fmt: skip
PLACED = (
    "add_",
    "sub_",
    "mul_",
    "div_",
    "floor_divide_",
    "remainder_",
    "pow_",
    "fill_",
    "copy_",
    "clamp_",
    "masked_fill_",
)
OPERANDS = ("2", "2.5", "True", "x(2, 3)", "x(3)", "x(2, 1)", "x()", "i(2, 3, low=1)", "x(4)", "'a'", "None", "f(2, 3)")
ITEMS = ("", "0", "5", "-1", "(0, 1)", "1, 2", "(0,)", "1.5", "'a'", "(0, 1, 2)", "9")

TABLES = {
    "asked": (
        [f"{c}({s})" for c, s in product(ASKED, ONE) if c not in ("hash", "iter", "math.floor")],
        {"dtypes": ALL},
    ),
    "attributes": (
        [f"{s}.{a}" for a, s in product(("size", "shape", "ndim", "itemsize", "nbytes", "strides", "dtype", "T", "is_contiguous()", "asnumpy()",
                                         "numpy()", "tolist()", "has_init", "dim()", "element_size()", "numel()", "nelement()", "ndimension()",
                                         "stride()", "storage_offset()", "is_complex()", "is_floating_point()", "is_signed()", "rank()", "size()"),
                                        (*ONE, "x(2, 3).T", "x(2, 3, 4)[:, 1]", "x(5)[::2]"))],
        {"dtypes": ALL},
    ),
    "items": ([f"{s}.item({a})" for s, a in product(("x()", "x(1)", "x(2, 3)", "x(0)"), ITEMS)], {"dtypes": ALL}),
    "set items": (
        [f"y = {s}\nr = y.itemset({a}{', ' if a else ''}7)\n(y, r)" for s, a in product(("x()", "x(2, 3)"), ITEMS)],
        {},
    ),
    "in place": (
        [f"x(2, 3).{m}({o})" for m, o in product(PLACED, OPERANDS) if (m, o) != ("sub_", "True")]
        + [f"y = x(2, 3)\ny.copy_({o})\ny" for o in OPERANDS if o != "x(4)"]
        + [f"y = x(2, 3)\nz = y\ny {o} {v}\n(y, z)" for o, v in product(
            ("+=", "-=", "*=", "/=", "//=", "%=", "**=", "@="), ("2", "2.5", "x(2, 3)", "x(3)", "x()", "x(4)", "'a'", "None", "f(2, 3)"))],
        {},
    ),
    "in place dtypes": (
        [f"x(2, 3).{m}({o})" for m, o in product(PLACED[:9], ("2", "x(2, 3, low=1)")) if m != "div_"],
        {"dtypes": ("float32", "float16", "int32", "int64", "uint8")},
    ),
    "parameters": (
        [f"y = p(2, 3)\nr = {c}\n(y.value(), r if r is None or isinstance(r, bool) else 1)" for c in (
            "y.set_data(f(2, 3))", "y.set_data(f(3))", "y.set_data(f(3), slice_shape=True)", "y.set_data(i(2, 3))", "y.set_data(1.5)",
            "y.assign_value(f(2, 3))", "y.assign_value(f(3))", "ops.assign(y, f(2, 3))", "ops.assign(y, f(3))", "ops.assign(y, i(2, 3))",
            "ops.assign_add(y, f(2, 3))", "ops.assign_sub(y, f(2, 3))", "ops.assign_add(y, 1.0)", "y.copy_(f(2, 3))", "y.copy_(f(3))",
            "y.copy_(i(2, 3))")]
        + [f"y = p(2, 3)\n{s}\ny.value()" for s in ("y[0] = 5", "y[0, 1] = f(1)", "y[:] = f(3)", "y[y > 0] = 0", "y[0] += 1")],
        {},
    ),
    "copies": (
        [f"y = {s}\nz = {c}\nw = y.asnumpy().copy()\n(z, type(z).__name__, z is y)" for s, c in product(
            ("x(2, 3)", "x()", "x(2, 3).T"), ("copy.copy(y)", "copy.deepcopy(y)", "pickle.loads(pickle.dumps(y))", "y.copy()", "y.clone()",
                                              "Tensor(y)", "y.astype(y.dtype)", "y.contiguous()", "y.to(ms.float16)", "y.float()",
                                              "y.int()", "y.bool()", "y.long()", "y.half()", "y.type(ms.int8)", "y.byte()", "y.reshape(-1)"))]
        + [f"y = x(3)\nz = {c}\nz[0] = 9\ny" for c in ("y.copy()", "y.clone()", "copy.deepcopy(y)", "y.view(3)", "y.reshape(3)", "y[:]",
                                                      "y.astype(y.dtype)", "Tensor(y.asnumpy())", "y.flatten()", "y.squeeze()", "y.swapaxes(0, 0)",
                                                      "y.expand_dims(0)[0]", "y.unsqueeze(0)[0]", "y.broadcast_to((1, 3))[0]", "y.T")]
        + ["a = np.ones(3, np.float32)\ny = Tensor(a)\na[0] = 5\ny", "a = np.ones(3, np.float32)\ny = Tensor.from_numpy(a)\na[0] = 5\ny",
           "y = x(3)\na = y.asnumpy()\ny[0] = 9\na", "y = x(3)\na = y.asnumpy()\na[0] = 9\ny", "y = x(3)\na = np.asarray(y)\ny[1] = 9\na"],
        {"dtypes": ("float32", "int32", "bool")},
    ),
    "compared": (
        [f"{a} {o} {b}" for o, a, b in product(("==", "!=", "<", ">=", "in"), ("x(3)", "x()", "2", "nan", "None", "'a'"),
                                               ("x(3)", "x()", "[1, 2, 3]", "None", "x(2, 3)", "'a'")) if "x" in a + b]
        + ["x(3) is x(3)", "(lambda y: y in [y])(x(1))", "(lambda y: {y: 1}[y])(x(2))", "(lambda y: y == y)(Tensor([nan, 1., inf]))",
           "f'{Tensor(1.5)}'", "f'{Tensor(1.5):.2f}'", "'%s' % Tensor([1, 2])", "'%.1f' % Tensor(2.5)", "'{}'.format(Tensor([True]))",
           "f'{Tensor([1.0, 2.0])}'", "f'{Tensor(3):d}'", "'%d' % Tensor(3)", "[1, 2, 3][Tensor(1)]", "list(range(Tensor(3)))", "'a' * Tensor(2)",
           "[0] * Tensor(2)", "np.arange(5)[Tensor([1, 2])]", "np.arange(3) + Tensor([1, 2, 3])", "Tensor([1, 2]) + np.arange(2)",
           "np.float32(2) * Tensor([1., 2.])", "np.add(Tensor([1, 2]), 1)", "math.sqrt(Tensor(4.0))", "dict(a=Tensor(1))['a']",
           "not Tensor([0])", "Tensor([1]) and 5", "bool(Tensor(nan))", "int(Tensor(2.9))", "int(Tensor(-2.9))", "float(Tensor(3))", "complex(Tensor(1j))",
           "int(Tensor(nan))", "round(Tensor(2.567), 2)", "round(Tensor([2.5, 3.5]))", "isinstance(Tensor(1), Tensor)", "sum([Tensor(1), Tensor(2)])",
           "max(Tensor([3, 1, 2]))", "min(Tensor(3), Tensor(2))", "sorted(Tensor([3, 1, 2]))", "list(reversed(Tensor([1, 2])))", "Tensor([1, 2]).__len__()",
           "[*Tensor([[1, 2], [3, 4]])]", "a, b = Tensor([1, 2])\na + b", "[y for y in Tensor(5)]", "enumerate(Tensor([1, 2])).__next__()"],
        {},
    ),
    "items with gradient": (
        [f"x(3, 4)[{k}]" for k in ("0", "-1", "1:", "::2", "..., 0", "None", "[0, 2]", "Tensor([0, 0, 1])", "(Tensor([0, 1]), Tensor([1, 1]))",
                                   "Tensor([True, False, True])", "0, 1", ":, 1:3", "..., None", "[True, False, True]", "(slice(None), [0, 0])")]
        + [f"y = x(3, 4) * 1\nz = f({s}) * 1\ny[{k}] = z\ny" for k, s in (
            ("0", "4"), ("0", ""), ("-1", "1"), ("1:", "2, 4"), ("1:", "4"), ("::2", "1, 4"), ("..., 0", "3"), ("[0, 2]", "2, 4"), ("0, 1", ""),
            (":, 1:3", "3, 2"), ("Tensor([0, 2])", "2, 4"), ("(Tensor([0, 1]), Tensor([1, 1]))", "2"), ("Tensor([0, 2])", ""))]
        + [f"y = x(3, 4) * 1\ny[{k}] = 2.5\ny * y" for k in ("0", "1:", "..., 0", "[0, 2]", "0, 1", "Tensor([0, 2])")],
        {"gradients": True},
    ),
}  # fmt: skip


@pytest.mark.parametrize("topic", TABLES)
def test_semantics(topic: str) -> None:
    texts, options = TABLES[topic]
    found = differences(texts, left_out=LEFT_OUT, **options)
    assert not found, "\n".join([f"{len(found)} differences", *found])
