"""MindSpore's side of each row against the real MindSpore, torch's side against the installed torch."""

import inspect

import mindspore
import pytest
from oracle import named, signature
from rows import all_rows, styles

import msshim
from msshim.tables.model import REQUIRED
from msshim.tables.page import counterpart, torch_parameters

ROWS = all_rows()
TABLED = all_rows("cell", "function")
_ANY = inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.qualified)
def test_signature_is_mindspores(row) -> None:
    ours, theirs = named(msshim, row), named(mindspore, row)
    assert callable(ours) == callable(theirs)
    try:
        expected = signature(theirs)
    except (TypeError, ValueError):
        return  # no callable, or one of C++ without a signature
    assert signature(ours) == expected
    if row.kind == "primitive":
        real = inspect.signature(theirs.__call__).parameters.values()
        if all(p.kind is not p.VAR_POSITIONAL for p in real):
            assert signature(ours.__call__) == signature(theirs.__call__)


@pytest.mark.parametrize(
    "row", [r for r in ROWS if r.counterpart and r.kind in ("cell", "function")], ids=lambda r: r.qualified
)
def test_torch_side_is_the_installed_torchs(row) -> None:
    assert counterpart(row) is not None
    theirs = {n: p for n, p in torch_parameters(row).items() if p.kind not in _ANY}
    if not theirs:
        return  # a builtin of torch, which has no signature to compare with
    named = {p.torch: p for p in row.parameters if p.torch}
    inputs = {entry.torch or entry.name for entry in row.inputs}
    if row.kind == "cell":
        assert set(named) | inputs >= set(theirs), "torch has a parameter that the row does not mention"
    assert set(named) <= set(theirs), "the row mentions a parameter that torch does not have"
    for name, parameter in named.items():
        default = theirs[name].default
        if parameter.torch_default is not REQUIRED:
            assert default == parameter.torch_default, name
        elif parameter.name is not None and parameter.type != "dtype":
            ours = parameter.default
            needed = default is inspect.Parameter.empty
            assert ours == default or (needed and (ours is REQUIRED or "torch requires it" in parameter.difference)), (
                f"{name}: torch has {default!r}, the row {ours!r} and no torch_default"
            )


@pytest.mark.parametrize("row", [r for r in ROWS if r.cases], ids=lambda r: r.qualified)
def test_five_call_styles(row) -> None:
    """Each style binds to the same arguments as in MindSpore, and builds on both sides."""
    ours, theirs = named(msshim, row), named(mindspore, row)
    args = {name: values[0] for name, values in row.cases[0].args.items()}
    for style, positional, keywords in styles(row, args):
        mine = inspect.signature(ours).bind(*positional, **keywords)
        real = inspect.signature(theirs).bind(*positional, **keywords)
        assert mine.arguments == real.arguments, style
        if row.kind == "cell":
            ours(*positional, **keywords)
