"""Which functions of mindspore.ops.communication write into what they are given: all, unless a program says otherwise.

Source: mindspore.ops.communication of 2.10.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
_NAMES = """
    all_reduce all_gather_into_tensor reduce_scatter_tensor all_to_all all_to_all_single send recv isend irecv
    barrier all_gather_into_tensor_uneven reduce_scatter_tensor_uneven gather scatter all_gather reduce_scatter
    broadcast reduce batch_isend_irecv all_gather_object broadcast_object_list gather_object scatter_object_list
    send_object_list recv_object_list gather_into_tensor scatter_tensor all_to_all_v_c
"""
_new = dict.fromkeys(_NAMES.split(), False)
"""By function, whether it answers with new tensors."""


def set_comm_ops_inplace(is_enable: bool, func_list: Sequence[str] | None = None) -> None:
    """Say whether functions write into what they are given, or answer with a new tensor and a handle.

    Args:
        is_enable: Whether they do; at first, all do.
        func_list: Their names; all where None.

    Raises:
        TypeError: `is_enable` is no bool, or `func_list` no list.
        ValueError: A name is not one of them.
    """
    if not isinstance(is_enable, bool):
        raise TypeError(f"For 'set_comm_ops_inplace', the 'is_enable' must be a bool, but got {is_enable!r}.")
    if func_list is not None and not isinstance(func_list, (list, tuple)):
        raise TypeError(f"For 'set_comm_ops_inplace', the 'func_list' must be a list, but got {func_list!r}.")
    for name in _new if func_list is None else func_list:
        if name not in _new:
            raise ValueError(f"For 'set_comm_ops_inplace', the 'func_list' must be of {', '.join(_new)}: {name!r}.")
        _new[name] = not is_enable


def in_place(name: str) -> bool:
    """Whether a function writes into what it is given."""
    return not _new[name]


def only_in_place(function: Function) -> Function:
    """A function that has no other form, and refuses where a program asks for one."""
    name = function.__name__

    @functools.wraps(function)
    def chosen(*args: Any, **kwargs: Any) -> Any:
        if not in_place(name):
            raise ValueError(f"For '{name}', there is only the form in place: set_comm_ops_inplace(True).")
        return function(*args, **kwargs)

    return chosen  # type: ignore[return-value]
