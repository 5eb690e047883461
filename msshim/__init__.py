"""What `import mindspore as ms` offers, on torch.

`to_torch` and `from_torch` cross over without a copy; everything else is MindSpore's, made from the tables in
`mappings/mindspore` at first use.
"""

from __future__ import annotations

import importlib

from msshim.core import dtype as dtype
from msshim.core.interop import to_handles as from_torch
from msshim.core.interop import to_torch as to_torch
from msshim.factory import methods
from msshim.factory.module import lazy
from msshim.tables import load

__version__ = "0.1.0"

_MODULES = load.children("mindspore")
__getattr__, __dir__, __all__ = lazy("mindspore")
__all__ += ["dtype", "from_torch", "install_as_mindspore", "to_torch"]
methods.install()
del lazy, load, methods


def install_as_mindspore() -> None:
    """Answer to `import mindspore` in this process, with the modules that msshim has.

    Raises:
        ImportError: The real mindspore is imported already.
    """
    import sys

    from msshim.factory import deep
    from msshim.tables import load

    if getattr(sys.modules.get("mindspore"), "__name__", __name__) != __name__:
        raise ImportError("msshim.install_as_mindspore(): the real mindspore is imported already; call this first.")
    for name in ["mindspore", "common.dtype", *load.namespaces()]:
        if name != "Tensor":
            path = "mindspore" if name == "mindspore" else f"mindspore.{name}"
            sys.modules[path] = importlib.import_module(path.replace("mindspore", __name__))
    for path in deep.table():
        sys.modules[f"mindspore.{path}"] = deep.module(path)
