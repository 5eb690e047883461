"""MindSpore's side of each row against the real MindSpore, torch's side against the installed torch."""

import contextlib
import inspect

import mindspore
import pytest
from left_out import applying
from oracle import named, signature
from rows import all_rows, styles

import msshim
from msshim._src.tables import torch_side
from msshim._src.tables.model import REQUIRED, Row
from msshim._src.tables.page import lines

ROWS = all_rows()
TABLED = all_rows("cell", "function")
_ANY = inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL


def has_signature(row: Row) -> bool:
    try:
        signature(named(mindspore, row))
    except (TypeError, ValueError):
        return False
    return True


def has_a_call_of_its_own(row: Row) -> bool:
    """Whether the primitive's call is more than the ``(*args)`` of all primitives."""
    parameters = inspect.signature(named(mindspore, row).__call__).parameters.values()
    return all(p.kind is not p.VAR_POSITIONAL for p in parameters)


SIGNED = applying(ROWS, has_signature, "signatures: no callable, or one of C++ that shows none")
CALLED = applying(all_rows("primitive"), has_a_call_of_its_own, "signatures: the primitive's call shows *args")


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.qualified)
def test_callable_where_mindspores_is(row) -> None:
    assert callable(named(msshim, row)) == callable(named(mindspore, row))


@pytest.mark.parametrize("row", SIGNED, ids=lambda r: r.qualified)
def test_signature_is_mindspores(row) -> None:
    assert signature(named(msshim, row)) == signature(named(mindspore, row))


@pytest.mark.parametrize("row", CALLED, ids=lambda r: r.qualified)
def test_call_is_mindspores(row) -> None:
    assert signature(named(msshim, row).__call__) == signature(named(mindspore, row).__call__)


TORCH = [row for row in ROWS if row.counterpart]


@pytest.mark.parametrize("row", [row for row in TORCH if not row.unlisted], ids=lambda r: r.qualified)
def test_torch_takes_what_a_row_says(row) -> None:
    """By Python's signature, torch's documentation or its operators; the row says where none of them knows."""
    known = torch_side.names(row.counterpart)
    said = [entry.torch.lstrip("*") for entry in (*row.parameters, *row.inputs) if entry.torch]
    assert torch_side.signatures(row.counterpart) and not [name for name in said if name not in known]


def test_where_torch_does_not_say() -> None:
    silent = [row.qualified for row in TORCH if row.unlisted]
    assert len(silent) <= 15
    assert silent == [row.qualified for row in TORCH if not torch_side.signatures(row.counterpart)]


@pytest.mark.parametrize("row", TORCH, ids=lambda r: r.qualified)
def test_no_page_denies_a_parameter_of_mindspores(row) -> None:
    denied = {line.torch for line in lines(row) if line.mindspore == "-"}
    try:
        theirs = set(inspect.signature(named(mindspore, row)).parameters)
    except (TypeError, ValueError):  # one of C++, whose names the row's own test knows
        theirs = {parameter.name for parameter in row.signature}
    assert not denied & (theirs - {"self"})


def torch_parameters(row) -> dict[str, inspect.Parameter]:
    """Of what torch has in Python."""
    with contextlib.suppress(TypeError, ValueError):
        found = inspect.signature(torch_side.found(row.counterpart)).parameters
        return {name: p for name, p in found.items() if p.kind not in _ANY}
    return {}


@pytest.mark.parametrize(
    "row", [r for r in TORCH if r.kind in ("cell", "function") and torch_parameters(r)], ids=lambda r: r.qualified
)
def test_torchs_defaults(row) -> None:
    theirs = torch_parameters(row)
    named = {p.torch: p for p in row.parameters if p.torch in theirs}
    if row.kind == "cell":
        inputs = {entry.torch or entry.name for entry in row.inputs}
        assert set(named) | inputs >= set(theirs), "torch has a parameter that the row does not mention"
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
