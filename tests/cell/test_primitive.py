"""What all primitives share: attributes, text, copies, and classes of one's own, as MindSpore's are."""

import copy

import mindspore
import pytest
from raising import raises

import msshim

MAKE = {
    "plain": lambda ms: ms.ops.Primitive("add"),
    "attributes": lambda ms: ms.ops.ReduceSum(True),
    "none": lambda ms: ms.ops.Add(),
    "added": lambda ms: ms.ops.Concat(1).add_prim_attr("mine", 3),
    "deleted": lambda ms: ms.ops.Concat(1).del_prim_attr("axis"),
    "deleted twice": lambda ms: ms.ops.Concat(1).del_prim_attr("axis").del_prim_attr("axis"),
    "staged": lambda ms: ms.ops.Add().set_stage(2),
    "placed": lambda ms: ms.ops.Add().set_device("CPU"),
    "copied": lambda ms: copy.deepcopy(ms.ops.Split(1, 2)),
    "recomputed": lambda ms: ms.ops.MatMul(False, True).recompute(),
}


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_attributes_and_text(make) -> None:
    ours, theirs = make(msshim), make(mindspore)
    assert (repr(ours), ours.name, ours.attrs, ours.init_attrs) == (
        repr(theirs),
        theirs.name,
        theirs.attrs,
        theirs.init_attrs,
    )


def test_attributes_are_read_by_name() -> None:
    for ms in (mindspore, msshim):
        primitive = ms.ops.Primitive("add")
        primitive.init_prim_io_names(["x"], ["y"])
        assert primitive.add_prim_attr("mine", 3).mine == 3
        assert (primitive.input_names, primitive.output_names) == (["x"], ["y"])
        assert primitive.set_prim_instance_name("mine").instance_name == "mine"
        assert primitive.check_elim(1) == (False, None)
        assert primitive.update_parameter is False
        with raises(AttributeError):
            primitive.nothing  # noqa: B018


@pytest.mark.parametrize("register", ["prim_attr_register", "prim_arg_register"])
@pytest.mark.parametrize("base", ["Primitive", "PrimitiveWithInfer", "PrimitiveWithCheck"])
def test_a_class_of_ones_own(register: str, base: str) -> None:
    texts = []
    for ms in (mindspore, msshim):

        class Mine(getattr(ms.ops, base)):
            @getattr(ms.ops, register)
            def __init__(self, axis, keep=False):
                self.init_prim_io_names(["x"], ["y"])

        primitive = Mine(1)
        texts.append((repr(primitive), primitive.axis, primitive.keep, primitive.init_attrs))
    assert texts[0] == texts[1]


def test_constexpr() -> None:
    for ms in (mindspore, msshim):

        @ms.ops.constexpr
        def total(a, b=2):
            return a + b

        @ms.ops.constexpr(get_instance=False, name="other", reuse_result=False)
        def product(a, b):
            return a * b

        assert (total(1), total(1, b=5), product()(2, 3)) == (3, 6, 6)
        assert repr(total) == "Prim[total]<constexpr_prim=True>"
        assert repr(product()) == "Prim[other]<constexpr_prim=True, forbid_reuse_result=True>"


def test_parameters_are_changed_where_they_are() -> None:
    """The answer is a Tensor over the parameter's memory; torch's parameter stays the same object."""
    parameter = msshim.Parameter(msshim.Tensor([1.0, 2.0]), name="p")
    before = msshim.to_torch(parameter)
    answer = msshim.ops.Assign()(parameter, msshim.Tensor([3.0, 4.0]))
    assert msshim.to_torch(parameter) is before
    assert type(answer) is msshim.Tensor
    assert answer.asnumpy().tolist() == parameter.asnumpy().tolist() == [3.0, 4.0]
