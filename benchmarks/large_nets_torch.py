"""The nets of `large_nets.py` as a torch user would write them by hand."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

from benchmarks.nets_torch import UNet3d


def normed(cin: int, cout: int, kernel: int, stride: int = 1) -> list[nn.Module]:
    """A convolution with batch normalisation."""
    return [nn.Conv2d(cin, cout, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(cout)]


class Bottleneck(nn.Module):
    """Narrow, convolve, widen, and a way around them."""

    def __init__(self, cin: int, width: int, stride: int) -> None:
        super().__init__()
        cout = 4 * width
        self.body = nn.Sequential(
            *normed(cin, width, 1), nn.ReLU(), *normed(width, width, 3, stride), nn.ReLU(), *normed(width, cout, 1)
        )
        self.down = nn.Sequential(*normed(cin, cout, 1, stride)) if stride != 1 or cin != cout else None
        self.relu = nn.ReLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The same size, or half of it."""
        around = x if self.down is None else self.down(x)
        return self.relu(self.body(x) + around)


class ResNet50(nn.Module):
    """(N, 3, 224, 224) -> (N, 1000)."""

    def __init__(self, depths: tuple[int, ...] = (3, 4, 6, 3)) -> None:
        super().__init__()
        self.stem, self.pool = nn.Sequential(*normed(3, 64, 7, 2), nn.ReLU()), nn.MaxPool2d(3, 2, 1)
        blocks, cin = [], 64
        for i, depth in enumerate(depths):
            for j in range(depth):
                blocks.append(Bottleneck(cin, 64 << i, 2 if i and not j else 1))
                cin = 256 << i
        self.blocks, self.fc = nn.Sequential(*blocks), nn.Linear(cin, 1000)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits."""
        return self.fc(self.blocks(self.pool(self.stem(x))).mean((2, 3)))


class Attention(nn.Module):
    """Attention of each token to all, (N, T, C) -> (N, T, C)."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads, self.scale = heads, (width // heads) ** -0.5
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.softmax = nn.Softmax(-1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The same shape."""
        n, t, c = x.shape
        q, k, v = self.qkv(x).reshape(n, t, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        weights = self.softmax(torch.matmul(q, k.transpose(2, 3)) * self.scale)
        return self.out(torch.matmul(weights, v).transpose(1, 2).reshape(n, t, c))


class Layer(nn.Module):
    """Attention and two layers for each token; normalised before (ViT) or after (BERT)."""

    def __init__(self, width: int, heads: int, before: bool) -> None:
        super().__init__()
        self.attention, self.norm1 = Attention(width, heads), nn.LayerNorm(width)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.gelu, self.norm2, self.before = nn.GELU(), nn.LayerNorm(width), before

    def mlp(self, x: torch.Tensor) -> torch.Tensor:
        """The same shape."""
        return self.narrow(self.gelu(self.wide(x)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The same shape."""
        if self.before:
            x = x + self.attention(self.norm1(x))
            return x + self.mlp(self.norm2(x))
        x = self.norm1(x + self.attention(x))
        return self.norm2(x + self.mlp(x))


class ViT(nn.Module):
    """ViT-S/16: (N, 3, 224, 224) -> (N, 1000)."""

    def __init__(self, depth: int = 12, width: int = 384, heads: int = 6) -> None:
        super().__init__()
        self.places = nn.Parameter(torch.zeros(1, 196, width))
        self.patches = nn.Conv2d(3, width, 16, 16)
        self.layers = nn.Sequential(*[Layer(width, heads, before=True) for _ in range(depth)])
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, 1000)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits."""
        x = self.patches(x).flatten(2).transpose(1, 2) + self.places
        return self.head(self.norm(self.layers(x)).mean(1))


class Bert(nn.Module):
    """BERT-base: words (N, T) -> (N, 2)."""

    def __init__(self, depth: int = 12, width: int = 768, heads: int = 12) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, width), nn.Embedding(512, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.Sequential(*[Layer(width, heads, before=False) for _ in range(depth)])
        self.pooler, self.tanh, self.head = nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits."""
        x = self.norm(self.words(x) + self.places(torch.arange(x.shape[1], device=x.device)))
        return self.head(self.tanh(self.pooler(self.layers(x)[:, 0])))


def share_weights(net: nn.Module, ours: nn.Module) -> None:
    """Copy the weights and statistics of a net by hand into the same net in MindSpore's idiom."""
    buffers = [value for name, value in net.named_buffers() if not name.endswith("num_batches_tracked")]
    with torch.no_grad():
        for theirs, mine in zip([*net.parameters(), *buffers], [*ours.parameters(), *ours.buffers()], strict=True):
            mine.copy_(theirs)


NETS: dict[str, Callable[[], nn.Module]] = {
    "ResNet-50": ResNet50,
    "ViT-S/16": ViT,
    "BERT-base": Bert,
    "3D U-Net": lambda: UNet3d((16, 32, 64)),
}
