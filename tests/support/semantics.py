"""Texts that mean the same with the real MindSpore and with msshim: what test_semantics*.py are made of.

A text is an expression, or lines whose last one is; its words are those of calls.py and `ops`, `mint`, `mnp`
(mindspore.numpy), `nn`, `ms`, `np`, `Tensor`. Both sides must give the same values, dtypes and shapes, or raise
exceptions of the same class.
"""

from __future__ import annotations

import copy
import math
import operator
import pickle
import re
from collections.abc import Iterable
from typing import Any

import mindspore
import mindspore.mint
import mindspore.numpy
import numpy as np
import torch
from calls import EXACT, Words, cotangents, differentiable, drain, leaves, settled
from gradients import Refused, weighted
from left_out import leave_out
from oracle import close
from values import plain

import msshim
import msshim.mint
import msshim.numpy
from msshim._src.runtime import mode
from msshim._src.tensor.interop import to_handles

NUMBERS = ("float32", "float64", "float16", "int32", "int64", "int8", "int16", "uint8")
ALL = (*NUMBERS, "bool", "bfloat16", "complex64")
_NO_KERNEL = re.compile(
    r"unregistered|not supported on this device|only supports Ascend|Kernel select failed|Select CPU operator|"
    r"promote output type"
)
_SWEPT = re.compile(r"\bx\(|\bdt\b")


def scope(words: Words) -> dict[str, Any]:
    """The names that a text may use."""
    ms = words.ms
    made = {name: getattr(words, name) for name in ("x", "f", "i", "l", "b", "t", "p", "nan", "inf", "dt")}
    libraries = {"ms": ms, "ops": ms.ops, "mint": ms.mint, "mnp": ms.numpy, "nn": ms.nn, "Tensor": ms.Tensor}
    modules = {"np": np, "copy": copy, "pickle": pickle, "operator": operator, "math": math}
    return {**made, **libraries, **modules}


def value(text: str, words: Words) -> Any:
    """The value of the text's last line."""
    *lines, last = text.split("\n")
    names = scope(words)
    exec("\n".join(lines), names)
    return eval(last, names)


def outcome(text: str, library: Any, dtype: str) -> Any:
    """The value, or the exception that the text raises."""
    try:
        return settled(value(text, Words(library, dtype)))
    except (NameError, SyntaxError):
        raise  # a fault of the text
    except Exception as error:
        if library is mindspore:
            drain()
        return error


def same(ours: Any, theirs: Any, tolerance: float) -> None:
    """Equal in type and value: tensors and arrays to the tolerance, nan like nan."""
    ours, theirs = plain(ours), plain(theirs)
    assert type(ours) is type(theirs), f"{type(ours)} for {type(theirs)}"
    if isinstance(theirs, np.ndarray) and theirs.dtype.kind in "biufc":
        assert ours.dtype == theirs.dtype
        for part in (np.real, np.imag) if np.iscomplexobj(theirs) else (np.asarray,):
            close(part(ours), part(theirs), tolerance if theirs.dtype.kind in "fc" else 0, floor=1)
    elif isinstance(theirs, (list, tuple)):
        assert len(ours) == len(theirs), f"{len(ours)} for {len(theirs)} values"
        for mine, real in zip(ours, theirs, strict=True):
            same(mine, real, tolerance)
    elif isinstance(theirs, float):
        np.testing.assert_allclose(ours, theirs, rtol=tolerance)
    else:
        assert np.all(ours == theirs), f"{ours} for {theirs}"


def difference(ours: Any, theirs: Any, tolerance: float) -> str:
    """What differs, in words."""
    try:
        same(ours, theirs, tolerance)
    except AssertionError as error:
        return str(error) or "not the same"
    return ""


def brief(made: Any) -> str:
    text = f"{type(made).__name__}: {made}" if isinstance(made, Exception) else repr(made)
    return " ".join(text.split())[:250]


