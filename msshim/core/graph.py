"""What MindSpore's graph compiler needs and eager torch does not: decorators that give back what they get.

Source: mindspore of 2.10.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msshim.core.recomputation import rerun


def jit(
    function: Any = None,
    *,
    capture_mode: str = "ast",
    jit_level: str = "O0",
    dynamic: int = 0,
    fullgraph: bool = False,
    backend: str = "",
    **options: Any,
) -> Any:
    """The function itself: msshim runs eagerly, with the same results; `torch.compile` takes it, too."""
    if function is None:
        return lambda given: given
    return function


def jit_class(cls: type) -> type:
    """The class itself. Raises TypeError for anything but a class."""
    if not isinstance(cls, type):
        raise TypeError(f"For 'jit_class', the argument must be a class, but got {cls!r}.")
    return cls


def lazy_inline(fn: Any = None, attrs: Any = None, policy: Any = None) -> Any:
    """The function itself."""
    return (lambda given: given) if fn is None else fn


def no_inline(fn: Any = None) -> Any:
    """The function itself. Raises ValueError for anything but a function."""
    if fn is None or not callable(fn):
        raise ValueError(f"For 'no_inline', the argument must be a function, but got {fn!r}.")
    return fn


def mutable(input_data: Any, dynamic_len: bool = False) -> Any:
    """The value itself; in MindSpore's graphs it may then change without a new compilation."""
    return input_data


def recompute(
    block: Callable[..., Any],
    *args: Any,
    use_reentrant: bool = True,
    output_recompute: bool = False,
    early_stop: bool = True,
    context_fn: Any = None,
    **kwargs: Any,
) -> Any:
    """What the cell gives; for the gradient it runs once more, so that nothing in it is kept (torch's checkpoint)."""
    return rerun(block, args, kwargs, early_stop, context_fn)


class JitConfig:
    """Options of MindSpore's compiler, kept as `jit_config_dict`; they have no effect here."""

    def __init__(
        self,
        jit_level: str = "",
        exc_mode: str = "auto",
        jit_syntax_level: str = "",
        debug_level: str = "RELEASE",
        infer_boost: str = "off",
        **kwargs: Any,
    ) -> None:
        if jit_level not in ("", "O0", "O1", "O2"):
            raise ValueError(f"For 'JitConfig', the 'jit_level' must be 'O0', 'O1' or 'O2', but got {jit_level!r}.")
        if exc_mode not in ("auto", "sink", "no_sink"):
            raise ValueError(f"For 'JitConfig', 'exc_mode' must be 'auto', 'sink' or 'no_sink', but got {exc_mode!r}.")
        self.jit_config_dict = {
            "jit_level": jit_level,
            "exc_mode": exc_mode,
            "jit_syntax_level": jit_syntax_level,
            "debug_level": debug_level,
            "infer_boost": infer_boost,
            **kwargs,
        }
