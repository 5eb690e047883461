"""A network in a file, since MindSpore's 'O1' writes casts into the source. msshim runs this text, too."""

import mindspore as ms
import numpy as np


class Inner(ms.nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = ms.Parameter(ms.Tensor(np.ones((4, 4), np.float32) / 3), name="w")
        self.matmul = ms.ops.MatMul()

    def construct(self, x):
        return self.matmul(x, self.w)


class Net(ms.nn.Cell):
    def __init__(self):
        super().__init__()
        self.inner, self.list = Inner(), ms.nn.SequentialCell([ms.nn.ReLU(), ms.nn.Sigmoid()])
        self.relu, self.sigmoid, self.ger = ms.ops.ReLU(), ms.ops.Sigmoid(), ms.ops.Ger()
        self.batched, self.dense = ms.ops.BatchMatMul(), ms.nn.Dense(4, 4, "ones", "zeros")

    def construct(self, x):
        inner = self.inner(x)
        listed = self.list(x)
        relu = self.relu(x)
        sigmoid = self.sigmoid(x)
        ger = self.ger(x[0], x[1])
        batched = self.batched(x.reshape((1, 4, 4)), x.reshape((1, 4, 4)))
        dense = self.dense(x)
        return inner, listed, relu, sigmoid, ger, batched, dense, x * self.inner.w, x + self.dense.weight
