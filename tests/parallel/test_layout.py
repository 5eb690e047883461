"""`Layout` beside the real one: what it keeps, what a call says, and each error."""

from typing import Any

import mindspore
import pytest
from raising import raises

import msshim

MADE: list[tuple[Any, ...]] = [
    ((4, 2, 1), ("dp", "sp", "mp")),
    ((2, 2), ("dp", "interleaved_parallel")),
    ((2,), ("x",), [1, 0]),
    ((2, 0), ("a", "b")),
    ((True, 2), ("a", "b")),
    ((), ()),
    ((-2,), ("a",)),
    ((-2, -1), ("a", "b"), [0, 1]),
    ([2], ("a",)),
    ((2,), ["a"]),
    ((2, 2), ("a",)),
    ((2.0,), ("a",)),
    ((2,), (3,)),
    ((2,), ("",)),
    ((2,), ("None",)),
    ((2, 2), ("a", "a")),
    ((2, 2), ("interleaved_parallel", "a")),
    ((2,), ("a",), (0, 1)),
    ((2,), ("a",), [0, "1"]),
    ((2,), ("a",), [[0, 1]]),
    ((2,), ("a",), [0, 1, 2]),
    ((2,), ("a",), []),
]
CALLED: list[tuple[Any, ...]] = [
    ("dp", "mp"),
    (("dp", "sp"), "None"),
    (("sp", "dp"), "None", "mp"),
    (("dp", "None"), "sp"),
    ("None",),
    ((),),
    (),
    ("dp", "nope"),
    ("dp", "dp"),
    (("dp", "dp"),),
    ("sp", ("mp", "nope")),
    (3,),
    (None,),
    (["dp"],),
]


def outcome(function: Any, *args: Any) -> Any:
    try:
        return function(*args)
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("args", MADE, ids=str)
def test_what_is_made(args: tuple[Any, ...]) -> None:
    def described(library: Any) -> Any:
        return library.Layout(*args)(*args[1]).to_dict()

    assert outcome(described, msshim) == outcome(described, mindspore)


@pytest.mark.parametrize("names", CALLED, ids=str)
def test_what_a_call_says_and_leaves(names: tuple[Any, ...]) -> None:
    def described(library: Any) -> Any:
        layout = library.Layout((4, 2, 1), ("dp", "sp", "mp"))
        called = outcome(layout, *names)
        said = called if isinstance(called, type) else called.to_dict()
        return said, layout.to_dict()

    assert described(msshim) == described(mindspore)


def test_before_a_call_there_is_nothing_to_say() -> None:
    for library in (msshim, mindspore):
        with raises(ValueError, match="layout|Layout"):
            library.Layout((2,), ("a",)).to_dict()


def test_it_is_one_class_under_all_names() -> None:
    assert msshim.Layout is msshim.parallel.Layout
