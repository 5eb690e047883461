"""Whole nets in MindSpore's idiom, at the size at which people use them: ResNet-50, ViT-S/16, BERT-base, a 3D U-Net.

`large_nets(ms)` builds them on msshim or on the real mindspore, whichever is given; `inputs` are random, as numpy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.nets import nets


def large_nets(ms: Any) -> dict[str, Callable[[], Any]]:
    """What builds each net, by name."""
    nn, ops = ms.nn, ms.ops

    def normed(cin, cout, kernel, stride=1):
        padding = {"pad_mode": "pad", "padding": kernel // 2}
        return [nn.Conv2d(cin, cout, kernel, stride, **padding), nn.BatchNorm2d(cout)]

    class Bottleneck(nn.Cell):
        """Narrow, convolve, widen, and a way around them."""

        def __init__(self, cin, width, stride):
            super().__init__()
            cout = 4 * width
            self.body = nn.SequentialCell(
                *normed(cin, width, 1), nn.ReLU(), *normed(width, width, 3, stride), nn.ReLU(), *normed(width, cout, 1)
            )
            self.down = nn.SequentialCell(*normed(cin, cout, 1, stride)) if stride != 1 or cin != cout else None
            self.relu = nn.ReLU()

        def construct(self, x):
            around = x if self.down is None else self.down(x)
            return self.relu(self.body(x) + around)

    class ResNet50(nn.Cell):
        """(N, 3, 224, 224) -> (N, 1000)."""

        def __init__(self, depths=(3, 4, 6, 3)):
            super().__init__()
            self.stem = nn.SequentialCell(*normed(3, 64, 7, 2), nn.ReLU())
            self.pool = nn.MaxPool2d(3, 2, pad_mode="pad", padding=1)
            blocks, cin = [], 64
            for i, depth in enumerate(depths):
                for j in range(depth):
                    blocks.append(Bottleneck(cin, 64 << i, 2 if i and not j else 1))
                    cin = 256 << i
            self.blocks, self.fc = nn.SequentialCell(*blocks), nn.Dense(cin, 1000)

        def construct(self, x):
            return self.fc(ops.mean(self.blocks(self.pool(self.stem(x))), (2, 3)))

    class Attention(nn.Cell):
        """Attention of each token to all, (N, T, C) -> (N, T, C)."""

        def __init__(self, width, heads):
            super().__init__()
            self.heads, self.scale = heads, (width // heads) ** -0.5
            self.qkv, self.out = nn.Dense(width, 3 * width), nn.Dense(width, width)
            self.softmax = nn.Softmax(-1)

        def construct(self, x):
            n, t, c = x.shape
            qkv = ops.transpose(self.qkv(x).reshape(n, t, 3, self.heads, c // self.heads), (2, 0, 3, 1, 4))
            weights = self.softmax(ops.matmul(qkv[0], ops.transpose(qkv[1], (0, 1, 3, 2))) * self.scale)
            return self.out(ops.transpose(ops.matmul(weights, qkv[2]), (0, 2, 1, 3)).reshape(n, t, c))

    class Layer(nn.Cell):
        """Attention and two layers for each token; normalised before (ViT) or after (BERT)."""

        def __init__(self, width, heads, before):
            super().__init__()
            self.attention, self.norm1 = Attention(width, heads), nn.LayerNorm((width,), epsilon=1e-5)
            self.wide, self.narrow = nn.Dense(width, 4 * width), nn.Dense(4 * width, width)
            self.gelu, self.norm2 = nn.GELU(approximate=False), nn.LayerNorm((width,), epsilon=1e-5)
            self.before = before

        def mlp(self, x):
            return self.narrow(self.gelu(self.wide(x)))

        def construct(self, x):
            if self.before:
                x = x + self.attention(self.norm1(x))
                return x + self.mlp(self.norm2(x))
            x = self.norm1(x + self.attention(x))
            return self.norm2(x + self.mlp(x))

    class ViT(nn.Cell):
        """ViT-S/16: (N, 3, 224, 224) -> (N, 1000)."""

        def __init__(self, depth=12, width=384, heads=6):
            super().__init__()
            self.patches = nn.Conv2d(3, width, 16, 16, pad_mode="valid", has_bias=True)
            self.places = ms.Parameter(ms.Tensor(np.zeros((1, 196, width), np.float32)))
            self.layers = nn.SequentialCell(*[Layer(width, heads, before=True) for _ in range(depth)])
            self.norm, self.head = nn.LayerNorm((width,), epsilon=1e-5), nn.Dense(width, 1000)

        def construct(self, x):
            x = self.patches(x)
            x = ops.transpose(x.reshape(x.shape[0], x.shape[1], -1), (0, 2, 1)) + self.places
            return self.head(ops.mean(self.norm(self.layers(x)), 1))

    class Bert(nn.Cell):
        """BERT-base: words (N, T) -> (N, 2)."""

        def __init__(self, depth=12, width=768, heads=12):
            super().__init__()
            self.words, self.places = nn.Embedding(30522, width), nn.Embedding(512, width)
            self.norm = nn.LayerNorm((width,), epsilon=1e-5)
            self.layers = nn.SequentialCell(*[Layer(width, heads, before=False) for _ in range(depth)])
            self.pooler, self.tanh, self.head = nn.Dense(width, width), nn.Tanh(), nn.Dense(width, 2)

        def construct(self, x):
            x = self.norm(self.words(x) + self.places(ops.arange(x.shape[1])))
            return self.head(self.tanh(self.pooler(self.layers(x)[:, 0])))

    unet = nets(ms)["3D U-Net"]
    return {"ResNet-50": ResNet50, "ViT-S/16": ViT, "BERT-base": Bert, "3D U-Net": lambda: unet((16, 32, 64))}


def inputs(name: str, size: int) -> tuple[np.ndarray, np.ndarray]:
    """A batch of `size`, and its labels."""
    rng = np.random.default_rng(0)
    if name == "BERT-base":
        return rng.integers(0, 30522, (size, 128)).astype(np.int32), rng.integers(0, 2, size).astype(np.int32)
    if name == "3D U-Net":
        x = rng.normal(size=(size, 1, 32, 32, 32)).astype(np.float32)
        return x, np.clip(np.floor(x[:, 0] + 1.5), 0, 2).astype(np.int32)
    return rng.normal(size=(size, 3, 224, 224)).astype(np.float32), rng.integers(0, 1000, size).astype(np.int32)
