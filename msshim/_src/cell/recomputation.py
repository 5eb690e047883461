"""`recompute`: values that are computed again for the gradient instead of kept. Source: mindspore.recompute of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from torch.utils.checkpoint import checkpoint, noop_context_fn, set_checkpoint_early_stop

from msshim._src.runtime import mode
from msshim._src.runtime.streams import Journal
from msshim._src.tensor.interop import holds_torch

Contexts = Callable[[], tuple[AbstractContextManager[Any], AbstractContextManager[Any]]]


def rerun(
    function: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    early_stop: bool = True,
    context_fn: Contexts | None = None,
) -> Any:
    """What ``function(*args, **kwargs)`` gives; where gradients are recorded, they come from a second run of it."""
    recording = mode._recording.on
    if not torch.is_grad_enabled() or not (mode.records() or holds_torch(args) or holds_torch(kwargs)):
        return function(*args, **kwargs)

    journal = Journal()

    def recorded(*args: Any, **kwargs: Any) -> Any:
        # The second run may happen in a thread of torch's, where recording of handles is off.
        with journal.run(), mode.recording() if recording else nullcontext():
            return function(*args, **kwargs)

    with set_checkpoint_early_stop(early_stop):
        return checkpoint(recorded, *args, use_reentrant=False, context_fn=context_fn or noop_context_fn, **kwargs)
