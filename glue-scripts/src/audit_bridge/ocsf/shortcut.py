"""What a usual record is spared. Each shortcut gives what the full way gives: the tests close all of them, and compare."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812


def shortcut(is_usual: Column, short: Column, full: Column) -> Column:
    """Spark computes only the one of the two ways that is taken."""
    return F.when(_is_open(is_usual), short).otherwise(full)


def shortcut_only(is_usual: Column, short: Column) -> Column:
    """Null where the full way is to be taken, which stands elsewhere."""
    return F.when(_is_open(is_usual), short)


def _is_open(is_usual: Column) -> Column:
    return is_usual
