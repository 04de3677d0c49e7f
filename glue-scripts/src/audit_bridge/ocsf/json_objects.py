"""
JSON objects in Spark's own parser, as maps from a member's name to its value's text; what is nested rests as JSON text.

`from_json` alone is no judge of JSON: it takes what stands behind a value for nothing, single quotes for quotes and NaN for a number.
So each text is parsed within a list whose last element is a seal, a member that no text can hold: the SHA-256 of the record that it stands in.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812

from .text_values import has_member, starts_nested, trimmed

STRICT: Final[Mapping[str, str]] = {"allowSingleQuotes": "false", "allowNonNumericNumbers": "false"}

_SEALED_OBJECTS = "array<map<string,string>>"
_SEALED_TEXTS = "array<string>"


def sealed_object(text: Column, seal: Column) -> Column:
    """An object and its seal, in a list; anything else when the text is no object. Keep it in a column of its own: it is parsed wherever it stands."""
    return F.from_json(_sealed(text, seal), _SEALED_OBJECTS, STRICT)


def unsealed_object(sealed: Column, seal: Column) -> Column:
    """The members of a sealed object; null when the text was no object, or something stood behind it."""
    return F.when((F.size(sealed) == 2) & has_member(F.get(sealed, F.lit(1)), seal), F.get(sealed, F.lit(0)))


def is_json(text: Column, seal: Column) -> Column:
    """Whether a text is any JSON value at all."""
    sealed = F.from_json(_sealed(text, seal), _SEALED_TEXTS, STRICT)
    return (F.size(sealed) == 2) & F.get(sealed, F.lit(1)).contains(seal)


def _sealed(text: Column, seal: Column) -> Column:
    return F.concat(F.lit("["), text, F.lit(',{"'), seal, F.lit('":""}]'))


def nested_text(value: Column) -> Column:
    """The JSON text of an object or list that a member is, or that it holds as text, also quoted once more; null for other texts."""
    unquoted = trimmed(F.get(F.from_json(F.concat(F.lit("["), value, F.lit("]")), _SEALED_TEXTS, STRICT), F.lit(0)))
    text = F.ltrim(value)
    return F.when(starts_nested(text), text).when(text.startswith('"'), F.when(starts_nested(unquoted), unquoted))


def with_objects(frame: DataFrame, texts: Mapping[str, Column], textual: Mapping[str, Sequence[str]]) -> DataFrame:
    """
    Reads JSON texts into columns of members, in steps that Spark cannot merge: a text is parsed once, whatever is asked of it later.

    :param texts: by the new column's name; a null text, or one that is no strict JSON object, gives a null column
    :param textual: by column, the members that are read as text: `{value, localizedValue}` is unwrapped there
    """
    seal = F.col("raw_sha256")
    parsed = frame.withColumns({f"{name}_sealed": sealed_object(text, seal) for name, text in texts.items()})
    return parsed.withColumns(
        {
            name: cleaned(last_of_repeated(unsealed_object(F.col(f"{name}_sealed"), seal)), source, textual.get(name, ()))
            for name, source in texts.items()
        }
    )


def last_of_repeated(members: Column) -> Column:
    """Of members with one name the last, as everybody reads them. Spark's parser keeps them all, and its maps answer with the first."""
    is_unique = F.size(F.array_distinct(F.map_keys(members))) == F.size(members)
    return F.when(is_unique, members).otherwise(F.map_from_entries(last_entries(F.map_entries(members))))


def last_entries(entries: Column) -> Column:
    """Of entries (`key`, `value`) with one key the last; sorted by key, because to compare each with each would take hours for a large record."""
    indexed = F.transform(
        entries, lambda entry, index: F.struct(entry["key"].alias("key"), (-index).alias("order"), entry["value"].alias("value"))
    )

    def lasts(ordered: Column) -> Column:
        return F.filter(ordered, lambda entry, index: (index == 0) | (F.get(ordered, index - 1)["key"] != entry["key"]))

    # A list of one binds the sorted entries to a name: within a function they would be sorted anew for each of them.
    last = F.get(F.transform(F.array(F.array_sort(indexed)), lasts), F.lit(0))
    return F.transform(last, lambda entry: F.struct(entry["key"].alias("key"), entry["value"].alias("value")))


def cleaned(members: Column, source: Column, textual: Sequence[str]) -> Column:
    """Members with texts trimmed and without empty ones."""
    values = F.transform_values(members, lambda name, value: _cleaned_value(name, value, source, [key.lower() for key in textual]))
    return F.map_filter(values, lambda _, value: value.isNotNull())


def _cleaned_value(name: Column, value: Column, source: Column, textual: Sequence[str]) -> Column:
    nested = F.when(value.isin("{}", "[]"), None)
    if textual:
        nested = nested.when(F.lower(name).isin(*textual), _as_text(name, value, source))
    return F.when(starts_nested(value), nested.otherwise(value)).otherwise(trimmed(value))


def _as_text(name: Column, value: Column, source: Column) -> Column:
    """A member that is read as text, but looks like an object or a list: a wrapped text, or a text that looks like JSON, marked by a blank."""
    quoted = F.concat(F.lit('(?i)"\\Q'), name, F.lit('\\E"\\s*:\\s*"'))
    wrapped = F.from_json(value, "value string", STRICT)["value"]
    unwrapped = F.when(~starts_nested(wrapped), trimmed(wrapped))
    return F.when(F.regexp_like(source, quoted), F.concat(F.lit(" "), value)).otherwise(
        F.coalesce(F.when(value.startswith("{"), unwrapped), value)
    )
