#!/usr/bin/env bash
# sentencepiece 0.1.98 and 0.1.99: the same corpus and options train UNIGRAM models with other scores.
#
# A patch release: the pieces here are the same, their scores are not, so a model is not reproduced by a later version, nor are
# segmentations that depend on near ties. The vocabularies of BPE are equal. Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >train.py <<'PYTHON'
import random
import sys

import sentencepiece

random.seed(1)
words = "the a quick brown fox jumps over lazy dogs while seven wizards quietly boxed heavy jugs".split()
with open("corpus.txt", "w") as file:
    file.writelines(" ".join(random.choices(words, k=8)) + "\n" for _ in range(400))
for kind in ("unigram", "bpe"):
    name = f"{sys.argv[1]}-{kind}"
    sentencepiece.SentencePieceTrainer.train(
        input="corpus.txt", model_prefix=name, vocab_size=44, model_type=kind, num_threads=1, minloglevel=2
    )
print(sentencepiece.__version__, open(f"{sys.argv[1]}-unigram.vocab").read().split("\n")[3:6])
PYTHON
for version in 0.1.98 0.1.99; do
    python3 -m venv "venv-$version"
    "venv-$version/bin/pip" install --quiet "sentencepiece==$version"
    "venv-$version/bin/python" train.py "$version"
done
cmp 0.1.98-bpe.vocab 0.1.99-bpe.vocab
diff <(cut -f1 0.1.98-unigram.vocab | sort) <(cut -f1 0.1.99-unigram.vocab | sort)
if cmp -s 0.1.98-unigram.vocab 0.1.99-unigram.vocab; then
    echo "the scores are equal now"
    exit 1
fi
echo "UNIGRAM: the same pieces, other scores"
