"""Puts an event together by its schema: an object none of whose members is known is null, and a text is as long as OCSF takes it."""

from collections.abc import Mapping

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import StringType, StructType

from .text_values import bounded

_UNBOUNDED = ("raw_data", "unmapped")


def leaf_name(path: str) -> str:
    """The column that holds a leaf's value before the event is put together."""
    return f"leaf_{path.replace('.', '_')}"


def leaf_columns(leaves: Mapping[str, Column]) -> dict[str, Column]:
    """Of a refused record, too: a condition would keep Spark from computing once what several leaves have in common."""
    return {leaf_name(path): value for path, value in leaves.items()}


def event_struct(schema: StructType, prefix: str = "") -> Column:
    """From the columns of `leaf_columns`; each must hold its leaf in the schema's type. To Spark everything in it may be null."""
    return F.struct(*(_member(schema, name, prefix).alias(name) for name in schema.names))


def _member(schema: StructType, name: str, prefix: str) -> Column:
    path, data_type = f"{prefix}{name}", schema[name].dataType
    if isinstance(data_type, StructType):
        return F.when(_any_known(data_type, path), event_struct(data_type, f"{path}."))
    leaf = F.when(F.col("refusal").isNull(), F.col(leaf_name(path)))
    return bounded(leaf) if isinstance(data_type, StringType) and name not in _UNBOUNDED else leaf


def _any_known(schema: StructType, path: str) -> Column:
    known = [F.col(leaf_name(leaf)).isNotNull() for leaf in leaf_paths(schema, f"{path}.")]
    found, *others = known
    for other in others:
        found = found | other
    return found


def leaf_paths(schema: StructType, prefix: str = "") -> list[str]:
    """The paths of everything that is no object of the schema, in its order."""
    paths: list[str] = []
    for field in schema.fields:
        if isinstance(field.dataType, StructType):
            paths += leaf_paths(field.dataType, f"{prefix}{field.name}.")
        else:
            paths.append(f"{prefix}{field.name}")
    return paths
