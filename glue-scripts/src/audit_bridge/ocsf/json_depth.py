"""How deeply a JSON text is nested, without parsing it: Spark's parser gives up at 1,000 levels, and JavaScript's at none."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

MAX_DEPTH: Final = 100
"""As in packages/activity-log (`maxDepth`): real records have less than ten levels."""

PARSER_MAX_DEPTH: Final = 1000
"""Where Jackson stops (`StreamReadConstraints`): behind it, whether a text is JSON cannot be told."""

_STRING = r'(?s)"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_NOT_BRACKETS = r"[^\[\]{}]++"


def may_nest_deeply(text: Column) -> Column:
    """Whether a text has enough brackets at all: nearly none has, and to look for the half of them is cheap."""
    return _has_half(text, "{") | _has_half(text, "[")


def depth_of(text: Column) -> Column:
    """The deepest level of a text. Looks at each bracket: ask `may_nest_deeply` before."""
    brackets = F.split(F.regexp_replace(F.regexp_replace(text, _STRING, ""), _NOT_BRACKETS, ""), "")
    start = F.struct(F.lit(0).alias("depth"), F.lit(0).alias("deepest"))

    def step(state: Column, bracket: Column) -> Column:
        depth = state["depth"] + F.when(bracket.isin("{", "["), 1).when(bracket.isin("}", "]"), -1).otherwise(0)
        return F.struct(depth.alias("depth"), F.greatest(state["deepest"], depth).alias("deepest"))

    return F.aggregate(brackets, start, step, lambda state: state["deepest"])


def _has_half(text: Column, bracket: str) -> Column:
    """Of more than `MAX_DEPTH` brackets of two kinds, one kind has more than the half. Java splits faster than Spark searches."""
    parts = MAX_DEPTH // 2 + 2
    return F.size(F.split(text, f"\\{bracket}", parts)) == parts
