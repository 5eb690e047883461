"""`Plugin`: operations of shared libraries that are built against MindSpore's C++."""

from __future__ import annotations

from msshim._src.data.kinds import Implementation
from msshim._src.data.transforms import checks
from msshim._src.data.transforms.base import Step, TensorOperation, refused


class Plugin(TensorOperation):
    """An operation of a shared library.

    The library is built against MindSpore's C++, which is not here, so that only making one works.

    Args:
        lib_path: The library.
        func_name: The operation's name in it.
        user_args: What it gets.

    Raises:
        TypeError: An argument is no str.
    """

    implementation = Implementation.C

    def __init__(self, lib_path: str, func_name: str, user_args: str | None = None) -> None:
        checks.typed("lib_path", lib_path, str)
        checks.typed("func_name", func_name, str)
        if user_args is not None:
            checks.typed("user_args", user_args, str)
        super().__init__()
        self.lib_path, self.func_name, self.user_args = lib_path, func_name, user_args or ""

    def _native(self, seed: int, worker: int | None) -> Step:
        raise refused("Plugin", f"{self.lib_path} is built against MindSpore's C++, which msshim does not have.")