def differences(
    texts: Iterable[str],
    dtypes: Iterable[str] = ("float32",),
    tolerance: float = 1e-5,
    gradients: bool = False,
    strict: bool = False,
    left_out: Iterable[str] = (),
    refused: Iterable[str] = (),
) -> list[str]:
    """What differs, a line each. Where MindSpore raises, msshim may have an answer, unless it is `strict`.

    `left_out` are patterns of texts that MindSpore's CPU answers with undefined values, `refused` of those of which it
    raises when it is asked for the gradient.
    """
    found = []
    undefined, without = (re.compile("|".join(patterns) or "$^") for patterns in (left_out, refused))
    for text in texts:
        if undefined.search(text):
            leave_out("semantics: MindSpore's CPU gives undefined values", text)
            continue
        for k, dtype in enumerate(dtypes if _SWEPT.search(text) else ("float32",)):
            theirs = outcome(text, mindspore, dtype)
            ours = outcome(text, msshim, dtype)
            if isinstance(theirs, Exception):
                unanswered = k or _NO_KERNEL.search(str(theirs))
                if unanswered or not (strict or isinstance(ours, Exception)):
                    leave_out("semantics: MindSpore's CPU refuses the call, or the dtype", f"{text} as {dtype}")
                    continue
            reason = difference(ours, theirs, max(EXACT.get(dtype, 0), tolerance))
            for _ in range(2):  # MindSpore's kernels now and then read an operand before it has been cast
                if reason:
                    theirs = outcome(text, mindspore, dtype)
                    reason = difference(ours, theirs, max(EXACT.get(dtype, 0), tolerance))
            if not reason and gradients and dtype == "float32" and not isinstance(theirs, Exception):
                try:
                    compared = same_gradients(text, theirs, tolerance * 2)
                    reason = "MindSpore gives the gradient" if compared and without.search(text) else ""
                except AssertionError as error:
                    reason = str(error)
                except Refused as error:
                    reason = "" if without.search(text) else f"MindSpore has no gradient: {error}"
            if reason:
                reason = " ".join(reason.split())[:120]
                found.append(f"{text!r} as {dtype}: {reason}\n    ours   {brief(ours)}\n    theirs {brief(theirs)}")
    return found


def same_gradients(text: str, result: Any, tolerance: float) -> bool:
    """The gradients by the float32 Tensors that `x` and `f` made, in the direction of random cotangents.

    False where there is nothing to differentiate. Raises Refused where MindSpore has none.
    """
    made: dict[int, Any] = {}
    value(text, Words(mindspore, "float32", lambda k, tensor: made.setdefault(k, tensor)))
    positions = [k for k, tensor in made.items() if differentiable(tensor)]
    weights = cotangents(result)
    if not positions or all(weight is None for weight in weights):
        return False

    def total(*values: Any) -> Any:
        given = dict(zip(positions, values, strict=True))
        out = value(text, Words(mindspore, "float32", lambda k, tensor: given.get(k, tensor)))
        return weighted(out, [None if w is None else mindspore.Tensor(w) for w in weights])

    try:
        theirs = mindspore.grad(total, tuple(range(len(positions))))(*[made[k].copy() for k in positions])
        settled(theirs)
    except Exception as error:  # of any class: that of the kernel which is not there
        drain()
        raise Refused(str(error)) from error
    sources: dict[int, torch.Tensor] = {}

    def leaf(index: int, tensor: Any) -> Any:
        if not differentiable(tensor):
            return tensor
        sources[index] = tensor._t.requires_grad_()
        return to_handles(sources[index].clone())

    with mode.recording():
        out = leaves(value(text, Words(msshim, "float32", leaf)))
    summed = [(o._t * torch.from_numpy(w)).sum() for o, w in zip(out, weights, strict=True) if w is not None]
    ours = torch.autograd.grad(sum(summed), list(sources.values()), allow_unused=True)
    for mine, real in zip(ours, theirs if isinstance(theirs, tuple) else (theirs,), strict=True):
        got = np.zeros(real.shape, np.float32) if mine is None else mine.numpy()
        close(got, real.asnumpy(), tolerance, "gradient", floor=1)
    return True
