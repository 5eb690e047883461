"""The choices of MindSpore's transforms. Source: mindspore.dataset.vision.utils, audio.utils and transforms of 2.10."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Any


class Implementation(IntEnum):
    """In which language MindSpore computes a transform."""

    C = 0
    PY = 1


class Inter(IntEnum):
    """How the pixels of a resized or turned image are found."""

    NEAREST = 0
    ANTIALIAS = 1
    BILINEAR = LINEAR = 2
    BICUBIC = CUBIC = 3
    AREA = 4
    PILCUBIC = 5


class Border(str, Enum):
    """What is put around an image."""

    CONSTANT = "constant"
    EDGE = "edge"
    REFLECT = "reflect"
    SYMMETRIC = "symmetric"


class ConvertMode(IntEnum):
    """From which order of channels to which."""

    COLOR_BGR2BGRA = COLOR_RGB2RGBA = 0
    COLOR_BGRA2BGR = COLOR_RGBA2RGB = 1
    COLOR_BGR2RGBA = COLOR_RGB2BGRA = 2
    COLOR_RGBA2BGR = COLOR_BGRA2RGB = 3
    COLOR_BGR2RGB = COLOR_RGB2BGR = 4
    COLOR_BGRA2RGBA = COLOR_RGBA2BGRA = 5
    COLOR_BGR2GRAY = 6
    COLOR_RGB2GRAY = 7
    COLOR_GRAY2BGR = COLOR_GRAY2RGB = 8
    COLOR_GRAY2BGRA = COLOR_GRAY2RGBA = 9
    COLOR_BGRA2GRAY = 10
    COLOR_RGBA2GRAY = 11


class ImageBatchFormat(IntEnum):
    """Where the channels of a batch of images are."""

    NHWC = 0
    NCHW = 1


class ImageReadMode(IntEnum):
    """As what an image is read."""

    UNCHANGED = 0
    GRAYSCALE = 1
    COLOR = 2


class SliceMode(IntEnum):
    """What becomes of the rest where an image is cut into parts."""

    PAD = 0
    DROP = 1


class AutoAugmentPolicy(str, Enum):
    """The data for which a policy was found."""

    IMAGENET = "imagenet"
    CIFAR10 = "cifar10"
    SVHN = "svhn"


class Relational(IntEnum):
    """A comparison."""

    EQ = 0
    NE = 1
    GT = 2
    GE = 3
    LT = 4
    LE = 5


class JiebaMode(IntEnum):
    """How Chinese words are found: by a dictionary, by a model of characters, or by both."""

    MIX = 0
    MP = 1
    HMM = 2


class NormalizeForm(IntEnum):
    """A normal form of Unicode."""

    NONE = 0
    NFC = 1
    NFKC = 2
    NFD = 3
    NFKD = 4


class SentencePieceModel(IntEnum):
    """How SentencePiece learns pieces."""

    UNIGRAM = 0
    BPE = 1
    CHAR = 2
    WORD = 3


class SPieceTokenizerLoadType(IntEnum):
    """Where SentencePieceTokenizer has its model from."""

    FILE = 0
    MODEL = 1


class SPieceTokenizerOutType(IntEnum):
    """What SentencePieceTokenizer gives."""

    STRING = 0
    INT = 1


def _words(name: str, summary: str, words: str) -> Any:
    """The choice between words, each under its own name in capitals."""
    made = Enum(name, [(word.upper(), word) for word in words.split()], type=str, module=__name__)  # type: ignore[misc]
    made.__doc__ = summary
    return made


BorderType = _words("BorderType", "How an edge is padded.", "constant edge reflect symmetric")
FadeShape = _words("FadeShape", "How a fade rises.", "quarter_sine half_sine linear logarithmic exponential")
GainType = _words("GainType", "What a gain is of.", "amplitude power db")
Interpolation = _words("Interpolation", "How a value between samples is found.", "linear quadratic")
MelType = _words("MelType", "Which mel scale.", "htk slaney")
Modulation = _words("Modulation", "The wave of an oscillator.", "sinusoidal triangular")
NormMode = _words("NormMode", "How a cosine transform is normed.", "ortho none")
NormType = _words("NormType", "How the banks of a mel filter are normed.", "slaney none")
ResampleMethod = _words("ResampleMethod", "How sound is sampled anew.", "sinc_interpolation kaiser_window")
ScaleType = _words("ScaleType", "What decibels are of.", "power magnitude")
WindowType = _words("WindowType", "The window of a short transform.", "bartlett blackman hamming hann kaiser")
DensityFunction = _words("DensityFunction", "How noise is spread.", "TPDF RPDF GPDF")
