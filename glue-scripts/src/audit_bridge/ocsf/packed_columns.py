"""Columns that many later steps hand on: as members of one they are copied as one, at each step."""

from collections.abc import Mapping

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812


def packed(name: str, columns: Mapping[str, Column]) -> dict[str, Column]:
    """One column of that name; `F.col("<name>.<column>")` is a member."""
    return {name: F.struct(*(value.alias(column) for column, value in columns.items()))}
