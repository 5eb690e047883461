"""Random pipelines of data, as text that both libraries can run: `python pipelines.py FIRST COUNT` compares many."""

import random
import sys

import numpy as np


class Numbered:
    """Rows of two columns by number: an int32, and float32 of one to three values."""

    def __init__(self, count) -> None:
        self.count = count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index):
        return np.array(index, np.int32), np.full(index % 3 + 1, index, np.float32)


def generated(count):
    def rows():
        for index in range(count):
            yield np.array(index, np.int32), np.full(index % 3 + 1, index, np.float32)

    return rows


def epoch_and_batch(columns, info):
    return ([value * 0 + info.get_batch_num() * 10 + info.get_epoch_num() for value in columns],)


def length(value):
    return value.shape[0] if value.ndim else 1


def not_by_three(value):
    return bool(np.asarray(value).ravel()[0] % 3 != 0)


NAMES = {"np": np, "Numbered": Numbered, "generated": generated, "epoch_and_batch": epoch_and_batch}
NAMES |= {"length": length, "not_by_three": not_by_three}


def source(rnd):
    count = rnd.choice([5, 8, 13, 20])
    options = [f"shuffle={rnd.choice([True, False])}"] if rnd.random() < 0.6 else []
    sampler = rnd.choice([
        "RandomSampler(True, 6)", "RandomSampler(num_samples=4)", "SubsetRandomSampler([3, 1, 4])",
        "SequentialSampler(1, 3)", "SubsetSampler([4, 0, 2])", "DistributedSampler(3, 1)",
        "DistributedSampler(2, 0, False)",
    ])  # fmt: skip
    kind = rnd.choice(["slices", "dict", "numbered", "generated", "sampled"])
    if kind != "generated" and rnd.random() < 0.25:
        options.append("num_shards={}, shard_id={}".format(*rnd.choice([(3, 1), (2, 0)])))
    if rnd.random() < 0.25:
        options.append("num_samples=6")
    if kind == "sampled":
        options = [f"sampler=D.{sampler}"]
    rest = ", ".join(["num_parallel_workers=1", *options])
    pairs = f"np.arange({count} * 2.0).reshape(-1, 2)"
    return {
        "slices": f"D.NumpySlicesDataset((np.arange({count}, dtype=np.int32), {pairs}), ['a', 'b'], {rest})",
        "dict": f"D.NumpySlicesDataset({{'a': list(range({count})), 'b': {pairs}}}, {rest})",
        "numbered": f"D.GeneratorDataset(Numbered({count}), ['a', 'b'], {rest})",
        "sampled": f"D.GeneratorDataset(Numbered({count}), ['a', 'b'], {rest})",
        "generated": f"D.GeneratorDataset(generated({count}), ['a', 'b'], {rest})",
    }[kind]


def steps(rnd, columns):
    """Texts of steps, by name; `d` is the pipeline before. `columns` are its columns."""
    n, first, last = rnd.randint(2, 7), columns[0], columns[-1]
    one = "num_parallel_workers=1"
    new = rnd.sample(
        [name for name in "klmnopqxyz" if name not in columns], 3
    )  # MindSpore mixes columns of one name up
    return {
        "map": f"d.map(lambda v: v + {n}, ['{first}'], {one})",
        "map to two": f"d.map([lambda v: v * 2, lambda v: (v, v + {n})], ['{first}'], {new[:2]}, {one})",
        "map two": f"d.map(lambda p, q: (p, q), {columns[:2]}, {one})" if len(columns) > 1 else "d",
        "map to another": f"d.map(lambda v: v, ['{last}'], {new[2:]}, {one})",
        "native": f"d.map(D.transforms.TypeCast(np.float32), ['{first}'], num_parallel_workers=2)",
        "filter": f"d.filter(not_by_three, ['{first}'], {one})",
        "shuffle": f"d.shuffle({n})",
        "batch": f"d.batch({n}, {rnd.choice([True, False])}, {one})",
        "per batch": f"d.batch({n}, per_batch_map=epoch_and_batch, input_columns=['{first}'], {one})",
        "batch of a function": f"d.batch(lambda info: info.get_batch_num() % 3 + 1, {one})",
        "repeat": f"d.repeat({n % 3 + 1})",
        "skip": f"d.skip({n})",
        "take": f"d.take({n})",
        "rename": f"d.rename(['{first}'], ['r{n}'])",
        "project": f"d.project({columns[::-1]})",
        "zip": f"D.zip((d, D.NumpySlicesDataset(np.arange({n + 3}), ['zz{n}'], shuffle=False)))",
        "concat": f"d.concat({source(rnd)})",
        "split": f"d.split([0.6, 0.4], randomize={rnd.choice([True, False])})[{n % 2}]",
        "padded": f"d.padded_batch({n}, {one}, pad_info={{'{last}': ({rnd.choice(['None', '[4]'])}, -1)}})",
        "buckets": f"d.bucket_batch_by_length(['{last}'], [2, 3], [2, 2, 2], length, None, False)",
    }


