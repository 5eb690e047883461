"""`cell_attr_register`: a cell says with which arguments it was made. Source: mindspore._extends of 2.10."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any


def cell_attr_register(fn: Callable[..., Any] | None = None, attrs: str | list[str] | None = None) -> Any:
    """Decorates `__init__`: its arguments, or the attributes that `attrs` names, go as text into `cell_init_args`.

    Raises:
        ValueError: `attrs` is neither a str nor a list of them; when a cell is made.
    """
    if fn is None:
        return functools.partial(cell_attr_register, attrs=attrs)

    @functools.wraps(fn)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        given: Any = list(inspect.signature(fn).bind(self, *args, **kwargs).arguments.values())[1:]
        fn(self, *args, **kwargs)
        if isinstance(attrs, str):
            given = getattr(self, attrs, [])
        elif attrs is not None:
            if not isinstance(attrs, list) or not all(isinstance(name, str) for name in attrs):
                raise ValueError(
                    f"For 'cell_attr_register', 'attrs' must be a str or a list of str, but got {attrs!r}."
                )
            given = [getattr(self, name) for name in attrs if hasattr(self, name)]
        shown = f"dict_values({given})" if attrs is None else str(given)
        self.cell_init_args = f"{type(self).__name__}{shown}"

    return init
