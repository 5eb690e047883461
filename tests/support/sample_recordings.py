"""Recordings and texts for `sample_files.WRITERS`."""

from __future__ import annotations

import struct
from pathlib import Path

from sample_files import binary, noise, text, writes


def wave(path: Path, count: int, rate: int = 16000, bits: int = 16, channels: int = 1) -> None:
    """A WAV file of noise; of `bits` only the head knows."""
    data = noise(2 * count, seed=count).tobytes()
    head = struct.pack("<IHHIIHH", 16, 1, channels, rate, rate * 2 * channels, 2 * channels, bits)
    binary(
        path,
        b"RIFF"
        + struct.pack("<I", 36 + len(data))
        + b"WAVEfmt "
        + head
        + b"data"
        + struct.pack("<I", len(data))
        + data,
    )


@writes("CMUArctic")
def cmu_arctic(folder: Path) -> None:
    for name in ("aew", "slt"):
        root = folder / f"cmu_us_{name}_arctic"
        listed = [
            ("arctic_a0001", "Author of the danger trail."),
            ("arctic_b0539", "é, \u2014 words!"),
            ("arctic_a0002", "No."),
        ]
        text(root / "etc/txt.done.data", "".join(f'( {label} "{words}" )\n' for label, words in listed))
        for i, (label, _) in enumerate(listed):
            wave(root / f"wav/{label}.wav", 10 + i)


@writes("GTZAN")
def gtzan(folder: Path) -> None:
    for i, name in enumerate("blues/blues.00000 blues/blues.00029 blues/blues.00012 rock/rock.00010 rock/rock.00001 "
                             "pop/pop.00010 pop/other".split()):  # fmt: skip
        wave(folder / f"{name}.wav", 10 + i, 22050)
    text(folder / "pop/notes.txt", "x")


@writes("LibriTTS")
def libri_tts(folder: Path) -> None:
    for part, speaker, chapter in (("dev-clean", 84, 121), ("train-clean-360", 100, 7), ("train-clean-360", 100, 8)):
        root = folder / part / str(speaker) / str(chapter)
        names = [f"{speaker}_{chapter}_{i:06d}_000001" for i in range(2)]
        for i, name in enumerate(names):
            wave(root / f"{name}.wav", 10 + i + chapter, 24000)
        rows = "".join(f"{name}\tMr. É {i}\tMister É {i}\n" for i, name in enumerate(names))
        text(root / f"{speaker}_{chapter}.trans.tsv", rows)


@writes("LJSpeech")
def lj_speech(folder: Path) -> None:
    rows = ["LJ001-0002|in 1999 é|in nineteen ninety-nine", "LJ001-0001|a|b", "LJ050-0003|x|y"]
    text(folder / "metadata.csv", "\n".join(rows) + "\n")
    for i, row in enumerate(rows):
        wave(folder / f"wavs/{row.partition('|')[0]}.wav", 10 + i, 22050)


@writes("SpeechCommands")
def speech_commands(folder: Path) -> None:
    names = "yes/0a7c_nohash_0 yes/0b_nohash_12 no/0a7c_nohash_1 cat/f0_nohash_2 cat/f1_nohash_0".split()
    for i, name in enumerate([*names, "_background_noise_/x"]):
        wave(folder / f"{name}.wav", 10 + i)
    text(folder / "testing_list.txt", "yes/0b_nohash_12.wav\n")
    text(folder / "validation_list.txt", "cat/f1_nohash_0.wav\ncat/f0_nohash_2.wav\n")


def sphere(path: Path, data: bytes) -> None:
    """A SPHERE file of samples of 16 bits."""
    head = b"NIST_1A\n   1024\nsample_count -i 3000\nsample_rate -i 1600\nchannel_count -i 1\nend_head\n"
    binary(path, head.ljust(1024) + data)


@writes("Tedlium")
def tedlium(folder: Path) -> None:
    """Recordings of silence: MindSpore makes that of all."""
    for part in ("train", "test", "dev", "data"):
        for name in (f"B{part}", f"A{part}"):
            lines = f"{name} 1 speaker 0.5 1.0 <o,f0,male> hello é world\n{name} 1 other 0 0.25 <o> x\n"
            text(folder / f"{part}/stm/{name}.stm", lines)
            sphere(folder / f"{part}/sph/{name}.sph", bytes(6000))


@writes("YesNo")
def yes_no(folder: Path) -> None:
    wave(folder / "0_0_0_0_1_1_1_1.wav", 20)
    wave(folder / "0_0_1_0_1_1_1_1.wav", 21, bits=8)
    wave(folder / "1_0_1_0_1_1_1_0.wav", 24, bits=24)
    wave(folder / "1_1_1_0_1_1_1_0.wav", 6, 8000, channels=2)
    text(folder / "notes.txt", "x")


@writes("IMDB")
def imdb(folder: Path) -> None:
    for part in ("train", "test"):
        for kind in ("pos", "neg"):
            for i in (2, 10, 1):
                text(folder / f"{part}/{kind}/{i}_7.txt", f"A {kind} é film, {i}.<br />It ends.\n" * (1 + i % 2))
    text(folder / "train/pos/3_8.txt", "First.\n\nLast line")
