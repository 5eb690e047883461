"""`to_json`, `serialize`, `deserialize`, `compare`, `show`. Source: mindspore.dataset.engine of 2.10."""

from __future__ import annotations

import json
import os
from typing import Any

from msshim import log
from msshim._src.data.failures import Refused, failed
from msshim._src.data.tree.nodes import described
from msshim._src.data.tree.reading import DeserializedDataset


def to_json(dataset: Any, filename: str = "") -> dict[str, Any]:
    """The pipeline as a dict; see `Dataset.to_json`."""
    if not isinstance(filename, str):
        raise TypeError(f"The 'filename' must be a str, but got {filename!r}.")
    found: dict[str, Any] = json.loads(json.dumps(described(dataset), sort_keys=True))
    if filename:
        try:
            opened = os.open(filename, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as error:
            raise failed(Refused(f"Invalid file, {filename} can not be written: {error.strerror}.")) from None
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            file.write(json.dumps(found, separators=(",", ":"), ensure_ascii=False) + "\n")
    return found


def serialize(dataset: Any, json_filepath: str = "") -> dict[str, Any]:
    """A pipeline as a dict, which `deserialize` takes.

    Args:
        dataset: The pipeline.
        json_filepath: A file that gets it, too.

    Raises:
        TypeError: `json_filepath` is no str.
        RuntimeError: The file can not be written, or a step has no form as JSON.
    """
    found: dict[str, Any] = dataset.to_json(json_filepath)
    return found


def deserialize(input_dict: dict[str, Any] | None = None, json_filepath: str | None = None) -> Any:
    """The pipeline that `serialize` described, here or in MindSpore; None where nothing is given.

    Args:
        input_dict: What `serialize` returned.
        json_filepath: The file that it wrote, which goes first.
    """
    given = json_filepath or input_dict
    return DeserializedDataset(given) if given else None


def compare(pipeline1: Any, pipeline2: Any) -> bool:
    """Whether two pipelines have the same steps with the same arguments.

    Args:
        pipeline1, pipeline2: The pipelines.
    """
    return bool(pipeline1.to_json() == pipeline2.to_json())


def show(dataset: Any, indentation: int = 2) -> None:
    """Write a pipeline, as JSON, to the log.

    Args:
        dataset: The pipeline.
        indentation: How many spaces a level has.
    """
    log.info("%s", json.dumps(dataset.to_json(), indent=indentation))
