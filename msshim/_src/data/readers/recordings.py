"""Recordings: WAV files of 16 bits, NIST's SPHERE files, and what is said in them."""

from __future__ import annotations

import os
import re
from typing import Any

import numpy as np

from msshim._src.data.failures import Refused
from msshim._src.data.readers import genres
from msshim._src.data.readers.base import Samples
from msshim._src.data.readers.files import content, extension, folders, lines, names
from msshim._src.data.readers.numbers import real_number, whole_number
from msshim._src.data.readers.samples import scalar, text

_LIBRI = ("dev-clean", "dev-other", "test-clean", "test-other", "train-clean-100", "train-clean-360", "train-other-500")
_UTTERANCE = re.compile(r"(.+)_nohash_(\d+)\.wav")


def wave(path: str, rate: int = 0) -> tuple[Any, int]:
    """The numbers of a WAV file (1, how many) in [-1, 1], and its rate, which must be `rate` if that is not 0.

    As MindSpore does, it takes the 44 bytes of the simplest head for granted, and samples for 16 bits.
    """
    raw = content(path)
    head = raw[:44].ljust(44, b"\0")
    found, bits = int.from_bytes(head[24:28], "little", signed=True), int.from_bytes(head[34:36], "little")
    size = int.from_bytes(head[40:44], "little", signed=True)
    if not bits // 8 or size < 0:
        raise Refused(f"Invalid file, {path} is no WAV file: it has {bits} bits a sample and {size} bytes of them.")
    if rate and found != rate:
        raise Refused(f"Invalid file, the rate of {path} must be {rate}, but is {found}.")
    count = size // (bits // 8)
    data = np.frombuffer(raw[44 : 44 + 2 * count].ljust(2 * count, b"\0"), "<i2")
    return (data.astype(np.float32) / np.float32(32767))[None], found


def cmu_arctic(dataset_dir: str, name: str = "aew") -> Samples:
    """CMUArcticDataset: a line such as ``( arctic_a0001 "Words." )`` for each recording."""
    root = os.path.join(dataset_dir, f"cmu_us_{name}_arctic")
    path = os.path.join(root, "etc", "txt.done.data")
    items = []
    for line in lines(path):
        head, *words = line.split('"')
        if len(words) < 2:
            raise Refused(f"Invalid file, a line of {path} must have words in quotes, but is {line!r}.")
        items.append((head[2:-1], words[0]))

    def load(item: tuple[str, str]) -> tuple[Any, ...]:
        label, words = item
        _, mark, number = label.rpartition("_")
        if not mark or not number:
            raise Refused(f"Invalid file, {path} names {label!r}, which has no number behind a '_'.")
        numbers, _ = wave(os.path.join(root, "wav", label + ".wav"), 16000)
        return numbers, scalar(16000, np.uint32), text(words), text(number)

    return Samples(items, load)


def gtzan(dataset_dir: str, usage: str = "all") -> Samples:
    """GTZANDataset: pieces of music, whose folder is their kind; 930 of 1,000 are in one of three parts."""
    items: list[tuple[str, str]] = []
    for kind in genres.PARTS["train"]:
        folder = os.path.join(dataset_dir, kind)
        if usage == "all":
            found = os.listdir(folder) if os.path.isdir(folder) else []
            found = [name for name in found if extension(name) == ".wav" and "." in os.path.join(folder, name)[:-4]]
        else:
            found = [f"{kind}.{i:05d}.wav" for i in genres.numbers(usage, kind)]
        items += [(os.path.join(folder, name), kind) for name in found]

    def load(item: tuple[str, str]) -> tuple[Any, ...]:
        numbers, _ = wave(item[0], 22050)
        return numbers, scalar(22050, np.uint32), text(item[1])

    return Samples([item for item in items if usage == "all" or os.path.exists(item[0])], load)


def libri_tts(dataset_dir: str, usage: str = "all") -> Samples:
    """LibriTTSDataset: a table ``.trans.tsv`` for each chapter of a speaker."""
    items = []
    for part in _LIBRI if usage == "all" else (usage,):
        for path in _tables(os.path.join(dataset_dir, part)):
            items += [(part, *row) for row in _rows(path)]

    def load(item: Any) -> tuple[Any, ...]:
        part, name, original, normalized, speaker, chapter = item
        path = os.path.join(dataset_dir, part, str(speaker), str(chapter), name + ".wav")
        numbers, _ = wave(path, 24000)
        ids = scalar(speaker, np.uint32), scalar(chapter, np.uint32)
        return numbers, scalar(24000, np.uint32), text(original), text(normalized), *ids, text(name)

    return Samples(items, load)


def _tables(folder: str) -> list[str]:
    """The tables in a folder and in those below, one a folder, in the system's order."""
    found: list[str] = []
    if not os.path.isdir(folder):
        return found
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            found += _tables(path)
        elif name.endswith(".trans.tsv") and len(name) > len(".trans.tsv"):
            return [*found, path]
    return found


def _rows(path: str) -> list[tuple[str, str, str, int, int]]:
    found = []
    for line in lines(path):
        name, _tab, rest = line.partition("\t")
        original, _tab, normalized = rest.partition("\t")
        words = name.split("_")
        if len(words) != 4:
            raise Refused(f"Invalid file, {path} names {name!r}, which must have three '_'.")
        found.append((name, original, normalized, whole_number(words[0]), whole_number(words[1])))
    return found


