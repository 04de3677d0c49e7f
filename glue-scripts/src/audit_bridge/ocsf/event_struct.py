"""Puts an event together by its schema: an object none of whose members is known is null, and a text is as long as OCSF takes it."""

from collections.abc import Mapping

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import StringType, StructType

from .packed_columns import packed
from .text_values import bounded

_LATE_LEAVES = ("resources", "observables", "raw_data", "unmapped")
_UNBOUNDED = ("raw_data", "unmapped")


def leaf(path: str) -> Column:
    """A leaf's value before the event is put together."""
    return F.col(f"leaf_{path}" if path in _LATE_LEAVES else f"leaves.{_member_name(path)}")


def packed_leaves(leaves: Mapping[str, Column]) -> dict[str, Column]:
    """Of a refused record, too: a condition would keep Spark from computing once what several leaves have in common."""
    return packed("leaves", {_member_name(path): value for path, value in leaves.items()})


def late_leaves(leaves: Mapping[str, Column]) -> dict[str, Column]:
    """Those that are made of others."""
    return {f"leaf_{path}": value for path, value in leaves.items()}


def _member_name(path: str) -> str:
    return path.replace(".", "_")


def event_struct(schema: StructType, prefix: str = "") -> Column:
    """From `leaf`; each must hold its leaf in the schema's type. To Spark everything in it may be null."""
    return F.struct(*(_member(schema, name, prefix).alias(name) for name in schema.names))


def _member(schema: StructType, name: str, prefix: str) -> Column:
    path, data_type = f"{prefix}{name}", schema[name].dataType
    if isinstance(data_type, StructType):
        return F.when(_any_known(data_type, path), event_struct(data_type, f"{path}."))
    value = F.when(F.col("refusal").isNull(), leaf(path))
    return bounded(value) if isinstance(data_type, StringType) and name not in _UNBOUNDED else value


def _any_known(schema: StructType, path: str) -> Column:
    known = [leaf(inner).isNotNull() for inner in leaf_paths(schema, f"{path}.")]
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
