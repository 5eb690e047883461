"""What is said where processes do not come together: who asks, in which collective, and where the others are.

gloo ends a process whose peer sends another shape, computes nonsense for another dtype of the same size, and waits out
its time where a peer is in another collective; so on the CPU processes first compare what they ask for. A failure is
written into the store that all reach, where each finds what became of the others.
"""

from __future__ import annotations

import functools
import hashlib
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import torch
from torch import distributed

from msshim._src.communication.groups import WORLDS, Group
from msshim._src.rules.errors import Told

Given = ParamSpec("Given")
Found = TypeVar("Found", bound=Any)
ROLL_CALL = 3.0
"""Seconds in which the others may say that they have failed, too."""
store: Any = None
"""The store in which the processes met; None where the program itself has started torch.distributed."""
_calls: Counter[str] = Counter()
"""How many collectives there were in each group."""


def same(call: str, group: Group, t: torch.Tensor, *facts: object) -> None:
    """Raise RuntimeError on all processes of a group where they ask for different collectives, shapes or dtypes.

    It is one more small collective, and on the CPU only: accelerators have TORCH_DISTRIBUTED_DEBUG=DETAIL, torch's own.
    """
    if t.device.type != "cpu" or group.size == 1:
        return
    asked = f"{call} of {str(t.dtype).removeprefix('torch.')} {[*t.shape]}{''.join(f', {fact}' for fact in facts)}"
    mark = torch.tensor([int.from_bytes(hashlib.blake2b(asked.encode(), digest_size=7).digest(), "big")])
    marks = [torch.empty_like(mark) for _ in group.ranks]
    distributed.all_gather(marks, mark, group.process_group)
    if any(int(other) != int(mark) for other in marks):
        said: list[Any] = [None] * group.size
        distributed.all_gather_object(said, asked, group.process_group)
        each = "; ".join(f"rank {rank}: {one}" for rank, one in zip(sorted(group.ranks), said, strict=True))
        raise Told(f"The processes of {_name(group)} ask for different things in {_call(call, group)}: {each}.")


def _name(group: Group) -> str:
    return "all ranks" if group.name in WORLDS else f"the group {group.name!r}"


def _call(call: str, group: Group) -> str:
    return f"{call}, call {_calls[group.name]} of {_name(group)}"


def reported(collective: Callable[Given, Found]) -> Callable[Given, Found]:
    """A collective, whose failure is told in full: at the call, or where its `Pending` is waited for."""

    @functools.wraps(collective)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Found:
        group = next(one for one in (*args, *kwargs.values()) if isinstance(one, Group))
        _calls[group.name] += 1
        tell = functools.partial(unmet, _call(collective.__name__, group), group)
        try:
            pending = collective(*args, **kwargs)
        except RuntimeError as error:
            raise tell(error) from error
        pending.tell = tell
        return pending

    return run


def unmet(call: str, group: Group, error: RuntimeError) -> Told:
    """What became of a collective, told in full."""
    if isinstance(error, Told):
        return error
    here = distributed.get_rank()
    others = _roll_call(here, call, [rank for rank in group.ranks if rank != here])
    silent = [str(rank) for rank, said in others.items() if said is None]
    told = [f"rank {rank} failed in {said}" for rank, said in others.items() if said is not None]
    if silent:
        told.append(f"no word from rank {', '.join(silent)}: ended, hanging, or busy elsewhere")
    said = next(iter(str(error).splitlines()), type(error).__name__)
    return Told(f"Rank {here} did not get through {call}. {'; '.join(told).capitalize()}. torch says: {said}")


def _roll_call(here: int, call: str, others: list[int]) -> dict[int, str | None]:
    """What each of the others says that it failed in, None where it says nothing."""
    found: dict[int, str | None] = dict.fromkeys(others)
    until = time.monotonic() + ROLL_CALL
    try:
        store.set(f"fault/{here}", call)
        while None in found.values() and time.monotonic() < until:
            for rank in (rank for rank, said in found.items() if said is None):
                if store.check([f"fault/{rank}"]):
                    found[rank] = store.get(f"fault/{rank}").decode()
            time.sleep(0.05)
    except (RuntimeError, AttributeError):  # its keeper is gone, or there is none
        pass
    return found
