"""Five nets in MindSpore's idiom: LeNet, a ResNet with BatchNorm, an LSTM tagger, a Transformer encoder, a 3D U-Net.

`nets(ms)` builds their classes on msshim or on the real mindspore, whichever is given; `batches` are real digits or
random arrays, as numpy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def nets(ms: Any) -> dict[str, Callable[[], Any]]:
    """What builds each net, by name."""
    nn, ops = ms.nn, ms.ops

    class LeNet(nn.Cell):
        """(N, 1, 8, 8) -> (N, 10)."""

        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(1, 6, 3, pad_mode="same")
            self.conv2 = nn.Conv2d(6, 16, 3, pad_mode="valid", has_bias=True)
            self.pool, self.relu, self.flatten = nn.MaxPool2d(2, 2), nn.ReLU(), nn.Flatten()
            self.fc1, self.fc2, self.fc3 = nn.Dense(144, 120), nn.Dense(120, 84), nn.Dense(84, 10)

        def construct(self, x):
            x = self.relu(self.conv2(self.relu(self.conv1(x))))
            x = self.flatten(self.pool(x))
            return self.fc3(self.relu(self.fc2(self.relu(self.fc1(x)))))

    class Block(nn.Cell):
        """Two convolutions and a way around them."""

        def __init__(self, cin, cout, stride):
            super().__init__()
            self.conv1, self.bn1 = nn.Conv2d(cin, cout, 3, stride), nn.BatchNorm2d(cout)
            self.conv2, self.bn2 = nn.Conv2d(cout, cout, 3), nn.BatchNorm2d(cout)
            self.relu = nn.ReLU()
            self.down = None
            if stride != 1 or cin != cout:
                self.down = nn.SequentialCell([nn.Conv2d(cin, cout, 1, stride), nn.BatchNorm2d(cout)])

        def construct(self, x):
            around = x if self.down is None else self.down(x)
            x = self.relu(self.bn1(self.conv1(x)))
            return self.relu(self.bn2(self.conv2(x)) + around)

    class ResNet(nn.Cell):
        """ResNet-18 in small: (N, 1, 8, 8) -> (N, 10)."""

        def __init__(self, widths=(8, 16, 32, 64)):
            super().__init__()
            self.stem = nn.SequentialCell([nn.Conv2d(1, widths[0], 3), nn.BatchNorm2d(widths[0]), nn.ReLU()])
            blocks, cin = [], widths[0]
            for i, width in enumerate(widths):
                blocks += [Block(cin, width, 2 if i % 2 else 1), Block(width, width, 1)]
                cin = width
            self.blocks = nn.SequentialCell(blocks)
            self.mean, self.fc = ops.ReduceMean(), nn.Dense(cin, 10)

        def construct(self, x):
            return self.fc(self.mean(self.blocks(self.stem(x)), (2, 3)))

    class Tagger(nn.Cell):
        """Words (N, T) -> logits of their tags (N, 5, T)."""

        def __init__(self):
            super().__init__()
            self.words = nn.Embedding(50, 16)
            self.lstm = nn.LSTM(16, 24, num_layers=2, batch_first=True, bidirectional=True)
            self.tags = nn.Dense(48, 5)

        def construct(self, x):
            x, _ = self.lstm(self.words(x))
            return ops.transpose(self.tags(x), (0, 2, 1))

    class Encoder(nn.Cell):
        """A Transformer encoder: words (N, T) -> (N, 10)."""

        def __init__(self):
            super().__init__()
            self.words = nn.Embedding(50, 32)
            layer = nn.TransformerEncoderLayer(32, 4, 64, dropout=0.0, batch_first=True)
            self.encoder, self.head = nn.TransformerEncoder(layer, 2), nn.Dense(32, 10)

        def construct(self, x):
            return self.head(ops.mean(self.encoder(self.words(x)), 1))

    def twice(cin, cout):
        return nn.SequentialCell(
            nn.Conv3d(cin, cout, 3), nn.BatchNorm3d(cout), nn.ReLU(),
            nn.Conv3d(cout, cout, 3), nn.BatchNorm3d(cout), nn.ReLU(),
        )  # fmt: skip

    class UNet3d(nn.Cell):
        """The demo's: (N, 1, D, H, W) -> logits (N, 3, D, H, W)."""

        def __init__(self, widths=(4, 8, 16)):
            super().__init__()
            self.down = nn.CellList([twice(a, b) for a, b in zip((1, *widths), widths, strict=False)])
            self.pool = nn.MaxPool3d(kernel_size=2, stride=2)
            pairs = list(zip(widths[:0:-1], widths[-2::-1], strict=True))
            self.up = nn.CellList([nn.Conv3dTranspose(a, b, kernel_size=2, stride=2, has_bias=True) for a, b in pairs])
            self.merge = nn.CellList([twice(2 * b, b) for _, b in pairs])
            self.head = nn.Conv3d(widths[0], 3, 1, has_bias=True)

        def construct(self, x):
            skips = []
            for i, down in enumerate(self.down):
                x = down(x if i == 0 else self.pool(x))
                skips.append(x)
            skips.pop()
            for i, up in enumerate(self.up):
                x = self.merge[i](ops.cat((up(x), skips.pop()), axis=1))
            return self.head(x)

    return {"LeNet": LeNet, "ResNet": ResNet, "LSTM tagger": Tagger, "Transformer": Encoder, "3D U-Net": UNet3d}


def batches(name: str, size: int = 16, count: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and labels of `count` batches of `size`, one array each."""
    rng, n = np.random.default_rng(0), size * count
    if name in ("LeNet", "ResNet"):
        from sklearn.datasets import load_digits  # which a machine with a GPU may lack

        digits = load_digits()
        return (digits.images[:n, None] / 16).astype(np.float32), digits.target[:n].astype(np.int32)
    if name == "3D U-Net":
        x = rng.normal(size=(n, 1, 8, 8, 8)).astype(np.float32)
        return x, np.clip(np.floor(x[:, 0] + 1.5), 0, 2).astype(np.int32)
    words = rng.integers(0, 50, (n, 12)).astype(np.int32)
    return words, (words % 5 if name == "LSTM tagger" else words.sum(1) % 10).astype(np.int32)
