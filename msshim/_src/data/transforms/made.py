"""The two forms of a transform that a row makes: which function computes it, and which one draws for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from msshim._src.data.audio.exact import as_floats
from msshim._src.data.engine import Engine
from msshim._src.data.failures import Refused
from msshim._src.data.transforms.base import Step, given, refused

Function = Callable[..., Any]


@dataclass(frozen=True)
class Part:
    """A function, and the names of what it takes beside the inputs: attributes of the transform, and what is drawn."""

    function: Function
    names: tuple[str, ...]

    def arguments(self, transform: Any) -> dict[str, Any]:
        """What it gets of a transform."""
        attributes = vars(transform)
        return {name: attributes[name] for name in self.names if name in attributes}


@dataclass(frozen=True)
class Form:
    """One form of a transform.

    call: what computes it, of the inputs, the attributes and what was drawn.
    draw: what draws for it: of the engine (of the native form), the first input and the attributes, the further
    arguments of `call`; None where the input stays as it is. look: what is wrong with an input.
    inputs: how many go to one call; 0 where any number goes: one a call, with the same draw, or `together` to one.
    bools: whether an array of bools stays one. stacks: whether more than three axes are images one upon the other.
    """

    name: str
    call: Part
    draw: Part | None = None
    look: Callable[[Any], str] | None = None
    inputs: int = 1
    bools: bool = False
    stacks: bool = False
    together: bool = False

    def computed(self, arrays: list[Any], arguments: dict[str, Any]) -> Any:
        """What comes out of checked arrays."""
        if self.inputs > 1 or self.together:
            return self.call.function(*arrays, **arguments)
        if len(arrays) == 1:
            return self._one(arrays[0], arguments)
        made = [self._one(array, arguments) for array in arrays]
        return tuple(made)

    def _one(self, array: Any, arguments: dict[str, Any]) -> Any:
        if self.stacks and array.ndim > 3:
            made = np.stack([self._one(one, arguments) for one in array.reshape(-1, *array.shape[-3:])])
            return made.reshape(*array.shape[:-3], *made.shape[1:])
        if array.dtype == np.bool_ and self.look:  # of an image
            made = self.call.function(array.view(np.uint8), **arguments)
            return made.view(np.bool_) if self.bools else made
        return self.call.function(array, **arguments)


@dataclass(frozen=True)
class SoundForm(Form):
    """A form of a transform of sound. as_is: whether it sees to dtypes itself; else all but doubles become floats."""

    as_is: bool = False

    def computed(self, arrays: list[Any], arguments: dict[str, Any]) -> Any:
        """What comes out of checked arrays."""
        with np.errstate(all="ignore"):
            return self.call.function(*(one if self.as_is else as_floats(one) for one in arrays), **arguments)


class _Made:
    """What a row makes."""

    def _set_up(self, values: dict[str, Any], made: dict[str, Any] | None) -> None:
        """Keep checked arguments, and what the row's `setup` made of them."""
        vars(self).update(values | (made or {}))


class NativeForm(_Made):
    """The native form of a transform that a row makes."""

    _form: Form

    def _native(self, seed: int, worker: int | None) -> Step:
        form = self._form
        engine = Engine(seed + (worker or 0)) if form.draw else None
        arguments = form.call.arguments(self)
        to_draw = form.draw.arguments(self) if form.draw else {}

        def run(*inputs: Any) -> Any:
            arrays = [given(one) for one in inputs]
            if form.inputs and len(arrays) != form.inputs:
                raise refused(form.name, f"it takes {form.inputs} inputs, but got {len(arrays)}.")
            if form.look and form.inputs < 2:
                for array in arrays:
                    why = form.look(array)
                    if why:
                        raise refused(form.name, why)
            try:
                if form.draw is None:
                    return form.computed(arrays, arguments)
                drawn = form.draw.function(engine, arrays[0], **to_draw)
                if drawn is None:
                    return inputs[0] if len(inputs) == 1 else inputs
                return form.computed(arrays, {**arguments, **drawn} if drawn else arguments)
            except (ImportError, Refused):
                raise
            except Exception as error:
                raise refused(form.name, str(error)) from error

        return run


class PythonForm(_Made):
    """The form in Python of a transform that a row makes."""

    _python: Form

    def _execute_py(self, *inputs: Any) -> Any:
        form = self._python
        drawn: Any = {}
        if form.draw is not None:
            drawn = form.draw.function(*inputs, **form.draw.arguments(self))
            if drawn is None:
                return inputs[0]
        return form.call.function(*inputs, **{**form.call.arguments(self), **drawn})
