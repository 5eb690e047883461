"""What `unified_safetensors` wrote, cut for the ranks of a network. Source: mindspore 2.10."""

from __future__ import annotations

import json
import os
from typing import Any

import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.checkpoint.sharded import pieces
from msshim._src.checkpoint.sharded.layout import devices_of, messages_of, of_rank, stage_devices, stages_of
from msshim._src.checkpoint.sharded.pieces import Made, Piece, Values
from msshim._src.checkpoint.sharded.values import cut_anew

_WHO = "load_distributed_checkpoint"
_REST = "hyper_param.safetensors"


class _Folder:
    """The files of a folder, and which of them has which parameter."""

    def __init__(self, folder: str, names: dict[str, str] | None) -> None:
        self._folder, self._names = folder, names or {}
        self._read: dict[str, pieces.Pieces] = {}
        files = sorted(name for name in os.listdir(folder) if name.endswith(".safetensors"))
        self.rest = self.of(_REST) if _REST in files else {}
        if len(files) == 1:
            back = {stored: name for name, stored in self._names.items()}
            self.where = {back.get(name, name): files[0] for name in self.of(files[0])}
            return
        path = os.path.join(folder, "param_name_map.json")
        if not os.path.isfile(path):
            raise ValueError(f"For '{_WHO}', the 'unified_safetensors_dir' {folder!r} must have a param_name_map.json.")
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        self.where = document.get("weight_map", document)

    def of(self, file: str) -> pieces.Pieces:
        """What a file has."""
        if file not in self._read:
            self._read[file] = pieces.read(_WHO, os.path.join(self._folder, file), "safetensors")[0]
        return self._read[file]

    def piece(self, name: str) -> Piece | None:
        """A parameter; None where it is in no file."""
        found = self.of(self.where[name]).get(self._names.get(name, name)) if name in self.where else None
        return found if isinstance(found, Piece) else None


def _values(folder: _Folder, messages: dict[str, Any] | None, rank: int) -> Values:
    """What a rank gets, in order."""
    _, target = of_rank(rank, None, messages)
    local = rank % stage_devices(target, rank)
    found: dict[str, dict[int, Piece | str]] = {}
    for name in target if target is not None else folder.where:
        piece = folder.piece(name)
        if piece is not None:
            found[name] = {0: piece}
    values, _ = cut_anew(local, found, None, target)
    rest = {name: pieces.copied(piece) for name, piece in folder.rest.items() if isinstance(piece, Piece)}
    return values | rest


def load_united(folder: str, strategy: Any, rank: int, names: dict[str, str] | None) -> dict[str, Parameter]:
    """The parameters of a rank, without names."""
    found = {}
    for name, value in _values(_Folder(folder, names), messages_of(strategy), rank).items():
        assert isinstance(value, Made)
        data = value.tensor()
        found[name] = Parameter._over(torch.nn.Parameter(data, requires_grad=data.is_floating_point()), "", True)
    return found


def write_united(
    folder: str, strategy: Any, target: str, rank: int | None, form: str, names: dict[str, str] | None, workers: int
) -> None:
    """Write what a rank gets, or all ranks, as ``rank_<r>/net.<format>``."""
    source, messages = _Folder(folder, names), messages_of(strategy)
    ranks = range(devices_of(messages) * stages_of(messages)) if rank is None else [rank]
    targets = {}
    for one in ranks:
        place = pieces.check_folder("dst_safetensors_dir", os.path.join(target, f"rank_{one}"))
        targets[os.path.join(place, f"net.{form}")] = _values(source, messages, one)
    pieces.write_all(_WHO, targets, workers=min(len(targets), workers))
