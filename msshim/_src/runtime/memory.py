"""Memory and streams of the accelerator, as torch has them; on the CPU all is 0, as in MindSpore.

Source: mindspore.runtime of 2.10.
"""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.runtime import device


def _used(name: str) -> int:
    return int(getattr(torch.cuda, name)()) if device.best() == "cuda" else 0


def memory_allocated() -> int:
    """Bytes that tensors take now."""
    return _used("memory_allocated")


def max_memory_allocated() -> int:
    """The most bytes that tensors took."""
    return _used("max_memory_allocated")


def memory_reserved() -> int:
    """Bytes that the allocator holds now."""
    return _used("memory_reserved")


def max_memory_reserved() -> int:
    """The most bytes that the allocator held."""
    return _used("max_memory_reserved")


def memory_stats() -> dict[str, Any]:
    """The allocator's counts: MindSpore's totals, and on an accelerator torch's own beside."""
    own = dict(torch.cuda.memory_stats()) if device.best() == "cuda" else {}
    reserved, allocated = memory_reserved(), memory_allocated()
    return {
        "total_reserved_memory": reserved,
        "total_allocated_memory": allocated,
        "total_idle_memory": reserved - allocated,
        "total_eager_free_memory": 0,
        "max_reserved_memory": max_memory_reserved(),
        "max_allocated_memory": max_memory_allocated(),
        **own,
    }


def memory_summary() -> str:
    """The allocator's counts as a table."""
    if device.best() == "cuda":
        return str(torch.cuda.memory_summary())
    return "\n".join(f"{name}: {value}" for name, value in memory_stats().items())


def empty_cache() -> None:
    """Give memory that is not in use back to the device."""
    if device.best() == "cuda":
        torch.cuda.empty_cache()


def reset_peak_memory_stats() -> None:
    """Start to look for the most bytes anew."""
    if device.best() == "cuda":
        torch.cuda.reset_peak_memory_stats()


def reset_max_memory_allocated() -> None:
    """As `reset_peak_memory_stats`."""
    reset_peak_memory_stats()


def reset_max_memory_reserved() -> None:
    """As `reset_peak_memory_stats`."""
    reset_peak_memory_stats()


def ms_memory_recycle() -> None:
    """Give memory of what is no more in use back to the device."""
    import gc

    gc.collect()
    empty_cache()


class Stream:
    """A queue of work of the accelerator (torch.cuda.Stream); on the CPU there is one, and work is done at once."""

    def __init__(self, priority: int = 0, **kwargs: Any) -> None:
        if not isinstance(priority, int):
            raise TypeError(f"For 'Stream', the 'priority' must be an int, but got {priority!r}.")
        self._stream = kwargs.get("stream")
        if self._stream is None and device.best() == "cuda":
            self._stream = torch.cuda.Stream(priority=priority)  # type: ignore[no-untyped-call]

    def __repr__(self) -> str:
        if self._stream is None:
            return "Stream(device_name=CPU, device_id:0, stream id:0)"
        return f"Stream(device_name=GPU, device_id:{self._stream.device_index}, stream id:{self._stream.stream_id})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stream) and self._stream == other._stream

    def __hash__(self) -> int:
        return hash(self._stream)

    def synchronize(self) -> None:
        """Wait for all of its work."""
        if self._stream is not None:
            self._stream.synchronize()

    def query(self) -> bool:
        """Whether all of its work is done."""
        return self._stream is None or bool(self._stream.query())

    def wait_stream(self, stream: Stream) -> None:
        """Let later work wait for what another stream has now."""
        if self._stream is not None:
            self._stream.wait_stream(stream._stream)


class StreamCtx:
    """In a ``with`` block work goes to a stream. Raises TypeError for anything but a Stream or None."""

    def __init__(self, ctx_stream: Stream | None) -> None:
        if ctx_stream is not None and not isinstance(ctx_stream, Stream):
            raise TypeError(f"For 'StreamCtx', 'ctx_stream' must be a Stream or None, but got {ctx_stream!r}.")
        self._context: Any = torch.cuda.stream(ctx_stream._stream) if ctx_stream and ctx_stream._stream else None

    def __enter__(self) -> None:
        if self._context is not None:
            self._context.__enter__()

    def __exit__(self, *error: Any) -> None:
        if self._context is not None:
            self._context.__exit__(*error)


def current_stream() -> Stream | None:
    """The stream that work goes to; None on the CPU."""
    return Stream(stream=torch.cuda.current_stream()) if device.best() == "cuda" else None


def default_stream() -> Stream | None:
    """The stream of work that names none; None on the CPU."""
    return Stream(stream=torch.cuda.default_stream()) if device.best() == "cuda" else None


def set_cur_stream(stream: Stream | None) -> None:
    """Let work go to a stream. Raises TypeError for anything but a Stream or None."""
    if stream is not None and not isinstance(stream, Stream):
        raise TypeError(f"For 'set_cur_stream', 'stream' must be a Stream or None, but got {stream!r}.")
    if stream is not None and stream._stream is not None:
        torch.cuda.set_stream(stream._stream)
