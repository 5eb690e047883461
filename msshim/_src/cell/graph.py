"""What MindSpore's graph compiler needs and eager torch does not: decorators that give back what they get, and `jit`.

Source: mindspore of 2.10.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any

import torch

from msshim._src.cell.dynamic import SAID, check_jit
from msshim._src.cell.recomputation import rerun
from msshim._src.cell.staged import run
from msshim._src.runtime.context import get_context
from msshim._src.tensor import validators


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
    """The function, run eagerly with the same results, or handed to `torch.compile`.

    As in MindSpore, ``x += 1`` (also -=, *=, /=, //=, %=) changes the Tensor or Parameter that the caller gave as an
    argument, alone or in a tuple or dict, and keeps its dtype and shape; not where the function is compiled, under a
    gradient, or is a Cell.

    It is compiled where the environment has ``MSSHIM_JIT=compile``, or after ``set_context(jit_config=...)`` (or
    `jit_level`) with a level that MindSpore fuses at, "O1" or "O2". The arguments here have no effect.

    Inputs are checked as `enable_dynamic` and `Cell.set_inputs` say. (An `input_signature` of MindSpore before 2.6 has
    no effect, as in 2.10.) A class, or what can not be called, comes back as it is.

    Raises:
        ValueError: `capture_mode` is none of "ast", "bytecode", "trace", `jit_level` none of "O0", "O1", `dynamic` none
            of 0, 1; or an option `infer_boost` or `exc_mode` is not one of MindSpore's.
        TypeError: `fullgraph` is no bool.
    """
    _check_jit(capture_mode, jit_level, dynamic, fullgraph, options)
    if function is None:
        return jit
    if isinstance(function, torch.nn.Module):
        if _compiles():
            function.compile()
        function.__dict__["_jitted"] = True
        return function
    if not callable(function) or isinstance(function, type):
        return function
    compiled: Any = None
    said = getattr(function, "__dict__", {})
    of_cell = getattr(function, "__name__", "") == "construct"

    @functools.wraps(function)
    def staged(*args: Any, **kwargs: Any) -> Any:
        nonlocal compiled
        if torch.compiler.is_compiling():
            return function(*args, **kwargs)
        if of_cell or SAID in said:
            check_jit(function, args, kwargs)
        if not _compiles():
            return run(function, args, kwargs)
        if compiled is None:
            compiled = _compiled(function)
        return compiled(*args, **kwargs)

    return staged


_ALWAYS = os.environ.get("MSSHIM_JIT") == "compile"
_FUSED = ("O1", "O2")


def _check_jit(capture_mode: str, jit_level: str, dynamic: int, fullgraph: bool, options: dict[str, Any]) -> None:
    validators.check_string(capture_mode, ["ast", "bytecode", "trace"], "capture_mode", "jit")
    validators.check_string(jit_level, ["O0", "O1"], "jit_level", "jit")
    validators.check_int_range(dynamic, 0, 1, validators.INC_BOTH, "dynamic", "jit")
    validators.check_bool(fullgraph, "fullgraph", "jit")
    for name, known in (("infer_boost", ["on", "off"]), ("exc_mode", ["auto", "sink", "no_sink"])):
        if name in options:
            validators.check_string(options[name], known, "value", name)


def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    from torch._dynamo import trace_rules

    # Gradients are taken and weights updated by torch's own kernels, between compiled parts.
    for package in ("msshim._src.autograd", "msshim._src.optim"):
        trace_rules.add(package)
    return torch.compile(function)


def _compiles() -> bool:
    config, level = get_context("jit_config"), get_context("jit_level")
    return _ALWAYS or level in _FUSED or (config or {}).get("jit_level") in _FUSED


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
        for name, value, choices in (
            ("jit_syntax_level", jit_syntax_level, ("", "STRICT", "LAX")),
            ("debug_level", debug_level, ("RELEASE", "DEBUG")),
            ("infer_boost", infer_boost, ("on", "off")),
        ):
            if not isinstance(value, str) or value not in choices:
                raise ValueError(f"For 'JitConfig', the '{name}' must be one of {list(choices)}, but got {value!r}.")
        self.jit_config_dict = {
            "jit_level": jit_level,
            "exc_mode": exc_mode,
            "jit_syntax_level": jit_syntax_level,
            "debug_level": debug_level,
            "infer_boost": infer_boost,
            **kwargs,
        }
