"""Rows that are written by hand say no calls: theirs are made of their signatures, with a right value for each name.

``PYTHONPATH=tests python -m sweeps.written [calls a row] [rows that contain]`` prints the figures and what differs.
"""

from __future__ import annotations

import inspect
import random
import sys
from collections import Counter
from typing import Any

from oracle import named
from rows import all_rows

import msshim
from msshim.tables.model import Row
from sweeps.arguments import REFUSED, judged
from sweeps.outcomes import Answer, Case, outcomes
from sweeps.wrong import BAD

ADAM = "ms.mint.optim.Adam([p(2, 3)])"
GOOD = {
    **dict.fromkeys(("x", "y", "a", "b", "input", "inputs", "primals", "v", "expr"), "f(2, 3)"),
    **dict.fromkeys(("params", "parameters"), "[p(2, 3)]"),
    **dict.fromkeys(("learning_rate", "lr", "gamma", "alpha", "beta", "sparsity", "decay_rate", "base_lr"), "0.1"),
    **dict.fromkeys(("max_lr", "power", "init", "scale_value", "loss_scale_value"), "0.5"),
    **dict.fromkeys(("min_lr", "end_learning_rate"), "0.01"),
    **dict.fromkeys(("total_step", "decay_steps", "step_size", "T_0", "T_max", "warmup_steps", "num_classes"), "6"),
    **dict.fromkeys(("step_per_epoch", "decay_epoch", "warmup_epoch", "scale_factor", "scale_window", "k"), "2"),
    **dict.fromkeys(("in_channels", "out_channels", "num_features", "kernel_size", "input_size", "hidden_size"), "3"),
    **dict.fromkeys(("in1_channels", "in2_channels", "vocab_size", "embedding_size", "field_size", "nhead"), "2"),
    **dict.fromkeys(("d_model", "embed_dim", "num_heads", "num_sampled", "num_layers", "micro_size", "shift"), "4"),
    **dict.fromkeys(("network", "backbone", "layer", "block", "net"), "ms.nn.Dense(3, 3)"),
    **dict.fromkeys(("fn", "func", "f", "lr_lambda", "hook_fn", "pack_hook", "unpack_hook"), "lambda *a: a[0]"),
    **dict.fromkeys(("loss_fn",), "ms.nn.MSELoss()"),
    **dict.fromkeys(("type_", "dtype", "dst_dtype"), "ms.float32"),
    **dict.fromkeys(("value", "input_x", "start", "axis", "order", "obj"), "1"),
    **dict.fromkeys(("milestone", "milestones", "indices"), "[2, 4]"),
    **{"optimizer": ADAM, "name": "'relu'", "learning_rates": "[0.1, 0.01]", "default_input": "f(2, 3)"},
    **{"iterable": "[p(2, 3)]", "array": "np.ones((2, 3))", "data": "[1, 2, 3]", "source": "[1, 2, 3]"},
    **{"num_shards": "2", "shard_id": "0", "time_axis": "1", "param": "p(2, 3)", "input_y": "ms.int64"},
    **{"ksizes": "[1, 2, 2, 1]", "strides": "[1, 1, 1, 1]", "rates": "[1, 1, 1, 1]", "input_data": "[1, 2]"},
    **{"encoder_layer": "ms.nn.TransformerEncoderLayer(4, 2)", "decoder_layer": "ms.nn.TransformerDecoderLayer(4, 2)"},
}
"""A right value for what is required, by its name."""

STATE = ("set_", "get_", "manual", "init", "context", "save", "load", "Run", "Summary", "Backup", "release", "create_")
"""What they begin with that change or read the state of the process, or files."""


def right(row: Row) -> tuple[list[str], list[str]] | None:
    """The required arguments of a row as text and the names of the others; None where no right value is known."""
    made: Any = named(msshim, row)
    if not callable(made) or row.name.startswith(STATE) or row.namespace in ("communication", "runtime"):
        return None
    try:
        entries = list(inspect.signature(made).parameters.values())
    except (TypeError, ValueError):
        return None
    needed = [p for p in entries if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    if any(p.name not in GOOD for p in needed):
        return None
    others = [p.name for p in entries if p.default is not p.empty]
    return ([GOOD[p.name] for p in needed], others) if needed or others else None


def mutations(row: Row, count: int, seed: int = 0) -> list[Case]:
    """`count` calls of a row with something wrong, the same ones for the same seed."""
    rng = random.Random(f"{seed} {row.qualified}")
    given, others = right(row) or ([], [])
    return [Case(row.qualified, ", ".join(_spoiled(rng, list(given), others))) for _ in range(count)]


def _spoiled(rng: random.Random, given: list[str], others: list[str]) -> list[str]:
    kind = rng.random()
    if kind < 0.75 and (given or others):
        n = rng.randrange(len(given) + len(others))
        if n < len(given):
            return [*given[:n], rng.choice(BAD), *given[n + 1 :]]
        return [*given, f"{others[n - len(given)]}={rng.choice(BAD)}"]
    if kind < 0.85 and given:
        del given[rng.randrange(len(given))]
        return given
    return [*given, f"bogus={rng.choice(BAD)}"] if kind < 0.95 else [*given, *[rng.choice(BAD)] * 12]


def tried() -> list[Row]:
    """The rows of which both sides take the call that is right."""
    rows = [row for row in all_rows("written") if right(row)]
    cases = [Case(row.qualified, ", ".join((right(row) or ([], []))[0])) for row in rows]
    both = zip(outcomes("mindspore", cases), outcomes("msshim", cases), strict=True)
    return [row for row, pair in zip(rows, both, strict=True) if all(isinstance(one, Answer) for one in pair)]


def main(count: int = 8, part: str = "", seed: int = 0) -> None:
    """Print the figures and each difference."""
    rows = [row for row in tried() if part in row.qualified]
    found = judged([case for row in rows for case in mutations(row, count, seed)])
    for kind, case, ours, theirs in found:
        if kind not in ("same class", "both answer", "no kernel in MindSpore"):
            print(f"{kind}\t{case.row}\t{case.text}\t{ours}\t{theirs}")
    figures = Counter(kind for kind, *_ in found)
    refused = sum(figures[kind] for kind in REFUSED) or 1
    print(len(rows), "rows")
    for kind, number in figures.most_common():
        print(f"{number:6}  {number / refused:7.2%} of refused  {kind}")


if __name__ == "__main__":
    main(*(int(a) if a.isdigit() else a for a in sys.argv[1:]))
