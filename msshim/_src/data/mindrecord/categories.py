"""`MindPage`: the rows of one value of an indexed field. Source: mindspore.mindrecord.mindpage of 2.10."""

from __future__ import annotations

import json
import math
from typing import Any

from msshim._src.data import failures
from msshim._src.data.mindrecord.errors import MRMDefineCategoryError, ParamTypeError, ParamValueError
from msshim._src.data.mindrecord.reader import check
from msshim._src.data.mindrecord.records import Records


class MindPage:
    """The rows of MindRecord files by the values of an indexed field, some at a time.

    Args:
        file_name: One file, with which come those that were written with it; or a list of files, and no others.
        num_consumer: How many threads read in MindSpore; no effect here. From 1 to the number of processors.

    Raises:
        ParamValueError: An argument is none of these.
        RuntimeError: A file is not there, or is damaged.
    """

    def __init__(self, file_name: str | list[str], num_consumer: int = 4) -> None:
        check(file_name, num_consumer)
        with failures.shown():
            self._records = Records(file_name)
        self._field: str | None = None
        self._rows: dict[str, list[int]] = {}

    @property
    def candidate_fields(self) -> list[str]:
        """The indexed fields."""
        return list(self._records.header.index)

    @property
    def category_field(self) -> str | None:
        """The field by whose values rows are found.

        Raises:
            ParamTypeError: It is set to what is no str.
            MRMDefineCategoryError: It is set to what is not indexed.
        """
        return self._field

    @category_field.setter
    def category_field(self, category_field: str) -> None:
        if not category_field or not isinstance(category_field, str):
            raise ParamTypeError("category_fields", "str")
        if category_field not in self._records.header.index:
            raise MRMDefineCategoryError(f"Field '{category_field}' is not a candidate category field.")
        rows: dict[str, list[int]] = {}
        with failures.shown():
            for row in range(len(self._records)):
                rows.setdefault(_name(self._records.raw(row)[category_field]), []).append(row)
        self._field, self._rows = category_field, dict(sorted(rows.items()))

    def read_category_info(self) -> str:
        """The values of the field, their ids and how many rows each has, as JSON.

        Raises:
            RuntimeError: There is no `category_field` yet.
        """
        if self._field is None:
            raise RuntimeError("The 'category_field' must be set before its values are read.")
        found = [{"count": len(rows), "id": i, "name": name} for i, (name, rows) in enumerate(self._rows.items())]
        return json.dumps({"categories": found, "key": f"{self._field}_0"}, separators=(",", ":"), ensure_ascii=False)

    def read_at_page_by_id(self, category_id: int, page: int, num_row: int) -> list[dict[str, Any]]:
        """Rows `page * num_row` and so on of the value with an id.

        Raises:
            ParamValueError: An argument is no int, or too small.
            RuntimeError: There is no such id or page.
        """
        if not isinstance(category_id, int) or category_id < 0:
            raise ParamValueError("Category id should be int and greater than or equal to 0.")
        _check(page, num_row)
        groups = list(self._rows.values())
        if category_id >= len(groups):
            raise RuntimeError(f"Invalid data, category_id: {category_id} must be in the range [0, {len(groups)}).")
        if page * num_row >= len(groups[category_id]):
            raise RuntimeError(f"Invalid data, page no: {page} or page size: {num_row} is invalid.")
        return self._read(groups[category_id], page, num_row)

    def read_at_page_by_name(self, category_name: str, page: int, num_row: int) -> list[dict[str, Any]]:
        """Rows `page * num_row` and so on of a value.

        Raises:
            ParamValueError: An argument is no str or int, or too small.
            RuntimeError: There is no such value or page.
        """
        if not isinstance(category_name, str):
            raise ParamValueError("Category name should be str.")
        _check(page, num_row)
        if category_name not in self._rows:
            raise RuntimeError(f"category_name: {category_name} could not found.")
        return self.read_at_page_by_id(list(self._rows).index(category_name), page, num_row)

    def _read(self, rows: list[int], page: int, num_row: int) -> list[dict[str, Any]]:
        with failures.shown():
            return [self._records.values(row) for row in rows[page * num_row : (page + 1) * num_row]]


def _check(page: Any, num_row: Any) -> None:
    if not isinstance(page, int) or page < 0:
        raise ParamValueError("Page should be int and greater than or equal to 0.")
    if not isinstance(num_row, int) or num_row <= 0:
        raise ParamValueError("num_row should be int and greater than 0.")


def _name(value: Any) -> str:
    """A value as SQLite writes it: floats with 15 digits and at least one after the point."""
    if not isinstance(value, float):
        return str(value)
    digits, mark, exponent = f"{value:.15g}".partition("e")
    return (digits if "." in digits or not math.isfinite(value) else f"{digits}.0") + mark + exponent
