"""A member's value as text, by the rules of the whole mapping: trimmed, and an empty text is absent."""

from collections.abc import Sequence
from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

JSON_SPACE: Final = " \t\n\r"

WHITE_SPACE: Final = "\t\n\x0b\x0c\r \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What JavaScript's `trim` takes away: both languages must see the same text."""

# Between these two stand the visible characters of ASCII, in the order of the bytes.
_FIRST_VISIBLE = "!"
_BEHIND_VISIBLE = "\x7f"
_LAST_BYTE_VISIBLE = (bytearray(b"!"), bytearray(b"~"))


def constant(value: str | int) -> Column:
    """A literal of an event that Spark holds to be nullable: one that it knows to be never null would change the schema that is written."""
    return F.when(F.col("refusal").isNull(), F.lit(value))


def trimmed(text: Column) -> Column:
    """Null where nothing visible is left."""
    return F.when(is_trimmed(text), text).otherwise(non_empty(F.btrim(text, F.lit(WHITE_SPACE))))


def is_trimmed(text: Column) -> Column:
    """Whether a text begins and ends visibly in ASCII, as most do: that costs less to see than to trim."""
    return (text >= _FIRST_VISIBLE) & (text < _BEHIND_VISIBLE) & _ends_visibly(text)


def _ends_visibly(text: Column) -> Column:
    """By the last byte: to find the last character Spark counts them all."""
    return F.substring(text.cast("binary"), -1, 1).between(*map(F.lit, _LAST_BYTE_VISIBLE))


def starts_nested(text: Column) -> Column:
    """Whether a member's value is an object or a list; a text that looks like one has a blank before it (`json_objects.py`)."""
    return text.startswith("{") | text.startswith("[")


def text_of(value: Column) -> Column:
    """A member of a read object as text; null for lists and objects."""
    return F.when(~starts_nested(value), F.ltrim(value))


def non_empty(text: Column) -> Column:
    # Spark computes once what a condition asks for twice: else the text would be computed for the condition, and again for the result.
    return F.when(text.isNotNull() & (text != ""), text)


def has_member(members: Column, name: Column) -> Column:
    return F.array_contains(F.map_keys(members), name)


def values_of(column: str, members: Column, names: Sequence[str]) -> dict[str, Column]:
    """The values of several members as a list, for `Texts`. Null where there is no object: most of them most records do not have."""
    return {column: F.when(members.isNotNull(), F.array(*(members[name] for name in names)))}


def value_in(column: str, names: Sequence[str], name: str) -> Column:
    """One of the values that `values_of` found: to look a member up in a map costs more, the more members it has."""
    return F.col(column)[tuple(names).index(name)]


class Texts:
    """The texts of the members that `values_of` found."""

    def __init__(self, column: str, names: Sequence[str]) -> None:
        self._column = column
        self._names = names

    def __getitem__(self, name: str) -> Column:
        return text_of(value_in(self._column, self._names, name))

    def first(self, *names: str) -> Column:
        """The first of several members that holds a text."""
        return F.coalesce(*(self[name] for name in names))


def extracted(text: Column, pattern: str, group: int = 1) -> Column:
    """What a group of a pattern matches; null where it matches nothing."""
    return non_empty(F.regexp_extract(text, pattern, group))


MAX_CHARACTERS: Final = 65_535
"""The longest `string_t` of OCSF 1.1: https://schema.ocsf.io/1.1.0/data_types"""


def bounded(text: Column) -> Column:
    """A text as long as OCSF takes it. Only a record that is longer itself can hold a longer one; its whole text stands in `unmapped`."""
    return F.when(F.col("is_long"), F.substring(text, 1, MAX_CHARACTERS)).otherwise(text)


def list_of_known(members: Sequence[Column]) -> Column:
    """Without the nulls; null where none is left. Not `array_compact`: it is interpreted, and so is all that it is given."""
    lists = (F.when(member.isNotNull(), F.array(member)).otherwise(F.array()) for member in members)
    return F.when(F.coalesce(*members).isNotNull(), F.concat(*lists))


_UNDASHED_GUID = r"\A([0-9a-fA-F]{8})([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{12})\z"


def dashed_guid(text: Column) -> Column:
    """A GUID with its dashes, which role assignments leave out; any other text as it is."""
    return F.regexp_replace(text, _UNDASHED_GUID, "$1-$2-$3-$4-$5")
