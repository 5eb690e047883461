"""A 3D U-Net written as MindSpore code. The imports are all that was changed."""

import msshim as ms
import msshim.nn as nn
from msshim import ops


def block(cin: int, cout: int) -> nn.SequentialCell:
    """Two convolutions, each followed by batch normalisation and ReLU."""
    return nn.SequentialCell(
        nn.Conv3d(cin, cout, 3), nn.BatchNorm3d(cout), nn.ReLU(),
        nn.Conv3d(cout, cout, 3), nn.BatchNorm3d(cout), nn.ReLU(),
    )  # fmt: skip


class UNet3d(nn.Cell):
    """(N, in_channels, D, H, W) -> logits (N, classes, D, H, W); D, H and W divisible by 2 ** (len(widths) - 1)."""

    def __init__(self, in_channels: int = 1, classes: int = 3, widths: tuple[int, ...] = (8, 16, 32)) -> None:
        super().__init__()
        self.down = nn.CellList([block(a, b) for a, b in zip((in_channels, *widths), widths, strict=False)])
        self.pool = nn.MaxPool3d(kernel_size=2, stride=2)
        pairs = list(zip(widths[:0:-1], widths[-2::-1], strict=True))
        self.up = nn.CellList([nn.Conv3dTranspose(a, b, kernel_size=2, stride=2, has_bias=True) for a, b in pairs])
        self.merge = nn.CellList([block(2 * b, b) for _, b in pairs])
        self.head = nn.Conv3d(widths[0], classes, 1, has_bias=True)

    def construct(self, x: ms.Tensor) -> ms.Tensor:
        skips = []
        for i, down in enumerate(self.down):
            x = down(x if i == 0 else self.pool(x))
            skips.append(x)
        skips.pop()
        for i, up in enumerate(self.up):
            x = self.merge[i](ops.cat((up(x), skips.pop()), axis=1))
        return self.head(x)
