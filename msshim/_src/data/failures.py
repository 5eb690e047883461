"""What fails while rows are made is a RuntimeError that says where. Source: mindspore.dataset of 2.10."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_HERE = str(Path(__file__).parent)
_OF_PROGRAM = "Exception thrown from user defined Python function in dataset. \n\n- Python Call Stack:\n"
_OF_PIPELINE = (
    "Exception thrown from dataset pipeline. Refer to 'Dataset Pipeline Error Message'. \n\n"
    "- Dataset Pipeline Error Message:\n"
)


class Refused(Exception):
    """What a step of a pipeline finds wrong with its rows; `of_program` where a function of the program gave them."""

    def __init__(self, message: str, of_program: bool = False) -> None:
        super().__init__((_OF_PROGRAM if of_program else _OF_PIPELINE) + message)

    @classmethod
    def told(cls, message: str) -> Refused:
        """What another process found, as it says it."""
        found = cls("")
        found.args = (message,)
        return found


def rows(made: Iterator[Any]) -> Iterator[Any]:
    """The rows; what stops them is a RuntimeError with the traceback of the program's own code in it."""
    try:
        yield from made
    except (Exception, SystemExit) as error:
        raise failed(error) from None


@contextmanager
def shown() -> Iterator[None]:
    """What is refused within is the RuntimeError that a program sees."""
    try:
        yield
    except Refused as error:
        raise failed(error) from None


def failed(error: BaseException) -> RuntimeError:
    """The RuntimeError that a program sees for what its code, or a step, raised."""
    return RuntimeError(str(error) if isinstance(error, Refused) else _OF_PROGRAM + traced(error))


def traced(error: BaseException) -> str:
    """The traceback, from where the program's own code begins."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(_HERE):
        trace = trace.tb_next
    return "".join(traceback.format_exception(type(error), error, trace))
