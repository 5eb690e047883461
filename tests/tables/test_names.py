"""Which names there are, and what those say that are not there."""

import pytest
from public_names import CLASSES, MODULES, absent_members, ours, public, theirs
from raising import raises

import msshim
from msshim._src.tables import missing
from msshim._src.tensor.absent_members import Missing


@pytest.mark.parametrize("namespace", MODULES)
def test_every_name_of_mindspore_is_here_or_known_to_be_missing(namespace: str) -> None:
    real = public(theirs(namespace))
    absent = missing.names(namespace)
    assert real - public(ours(namespace)) == absent, "mappings/missing.yaml is stale"
    extra = {"from_torch", "to_torch", "install_as_mindspore"}
    assert [name for name in public(ours(namespace)) - real - extra if not hasattr(theirs(namespace), name)] == []


@pytest.mark.parametrize("namespace", MODULES)
def test_a_name_that_is_here_can_be_used(namespace: str) -> None:
    module = ours(namespace)
    for name in public(module):
        assert getattr(module, name) is getattr(module, name)
    assert set(module.__all__) <= set(dir(module))


@pytest.mark.parametrize("namespace", [name for name in MODULES if name != "ops"])  # what computes there, is a detail
def test_classes_are_subclasses_of_mindspores_bases(namespace: str) -> None:
    real, mine = theirs(namespace), ours(namespace)
    names = [name for name in public(real) & public(mine) if isinstance(getattr(real, name), type)]
    for name in names:
        bases = [base for base in names if issubclass(getattr(real, name), getattr(real, base))]
        assert [base for base in bases if not issubclass(getattr(mine, name), getattr(mine, base))] == [], name


def test_a_missing_name_says_what_is_missing_and_what_to_do() -> None:
    with raises(Missing, match=r"mindspore\.nn\.thor is not in msshim: .*torch\.optim"):
        msshim.nn.thor  # noqa: B018
    with raises(NotImplementedError, match=r"mindspore\.nn\.thor"):
        from msshim.nn import thor  # noqa: F401
    for use in (lambda: msshim.Tensor([1.0]).pin_memory, lambda: msshim.Tensor.pin_memory):
        with raises(Missing, match=r"mindspore\.Tensor\.pin_memory is not in msshim: .*torch\.cuda"):
            use()
    with raises(Missing, match=r"mindspore\.nn\.Cell\.get_func_graph_proto is not in msshim"):
        msshim.nn.Dense(1, 1).get_func_graph_proto()
    with raises(AttributeError, match="neither"):
        msshim.nn.NoSuchLayer  # noqa: B018
    with raises(AttributeError):
        msshim.Tensor([1.0]).no_such_member  # noqa: B018
    assert not hasattr(msshim.nn, "__wrapped__")


@pytest.mark.parametrize("name", CLASSES)
def test_members(name: str) -> None:
    assert absent_members(*CLASSES[name]) == missing.names(name), "mappings/missing.yaml is stale"
