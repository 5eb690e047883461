"""Every parameter list that MindSpore tells apart at the call: taken or refused as there, with the same values.

The lists are the real MindSpore's own (tests/support/overloads.py), and so are the answers.
"""

import mindspore
import mindspore.mint
import pytest
from calls import Words, drain, settled
from left_out import leave_out
from overloads import REFUSED, calls, functions, method, methods, overloads, self_of
from test_functions import compare

import msshim
import msshim.mint
from msshim._src.tables import load

OPEN = {"new_empty", "empty", "empty_like"}
"""Whose memory holds anything."""
STICKS = {"scatter"}
"""MindSpore's kernel goes on with the `reduce` of the first call of a process."""


def answer(library, text: str):
    words = Words(library, "float32")
    words.mint = library.mint
    try:
        return settled(eval(text, {}, words))
    except (NameError, SyntaxError):
        raise  # a fault of the text
    except Exception as error:
        if library is mindspore:
            drain()
        return error


def check(name: str, text: str) -> None:
    theirs, ours = answer(mindspore, text), answer(msshim, text)
    if isinstance(theirs, TypeError) and REFUSED.search(str(theirs)):
        assert isinstance(ours, TypeError), f"{text}: taken, and refused by MindSpore: {theirs}"
    elif not isinstance(theirs, Exception):
        assert not isinstance(ours, Exception), f"{text}: {ours!r}"
        if name not in OPEN and not (name in STICKS and "'add'" in text):
            compare(ours, theirs, 1e-4, text)
    else:
        leave_out("overloads: MindSpore takes the call, and its CPU fails", text)


@pytest.mark.parametrize("name", [name for name in methods() if name in load.index("Tensor")])
def test_methods(name: str) -> None:
    for given in calls(name, overloads(name, method(name))):
        check(name, f"{self_of(name)}.{name}({given})")


@pytest.mark.parametrize("name", functions())
def test_functions(name: str) -> None:
    for given in calls(name, overloads(name, getattr(mindspore.mint, name))):
        check(name, f"mint.{name}({given})")


def test_the_lists_are_found() -> None:
    """A change of MindSpore's messages would otherwise leave nothing to compare."""
    assert len([name for name in methods() if overloads(name, method(name))]) > 170
    assert [one.names for one in overloads("mean", method("mean"))] == [
        ("dim", "keepdim", "dtype"),
        ("axis", "keep_dims"),
    ]
