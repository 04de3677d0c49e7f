"""
Whether nothing must be done to an object's members, told from all of their texts at once: Spark interprets a function of each member, and
few objects have a text to trim, to drop or to unwrap.
"""

from collections.abc import Sequence

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

_JOINT = "\x01"
_VISIBLE = "!"

# A joint with nothing visible before it, or behind it what is empty, blank, an object, a list or a quoted text.
_TOUCHED = r"\x01(?:(?![!#-Z\\-z|-~])|(?<![!-~]\x01))"


def is_untouched(members: Column, nested: Sequence[str] = ()) -> Column:
    """
    True only if each name stands once, and each value begins and ends visibly in ASCII and is neither object nor list. False says nothing.

    :param nested: members that may also be objects with members of their own
    """
    values = F.map_values(members)
    objects = [F.when(members[name].startswith("{") & (members[name] != "{}"), members[name]) for name in nested]
    texts, count = values, F.size(values)
    for one in objects:
        texts = F.call_function("array_remove", texts, F.coalesce(one, F.lit(_VISIBLE)))
        count = count - F.when(one.isNotNull(), 1).otherwise(0)
    joined = F.concat(F.lit(_VISIBLE + _JOINT), F.array_join(texts, _JOINT), F.lit(_JOINT + _VISIBLE))
    # Null where one of the values is null.
    has_no_gap = ~F.array_contains(texts, F.lit(""))
    return has_no_gap & (F.size(texts) == count) & ~F.regexp_like(joined, F.lit(_TOUCHED)) & has_unique_names(members)


def has_unique_names(members: Column) -> Column:
    return F.size(F.array_distinct(F.map_keys(members))) == F.size(members)
