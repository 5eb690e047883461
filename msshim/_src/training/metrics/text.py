"""How close translations come to their references."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from msshim._src.training.metrics.base import Array, Metric, rearrange_inputs, typed


class BleuScore(Metric):
    """The geometric mean of the shares of right n-grams, of 1 to `n_gram` words, less a penalty for brevity.

    `update` takes a list of sentences (lists of words), and as many lists of reference sentences.
    Raises TypeError for options of other types, ValueError for an `n_gram` outside 1 to 4, or lists of two lengths.
    """

    def __init__(self, n_gram: int = 4, smooth: bool = False) -> None:
        super().__init__()
        self.n_gram = typed("n_gram", n_gram, int)
        if not 1 <= n_gram <= 4:
            raise ValueError(f"For 'BleuScore', the 'n_gram' must be 1 to 4, but got {n_gram}.")
        self.smooth = typed("smooth", smooth, bool)
        self.clear()

    def clear(self) -> None:
        """Forget what was seen."""
        self._right: Array = np.zeros(self.n_gram)
        self._made: Array = np.zeros(self.n_gram)
        self._length = self._wanted = 0.0
        self._is_update = False

    def _grams(self, words: Any) -> Counter[tuple[Any, ...]]:
        sizes = range(1, self.n_gram + 1)
        return Counter(tuple(words[at : at + n]) for n in sizes for at in range(len(words) - n + 1))

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        """Take in sentences and their references."""
        self._count(inputs, 2)
        sentences, references = inputs
        if len(sentences) != len(references):
            raise ValueError(f"For 'BleuScore.update', {len(sentences)} sentences have {len(references)} references.")
        for words, allowed in zip(sentences, references, strict=True):
            self._length += len(words)
            self._wanted += min((len(one) for one in allowed), key=lambda length: abs(len(words) - length))
            made, known = self._grams(words), Counter[tuple[Any, ...]]()
            for one in allowed:
                known |= self._grams(one)
            for counts, into in ((made & known, self._right), (made, self._made)):
                for gram, count in counts.items():
                    into[len(gram) - 1] += count
        self._is_update = True

    def eval(self) -> Any:
        """The score, 0 to 1, a numpy float64. Raises RuntimeError before `update`."""
        self._seen(self._is_update)
        if self._right.min() == 0:
            return np.array(0.0)
        more = 1 if self.smooth else 0
        mean = np.exp(np.sum(np.log((self._right + more) / (self._made + more)) * (1.0 / self.n_gram)))
        brevity = 1.0 if self._length > self._wanted else np.exp(1 - self._wanted / self._length)
        return brevity * mean