def lj_speech(dataset_dir: str) -> Samples:
    """LJSpeechDataset: lines of a name, the words, and the words written out."""
    path = os.path.join(dataset_dir, "metadata.csv")

    def load(line: str) -> tuple[Any, ...]:
        if line.count("|") < 2:
            raise Refused(f"Invalid data, a line of {path} must have three parts between '|', but is {line!r}.")
        name, words, written_out, *_ = line.split("|")
        numbers, rate = wave(os.path.join(dataset_dir, "wavs", name + ".wav"))
        return numbers, scalar(rate, np.int32), text(words), text(written_out)

    found = lines(path)
    return Samples(found, load, size=lambda: len(found))


def speech_commands(dataset_dir: str, usage: str = "all") -> Samples:
    """SpeechCommandsDataset: a folder for each word. MindSpore's size counts the recordings of all parts."""
    root = os.path.realpath(dataset_dir)
    every = [os.path.join(one, name) for one in folders(root) if "_background_noise_" not in os.path.join(root, one)
             for name in names(os.path.join(root, one)) if extension(name) == ".wav"]  # fmt: skip
    listed = {
        part: set(_listed(root, f"{file}_list.txt")) for part, file in (("test", "testing"), ("valid", "validation"))
    }
    found = listed.get(usage)
    if found is None:
        found = set(every) - (listed["test"] | listed["valid"] if usage == "train" else set())
    if not every:
        raise Refused(f"Invalid folder, {dataset_dir} has no folders of .wav files.")

    def load(path: str) -> tuple[Any, ...]:
        label, name = os.path.split(path)
        numbers, rate = wave(os.path.join(root, path))
        told = _UTTERANCE.fullmatch(name)
        if told is None:
            raise Refused(f"Invalid name {name!r}, which must be like 0a7c2a8d_nohash_0.wav.")
        return numbers, scalar(rate, np.int32), text(label), text(told[1]), scalar(int(told[2]), np.int32)

    return Samples(sorted(found, key=os.fsencode), load, size=lambda: len(every))


def _listed(root: str, name: str) -> list[str]:
    path = os.path.join(root, name)
    return lines(path) if os.path.isfile(path) else []


def check_tedlium(release: str, usage: str | None) -> None:
    """Raise ValueError for a part that a release does not have."""
    if usage is not None and release == "release3" and usage != "all":
        raise ValueError(f"The 'usage' of release3 must be 'all', but got {usage!r}.")


def tedlium(dataset_dir: str, release: str, usage: str = "all", extensions: str = ".sph") -> Samples:
    """TedliumDataset: a line of an ``.stm`` file for each part of a talk."""
    parts = ("train", "test", "dev") if usage == "all" else (usage,)
    items = []
    for part in ("data",) if release == "release3" else parts:
        folder = os.path.join(dataset_dir, part, "stm")
        for name in names(folder):
            if extension(name) == ".stm":
                found = lines(os.path.join(folder, name))
                items += [(str(i), line.partition(" ")[0], part) for i, line in enumerate(found)]

    def load(item: tuple[str, str, str]) -> tuple[Any, ...]:
        number, name, part = item
        line = lines(os.path.join(dataset_dir, part, "stm", name + ".stm"))[int(number)]
        talk, _, speaker, start, end, identifier, words = [*line.split(" ", 6), *[""] * 6][:7]
        path = os.path.join(dataset_dir, part, "sph", name + extensions)
        numbers, rate = _sphere(path, real_number(start), real_number(end))
        return numbers, scalar(rate, np.int32), text(words), text(talk), text(speaker), text(identifier)

    return Samples(sorted(items), load)


def _sphere(path: str, start: float, end: float) -> tuple[Any, int]:
    """What is between two seconds of a SPHERE file: a head of 1024 bytes, then samples of 16 bits, big-endian."""
    raw = content(path)
    words = raw[:1024].decode("latin-1").split()
    rate = whole_number(words[words.index("sample_rate") + 2]) if "sample_rate" in words[:-2] else 0
    first, last = int(start * rate), int(end * rate)
    data = np.frombuffer(raw[1024 + 2 * first : 1024 + 2 * last], ">i2")
    if len(raw) < 1024 or len(data) < last - first:
        raise Refused(f"Invalid file, {path} ends before second {end:g}.")
    return (data.astype(np.float32) / np.float32(32767))[None], rate


def yes_no(dataset_dir: str) -> Samples:
    """YesNoDataset: the names of the files, such as ``0_1_0_0_1_1_0_1.wav``, are the labels."""
    items = [name for name in os.listdir(dataset_dir) if extension(name) == ".wav"]
    if not items:
        raise Refused(f"Invalid folder, {dataset_dir} has no .wav files.")

    def load(name: str) -> tuple[Any, ...]:
        try:
            labels = [int(word) for word in name[:15].split("_") if word]
        except ValueError as error:
            raise Refused(f"Invalid name {name!r}, which must be of numbers and '_'.") from error
        numbers, rate = wave(os.path.join(dataset_dir, name))
        return numbers, scalar(rate, np.int32), np.array(labels, np.int32)

    return Samples(items, load)
