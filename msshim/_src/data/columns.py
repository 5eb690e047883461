"""Where columns are, by name, and rows with others in their places."""

from __future__ import annotations

from typing import Any

from msshim._src.data.base import Dataset


class Through(Dataset):
    """The base of steps that some columns go through, and come out of in their places or under other names."""

    _inputs: list[str] | None
    _outputs: list[str] | None

    def _unsaid(self) -> list[str]:
        """The columns that go in where the program names none."""
        return self.children[0]._columns()

    def _between(self) -> tuple[list[str], list[str]]:
        """The names of the columns that go in, and of those that come out."""
        inputs = self._inputs or self._unsaid()
        return inputs, self._outputs or inputs

    def _columns(self) -> list[str]:
        inputs, outputs = self._between()
        given(self.children[0], inputs)
        return renamed(self.children[0]._columns(), inputs, outputs)


def given(dataset: Dataset, columns: Any) -> list[int]:
    """Where the columns are; RuntimeError for one that is not there."""
    there = dataset._columns()
    for name in columns:
        if name not in there:
            raise RuntimeError(f"The 'input_columns' must be of {there}, but one is {name!r}.")
    return [there.index(name) for name in columns]


def renamed(there: list[str], inputs: list[str], outputs: list[str]) -> list[str]:
    """The columns' names where `outputs` stand in place of `inputs`: in their places, or else in front."""
    if len(inputs) == len(outputs):
        return [outputs[inputs.index(name)] if name in inputs else name for name in there]
    return [*outputs, *(name for name in there if name not in inputs)]


def replaced(columns: list[Any], places: list[int], made: list[Any]) -> list[Any]:
    """The columns where `made` stands in place of those at `places`, as `_renamed` has their names."""
    if len(places) == len(made):
        columns = list(columns)
        for place, value in zip(places, made, strict=True):
            columns[place] = value
        return columns
    return [*made, *(value for i, value in enumerate(columns) if i not in places)]