def pipeline(seed, ours):
    """The texts of a random pipeline's steps, and its number of epochs; `ours` is msshim's module."""
    rnd = random.Random(seed)
    ours.config.set_seed(seed)
    found = [source(rnd)]
    for _ in range(rnd.randint(1, 4)):
        try:
            built = build(ours, found)
            columns, rows = built.get_col_names(), sum(1 for _ in built)
        except (RuntimeError, ValueError, TypeError):
            break
        name, text = rnd.choice(list(steps(rnd, columns).items()))
        if name == "buckets" and not rows:
            continue  # without rows it ends MindSpore's process: a segmentation fault
        found.append(text)
        if name == "buckets":
            break  # behind it other steps do, now and then
    return found, rnd.randint(1, 3)


def build(ds, texts):
    made = eval(texts[0], {**NAMES, "D": ds})
    for text in texts[1:]:
        made = eval(text, {**NAMES, "D": ds, "d": made})
    return made


def plain(value):
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    array = np.asarray(value)
    return str(array.dtype), array.shape, array.tolist()


def seen(ds, texts, epochs, seed):
    """What a pipeline gives: columns, sizes, dtypes, rows of epochs; or the class of its error."""
    ds.config.set_seed(seed)
    try:
        made = build(ds, texts)
        found = {"columns": made.get_col_names()}
        questions = ["get_dataset_size", "get_batch_size", "get_repeat_count"]
        if not any("project" in text for text in texts):  # there MindSpore lists rows before the first one, too
            questions += ["output_types", "output_shapes"]
        for question in questions:
            try:
                found[question] = str(getattr(made, question)())
            except Exception as error:
                found[question] = type(error).__name__
        rows = made.create_dict_iterator(num_epochs=epochs, output_numpy=True)
        found["rows"] = [[{name: plain(value) for name, value in row.items()} for row in rows] for _ in range(epochs)]
    except Exception as error:
        return {"raises": type(error).__name__}
    return found


def compared(theirs, ours, seed):
    """What both sides give for the pipeline of a seed, and its text."""
    texts, epochs = pipeline(seed, ours)
    return seen(theirs, texts, epochs, seed), seen(ours, texts, epochs, seed), (texts, epochs)


def main() -> None:
    import mindspore.dataset

    import msshim.dataset

    first, count = map(int, sys.argv[1:])
    equal = raising = 0
    for seed in range(first, first + count):
        theirs, ours, text = compared(mindspore.dataset, msshim.dataset, seed)
        if theirs == ours:
            equal += 1
            raising += "raises" in ours
        else:
            print(seed, text)
            for name in sorted({*theirs, *ours}):
                if theirs.get(name) != ours.get(name):
                    print("   ", name, str(theirs.get(name))[:400], "|", str(ours.get(name))[:400], flush=True)
    print(f"{equal} of {count} equal, {raising} of them errors of one class")


if __name__ == "__main__":
    main()
