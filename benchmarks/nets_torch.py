"""The five nets of `nets.py` as a torch user would write them by hand, with MindSpore's shapes."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn


class LeNet(nn.Sequential):
    """(N, 1, 8, 8) -> (N, 10)."""

    def __init__(self) -> None:
        super().__init__(
            nn.Conv2d(1, 6, 3, padding=1, bias=False), nn.ReLU(), nn.Conv2d(6, 16, 3), nn.ReLU(), nn.MaxPool2d(2, 2),
            nn.Flatten(), nn.Linear(144, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
        )  # fmt: skip


class Block(nn.Module):
    """Two convolutions and a way around them."""

    def __init__(self, cin: int, cout: int, stride: int) -> None:
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(cin, cout, 3, stride, 1, bias=False), nn.BatchNorm2d(cout)
        self.conv2, self.bn2 = nn.Conv2d(cout, cout, 3, 1, 1, bias=False), nn.BatchNorm2d(cout)
        self.relu, self.down = nn.ReLU(), None
        if stride != 1 or cin != cout:
            self.down = nn.Sequential(nn.Conv2d(cin, cout, 1, stride, bias=False), nn.BatchNorm2d(cout))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The same shape, or half of it."""
        around = x if self.down is None else self.down(x)
        x = self.relu(self.bn1(self.conv1(x)))
        return self.relu(self.bn2(self.conv2(x)) + around)


class ResNet(nn.Module):
    """ResNet-18 in small: (N, 1, 8, 8) -> (N, 10)."""

    def __init__(self, widths: tuple[int, ...] = (8, 16, 32, 64)) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, widths[0], 3, 1, 1, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU())
        blocks, cin = [], widths[0]
        for i, width in enumerate(widths):
            blocks += [Block(cin, width, 2 if i % 2 else 1), Block(width, width, 1)]
            cin = width
        self.blocks, self.fc = nn.Sequential(*blocks), nn.Linear(cin, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits."""
        return self.fc(self.blocks(self.stem(x)).mean((2, 3)))


class Tagger(nn.Module):
    """Words (N, T) -> logits of their tags (N, 5, T)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(50, 16)
        self.lstm = nn.LSTM(16, 24, num_layers=2, batch_first=True, bidirectional=True)
        self.tags = nn.Linear(48, 5)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits."""
        x, _ = self.lstm(self.words(x))
        return self.tags(x).permute(0, 2, 1)


class Encoder(nn.Module):
    """A Transformer encoder: words (N, T) -> (N, 10)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(50, 32)
        layer = nn.TransformerEncoderLayer(32, 4, 64, dropout=0.0, batch_first=True)
        self.encoder, self.head = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False), nn.Linear(32, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits."""
        return self.head(self.encoder(self.words(x)).mean(1))


def twice(cin: int, cout: int) -> nn.Sequential:
    """Two convolutions, each with batch normalisation and ReLU."""
    return nn.Sequential(
        nn.Conv3d(cin, cout, 3, padding=1, bias=False), nn.BatchNorm3d(cout), nn.ReLU(),
        nn.Conv3d(cout, cout, 3, padding=1, bias=False), nn.BatchNorm3d(cout), nn.ReLU(),
    )  # fmt: skip


class UNet3d(nn.Module):
    """(N, 1, D, H, W) -> logits (N, 3, D, H, W)."""

    def __init__(self, widths: tuple[int, ...] = (4, 8, 16)) -> None:
        super().__init__()
        self.down = nn.ModuleList([twice(a, b) for a, b in zip((1, *widths), widths, strict=False)])
        self.pool = nn.MaxPool3d(2, 2)
        pairs = list(zip(widths[:0:-1], widths[-2::-1], strict=True))
        self.up = nn.ModuleList([nn.ConvTranspose3d(a, b, 2, 2) for a, b in pairs])
        self.merge = nn.ModuleList([twice(2 * b, b) for _, b in pairs])
        self.head = nn.Conv3d(widths[0], 3, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits."""
        skips = []
        for i, down in enumerate(self.down):
            x = down(x if i == 0 else self.pool(x))
            skips.append(x)
        skips.pop()
        for up, merge in zip(self.up, self.merge, strict=True):
            x = merge(torch.cat((up(x), skips.pop()), 1))
        return self.head(x)


NETS: dict[str, Callable[[], nn.Module]] = {
    "LeNet": LeNet,
    "ResNet": ResNet,
    "LSTM tagger": Tagger,
    "Transformer": Encoder,
    "3D U-Net": UNet3d,
}
