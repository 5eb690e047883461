"""`RandomDataset` beside MindSpore's: one seed gives one set of bytes."""

from __future__ import annotations

import pytest
from answers import OURS, THEIRS, beside, tried

CALLS = (
    "5, schema",
    "total_rows=5, schema=schema, columns_list=['b', 'a']",
    "3, schema, num_samples=2",
    "3, schema, num_samples=7, num_parallel_workers=1",
    "3, schema, num_shards=2, shard_id=1",
    "3, schema, shuffle=False",
    "4, schema, columns_list=['nope']",
    "2, texts",
    "4",
    "40, num_samples=3",
    "num_samples=6",
    "-1, schema",
    "'a'",
    "2.0",
    "4, 3",
    "4, '/nowhere'",
    "4, columns_list='a'",
)


def words(ds) -> dict:
    schema, texts = ds.Schema(), ds.Schema()
    for name, kind, shape in (
        ("a", "uint8", [2]),
        ("b", "int32", [-1]),
        ("c", "float16", None),
        ("d", "bool", [2, -1]),
    ):
        schema.add_column(name, kind, shape)
    texts.add_column("s", "string", [2])
    return {"schema": schema, "texts": texts, "reader": ds.RandomDataset}


@pytest.mark.parametrize("call", CALLS)
def test_beside_mindspore(call: str) -> None:
    for seed in (3, 11):
        beside(lambda ds: eval(f"reader({call})", words(ds)), seed, call)


def test_a_number_of_rows_is_drawn() -> None:
    """Where MindSpore crashes."""
    OURS.config.set_seed(3)
    made = OURS.RandomDataset(schema=words(OURS)["schema"])
    assert 0 < len(list(made)) == made.get_dataset_size() <= 1000
    assert tried(lambda: THEIRS.RandomDataset(total_rows="a")) is TypeError
