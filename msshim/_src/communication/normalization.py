"""Which processes a layer of nn.SyncBatchNorm normalises with. Source: mindspore.nn of 2.10."""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import Any

from torch import distributed

from msshim._src.communication import groups
from msshim._src.communication.group import get_group_size, get_rank
from msshim._src.kernels.normalization.cells import batch_norm_options


def together(
    cls_name: str, eps: float, momentum: float, use_batch_statistics: Any, process_groups: Any
) -> dict[str, Any]:
    """The options of the layer; `_group`: torch's group to normalise with, `_alone`: whether there is none.

    Raises:
        TypeError: `process_groups` is no list of lists of ints.
        ValueError: A rank is not there, or stands twice.
    """
    options = batch_norm_options(cls_name, eps, momentum, use_batch_statistics)
    if process_groups == 0 and not isinstance(process_groups, bool):
        return {**options, "_group": None, "_alone": True}
    rank, size = get_rank(), get_group_size()
    found: dict[str, Any] = {"rank_id": rank, "rank_size": size, "_group": None, "_alone": False}
    if process_groups is None:
        shared = {"is_global": True, "group_device_num": size} if size > 1 else {}
        return {**options, **found, **shared}
    _check(cls_name, process_groups, size)
    found["_alone"] = True
    for ranks in process_groups:
        if rank in ranks and len(ranks) > 1 and distributed.is_initialized():
            name = f"{len(ranks)}_{hashlib.sha256('_'.join(map(str, ranks)).encode()).hexdigest()}"
            groups.create(name, ranks)
            found |= {"_group": groups.find(name).process_group, "_alone": False, "group_name": name}
            found |= {"is_global": True, "group_device_num": len(ranks)}
    return {**options, **found}


def _check(cls_name: str, process_groups: Any, size: int) -> None:
    if not isinstance(process_groups, list) or not all(isinstance(ranks, list) for ranks in process_groups):
        raise TypeError(f"For '{cls_name}', the 'process_groups' must be a list of lists, but got {process_groups!r}.")
    ranks = list(chain(*process_groups))
    if not all(isinstance(rank, int) and not isinstance(rank, bool) for rank in ranks):
        raise TypeError(f"For '{cls_name}', the 'process_groups' must hold ints, but got {process_groups!r}.")
    if not all(0 <= rank < size for rank in ranks) or len(set(ranks)) < len(ranks):
        raise ValueError(
            f"For '{cls_name}', the 'process_groups' must hold ranks of 0 to {size - 1}, each once, "
            f"but got {process_groups!r}."
        )
