"""Networks with stages, for the cases of pipelines in processes of their own."""

import numpy as np

RANDOM = np.random.default_rng(3)
X = RANDOM.standard_normal((8, 6)).astype(np.float32)
Y = RANDOM.standard_normal((8, 6)).astype(np.float32)
WEIGHTS = [(0.4 * RANDOM.standard_normal((6, 6))).astype(np.float32) for _ in range(4)]


def blocks(ms, size):
    """Four layers, equally many in each stage."""
    made = [ms.nn.Dense(6, 6, weight_init=ms.Tensor(w), bias_init="zeros", activation="tanh") for w in WEIGHTS]
    for i, block in enumerate(made):
        block.pipeline_stage = i * size // 4
    return made


def mlp(ms, size):
    return ms.nn.WithLossCell(ms.nn.SequentialCell(blocks(ms, size)), ms.nn.MSELoss())


def shared(ms, size):
    """A table that the first and the last stage use, a mask for all, and a layer between that has no stage."""

    class Net(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.table = ms.Parameter(ms.Tensor(WEIGHTS[0]), name="table")
            self.between = ms.nn.LayerNorm((6,))
            self.first, self.last = Block(self.table), Block(self.table, True)
            self.middle = ms.nn.SequentialCell(blocks(ms, size))
            self.first.pipeline_stage, self.last.pipeline_stage = 0, size - 1

        def construct(self, x, y):
            mask = (x > 0).astype(ms.float32)
            h = self.first(x, mask)
            for block in self.middle:
                h = block(self.between(h))
            return ((self.last(h, mask=mask) - y) ** 2).mean()

    class Block(ms.nn.Cell):
        def __init__(self, table, transposed=False):
            super().__init__()
            self.table, self.transposed = table, transposed

        def construct(self, x, mask):
            return ms.ops.matmul(x * (1 + mask), self.table.T if self.transposed else self.table)

    return Net()


def skipping(ms, size):
    """The last stage wants what the first gave, beside what it is called with."""

    class Net(ms.nn.Cell):
        def __init__(self):
            super().__init__()
            self.blocks = ms.nn.CellList(blocks(ms, size))

        def construct(self, x, y):
            first = h = self.blocks[0](x)
            for block in self.blocks[1:]:
                h = block(h)
            return ((h + first - y) ** 2).mean()

    return Net()


def normed(ms, size):
    """Statistics are kept in a stage."""
    net = ms.nn.SequentialCell([*blocks(ms, size), ms.nn.BatchNorm1d(6)])
    net[-1].pipeline_stage = size - 1
    return ms.nn.WithLossCell(net, ms.nn.MSELoss()).set_train()


def turned(ms, size):
    """Stages are not called in their order."""
    return ms.nn.WithLossCell(ms.nn.SequentialCell(blocks(ms, size)[::-1]), ms.nn.MSELoss())
