"""An LSTM that classifies sequences: padded batches, lengths, gradient clipping, a checkpoint that is loaded again."""

import os
import tempfile

import mindspore as ms
import mindspore.dataset as ds
import numpy as np
from mindspore import Parameter, Tensor, load_checkpoint, load_param_into_net, nn, ops, save_checkpoint
from mindspore.common.initializer import Uniform, initializer


class SentenceClassifier(nn.Cell):
    def __init__(self, words=40, hidden=24, classes=3):
        super().__init__()
        self.embedding = nn.Embedding(words, 16, padding_idx=0)
        self.rnn = nn.LSTM(16, hidden, num_layers=2, bidirectional=True, batch_first=True)
        self.scale = Parameter(initializer(Uniform(0.1), [1], ms.float32), name="scale")
        self.fc = nn.Dense(hidden * 2, classes)

    def construct(self, words, length):
        _, (hidden, _) = self.rnn(self.embedding(words), seq_length=length)
        both = ops.concat((hidden[-2], hidden[-1]), axis=1)
        return self.fc(both) * (1 + self.scale)


class Sentences:
    """Sequences of random words; the class is what most of them have in common."""

    def __init__(self, count):
        random = np.random.default_rng(0)
        self.items = []
        for _ in range(count):
            length = int(random.integers(3, 12))
            words = random.integers(1, 40, length)
            self.items.append((words.astype(np.int32), np.int32(length), np.int32(words.sum() % 3)))

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self):
        return len(self.items)


if __name__ == "__main__":
    ms.set_seed(4)
    dataset = ds.GeneratorDataset(Sentences(192), ["words", "length", "label"], shuffle=True)
    dataset = dataset.padded_batch(16, drop_remainder=True, pad_info={"words": ([12], 0)})
    net = SentenceClassifier()
    loss_fn = nn.CrossEntropyLoss()
    optimizer = nn.AdamWeightDecay(net.trainable_params(), learning_rate=1e-3, eps=1e-4)
    grad_fn = ms.value_and_grad(lambda w, n, y: loss_fn(net(w, n), y), None, optimizer.parameters)
    net.set_train()
    iterator = dataset.create_dict_iterator()
    for epoch in range(2):
        for step, batch in enumerate(iterator):
            loss, grads = grad_fn(batch["words"], batch["length"], batch["label"])
            optimizer(ops.clip_by_global_norm(grads, 1.0))
            if step % 4 == 0:
                print(f"epoch {epoch} step {step} loss {loss.asnumpy():.4f}")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "lstm.ckpt")
        save_checkpoint(net, path)
        again = SentenceClassifier()
        not_loaded, _ = load_param_into_net(again, load_checkpoint(path))
    again.set_train(False)
    net.set_train(False)
    words, length = Tensor(np.arange(1, 13)[None], ms.int32), Tensor([12], ms.int32)
    print("not loaded:", not_loaded, "same:", bool((again(words, length) == net(words, length)).all()))
