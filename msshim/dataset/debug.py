"""`mindspore.dataset.debug`: hooks for `config.set_debug_mode`."""

from msshim._src.data.debug import DebugHook, PrintDataHook, PrintMetaDataHook

__all__ = ["DebugHook", "PrintDataHook", "PrintMetaDataHook"]
