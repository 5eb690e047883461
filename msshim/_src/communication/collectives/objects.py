"""Python's objects between processes, as pickles. Source: mindspore.mint.distributed of 2.10.

torch's own functions do it. Ranks are those in the world; lists are in the order of the group.
"""

from __future__ import annotations

from typing import Any

from torch import distributed

from msshim._src.communication.collectives import asked
from msshim._src.communication.collectives.messages import other
from msshim._src.communication.collectives.wire import in_torchs_order


def all_gather_object(object_list: list[Any], obj: Any, group: str | None = None) -> None:
    """`object_list` becomes the `obj` of all.

    Raises:
        TypeError: It is no list with a place for each.
    """
    among = asked.among("all_gather_object", group)
    _listed("all_gather_object", "object_list", object_list, among.size)
    found: list[Any] = [None] * among.size
    distributed.all_gather_object(found, obj, among.process_group)
    object_list[:] = [found[place] for place in among.order]


def gather_object(
    obj: Any, object_gather_list: list[Any] | None = None, dst: int = 0, group: str | None = None
) -> None:
    """`object_gather_list` of the rank `dst` becomes the `obj` of all; those of others stay.

    Raises:
        TypeError: On the rank `dst`, it is no list with a place for each.
    """
    among = asked.among("gather_object", group)
    here = among.rank == asked.place("gather_object", "dst", dst, among)
    found: list[Any] | None = [None] * among.size if here else None
    if here:
        _listed("gather_object", "object_gather_list", object_gather_list, among.size)
    distributed.gather_object(obj, found, dst, among.process_group)
    if found is not None and object_gather_list is not None:
        object_gather_list[:] = [found[place] for place in among.order]


def scatter_object_list(
    scatter_object_output_list: list[Any],
    scatter_object_input_list: list[Any] | None,
    src: int = 0,
    group: str | None = None,
) -> None:
    """The first of `scatter_object_output_list` becomes this process's object of the rank `src`.

    Raises:
        TypeError: The first list is empty, or on the rank `src` the other has not an object for each.
    """
    who = "scatter_object_list"
    _listed(who, "scatter_object_output_list", scatter_object_output_list)
    among = asked.among(who, group)
    given = None
    if among.rank == asked.place(who, "src", src, among):
        _listed(who, "scatter_object_input_list", scatter_object_input_list, among.size)
        given = in_torchs_order(scatter_object_input_list or [], among)
    distributed.scatter_object_list(scatter_object_output_list, given, src, among.process_group)


def broadcast_object_list(
    object_list: list[Any], src: int = 0, group: str | None = None, device: object = None
) -> None:
    """`object_list` becomes that of the rank `src`.

    Raises:
        TypeError: It is no list, or empty.
    """
    _listed("broadcast_object_list", "object_list", object_list)
    among = asked.among("broadcast_object_list", group)
    asked.place("broadcast_object_list", "src", src, among)
    distributed.broadcast_object_list(object_list, src, among.process_group)


def send_object_list(object_list: list[Any], dst: int, group: str | None = None, device: object = None) -> None:
    """The objects go to the rank `dst`.

    Raises:
        TypeError: `object_list` is no list.
        ValueError: `dst` is this process.
    """
    _listed("send_object_list", "object_list", object_list)
    among = asked.among("send_object_list", group)
    other("send_object_list", "dst", dst, among)
    distributed.send_object_list(object_list, dst, among.process_group)


def recv_object_list(object_list: list[Any], src: int = 0, group: str | None = None, device: object = None) -> int:
    """`object_list` becomes what the rank `src` sends, as many objects as it has. Returns 0, as in MindSpore.

    Raises:
        TypeError: It is no list.
    """
    _listed("recv_object_list", "object_list", object_list)
    among = asked.among("recv_object_list", group)
    asked.place("recv_object_list", "src", src, among)
    distributed.recv_object_list(object_list, src, among.process_group)
    return 0


def _listed(who: str, name: str, value: Any, size: int | None = None) -> None:
    if not isinstance(value, list) or not value or size not in (None, len(value)):
        wanted = "a list that is not empty" if size is None else f"a list of {size}"
        raise TypeError(f"For '{who}', the '{name}' must be {wanted}, but got {value!r}.")
