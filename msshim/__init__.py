"""What `import mindspore as ms` offers, on torch.

`to_torch` and `from_torch` cross over without a copy; everything else is MindSpore's, made from the tables in
`mappings/mindspore` at first use.
"""

from __future__ import annotations

from msshim._src.hook import alone  # before all others

# isort: split
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msshim._src.communication import launch
from msshim._src.names import methods
from msshim._src.names.module import lazy
from msshim._src.runtime import device
from msshim._src.tables import load
from msshim._src.tensor import dtype as dtype
from msshim._src.tensor.interop import to_handles as from_torch
from msshim._src.tensor.interop import to_torch as to_torch

if TYPE_CHECKING:
    from msshim._src.hook.importing import Handle

__version__ = "0.1.0"

_MODULES = load.children("mindspore")
__getattr__, __dir__, __all__ = lazy("mindspore", ("log",))
__all__ += ["dtype", "from_torch", "install_as_mindspore", "to_torch"]
methods.install()
device.start()
launch.tell()
del alone, device, launch, lazy, load, methods


def install_as_mindspore(scope: Iterable[str] | None = None) -> Handle:
    """Answer to `import mindspore`, and to each module below it that programs import, in this process.

    Args:
        scope: The top packages whose imports are answered, since libraries probe ``try: import mindspore``; the
            program itself is ``__main__``. None answers all.

    Returns:
        A handle whose `uninstall()` undoes this; as a context manager it does so at the end.

    Raises:
        ImportError: The real mindspore is imported already.
        TypeError: `scope` is a str.
    """
    from msshim._src.hook import importing

    return importing.install(scope)


def load_ipython_extension(ipython: Any) -> None:
    """`%load_ext msshim` in a notebook: `import mindspore` is answered from then on."""
    install_as_mindspore()


def unload_ipython_extension(ipython: Any) -> None:
    """`%unload_ext msshim`: undo `%load_ext msshim`."""
    from msshim._src.hook import importing

    importing.uninstall_all()
