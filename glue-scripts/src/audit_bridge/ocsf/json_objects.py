"""
JSON objects in Spark's own parser, as maps from a member's name to its value's text; what is nested rests as JSON text.

`from_json` alone is no judge of JSON: it takes what stands behind a value for nothing, single quotes for quotes and NaN for a number.
So each text is parsed within a list whose last element is a seal, a member that no text can hold: the SHA-256 of its own record.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .json_depth import MAX_DEPTH, depth_of
from .shortcut import shortcut
from .text_values import WHITE_SPACE, has_member, is_trimmed, starts_nested, trimmed
from .untouched_members import has_unique_names

STRICT: Final[dict[str, str]] = {"allowSingleQuotes": "false", "allowNonNumericNumbers": "false"}

Steps = Sequence[Mapping[str, Column]]
"""Columns by name; a later step builds on those of the earlier ones. Spark merges no two of them: nothing is computed twice."""

_SEALED_OBJECTS = "array<map<string,string>>"
_SEALED_OBJECTS_OF_OBJECTS = "array<map<string,map<string,string>>>"
_SEALED_TEXTS = "array<string>"


def sealed_object(text: Column, seal: Column) -> Column:
    """An object and its seal, in a list; anything else when the text is no object. It needs a step of its own, to be parsed once."""
    return F.from_json(_sealed(text, seal), _SEALED_OBJECTS, STRICT)


def sealed_objects(text: Column, seal: Column) -> Column:
    """The same of an object whose members are all objects."""
    return F.from_json(_sealed(text, seal, "{}"), _SEALED_OBJECTS_OF_OBJECTS, STRICT)


def unsealed_object(sealed: Column, seal: Column) -> Column:
    """The members of a sealed object; null when the text was no object, or something stood behind it."""
    return F.when((F.size(sealed) == 2) & has_member(F.get(sealed, F.lit(1)), seal), F.get(sealed, F.lit(0)))


def is_json(text: Column, seal: Column) -> Column:
    """Whether a text is any JSON value at all."""
    sealed = F.from_json(_sealed(text, seal), _SEALED_TEXTS, STRICT)
    return (F.size(sealed) == 2) & F.get(sealed, F.lit(1)).contains(seal)


def _sealed(text: Column, seal: Column, sealing: str = '""') -> Column:
    return F.concat(F.lit("["), text, F.lit(',{"'), seal, F.lit(f'":{sealing}}}]'))


def nested_text(value: Column) -> Column:
    """What may be the JSON text of an object or list: the member itself, the text that it holds, or what that text quotes once more."""
    unquoted = F.get(F.from_json(F.concat(F.lit("["), value, F.lit("]")), _SEALED_TEXTS, STRICT), F.lit(0))
    return F.when(value.startswith('"'), F.btrim(unquoted, F.lit(WHITE_SPACE))).otherwise(F.ltrim(value))


def object_steps(layer: str, values: Mapping[str, Column], textual: Sequence[str] = (), usual: Mapping[str, Column] | None = None) -> Steps:
    """
    Members that are objects, or texts that hold one, as columns of their members. A whole layer is one list: one function for all of them
    makes a fraction of the plan, and of the code, that one for each would.

    :param layer: a name of its own
    :param values: by the new column's name; what is no strict JSON object gives a null column
    :param textual: the members that are read as text in this layer: `{value, localizedValue}` is unwrapped there
    :param usual: by the new column's name, objects that were read already; null for those that were not
    """
    known = usual or {}
    left = [F.when(known[name].isNull(), value) if name in known else value for name, value in values.items()]
    objects = F.transform(F.array(*left), lambda value: _nested_object(value, textual))
    found = {name: F.col(f"{layer}_objects")[index] for index, name in enumerate(values)}
    return (
        {f"{layer}_objects": F.when(F.coalesce(*left).isNotNull(), objects)},
        {name: F.coalesce(known[name], one) if name in known else one for name, one in found.items()},
    )


def _nested_object(value: Column, textual: Sequence[str]) -> Column:
    seal = F.col("raw_sha256")

    def members(text: Column) -> Column:
        sealed = sealed_object(object_text(text), seal)
        found = bound(sealed, lambda one: last_of_repeated(unsealed_object(one, seal)))
        return bound(found, lambda one: cleaned(one, text, textual))

    return F.when(value.isNotNull(), bound(nested_text(value), members))


def bound(value: Column, function: Callable[[Column], Column]) -> Column:
    """A function's result, whose argument is computed once: within a function each use of an expression would compute it anew."""
    return F.get(F.transform(F.array(value), function), F.lit(0))


def object_text(text: Column) -> Column:
    """Other texts are not even tried. One of more levels than a record may have stays text, as in packages/activity-log."""
    return F.when(text.startswith("{") & (~F.col("has_many_brackets") | (depth_of(text) <= MAX_DEPTH)), text)


def last_of_repeated(members: Column) -> Column:
    """Of members with one name the last, as everybody reads them. Spark's parser keeps them all, and its maps answer with the first."""
    return shortcut(has_unique_names(members), members, F.map_from_entries(last_entries(F.map_entries(members))))


def last_entries(entries: Column) -> Column:
    """Of entries (`key`, `value`) with one key the last; sorted by key: to compare each with each would take hours for a large record."""
    indexed = F.transform(
        entries, lambda entry, index: F.struct(entry["key"].alias("key"), (-index).alias("order"), entry["value"].alias("value"))
    )

    def lasts(ordered: Column) -> Column:
        return F.filter(ordered, lambda entry, index: (index == 0) | (F.get(ordered, index - 1)["key"] != entry["key"]))

    last = bound(F.array_sort(indexed), lasts)
    return F.transform(last, lambda entry: F.struct(entry["key"].alias("key"), entry["value"].alias("value")))


def cleaned(members: Column, source: Column, textual: Sequence[str]) -> Column:
    """Members with texts trimmed and without empty ones. Nearly no object has any, and to see this costs less than to look for them."""
    folded = [key.lower() for key in textual]
    values = F.transform_values(members, lambda name, value: _cleaned_value(name, value, source, folded))
    unclean = F.map_filter(members, lambda name, value: ~is_clean(name, value, folded))
    return shortcut(F.size(unclean) == 0, members, F.map_filter(values, lambda _, value: value.isNotNull()))


def is_clean(name: Column, value: Column, textual: Sequence[str]) -> Column:
    """Whether a value is its own cleaned one, in most cases."""
    is_kept = ~value.isin("{}", "[]")
    if textual:
        is_kept &= ~F.lower(name).isin(*textual)
    return F.when(starts_nested(value), is_kept).otherwise(F.coalesce(is_trimmed(value), F.lit(False)))


def _cleaned_value(name: Column, value: Column, source: Column, textual: Sequence[str]) -> Column:
    nested = F.when(value.isin("{}", "[]"), None)
    if textual:
        nested = nested.when(F.lower(name).isin(*textual), _as_text(name, value, source))
    return F.when(starts_nested(value), nested.otherwise(value)).otherwise(trimmed(value))


def _as_text(name: Column, value: Column, source: Column) -> Column:
    """A member that is read as text, but looks like an object or list: a wrapped text, or one that looks like JSON, marked by a blank."""
    quoted = F.concat(F.lit('(?i)"\\Q'), name, F.lit('\\E"\\s*:\\s*"'))
    wrapped = F.from_json(value, "value string", STRICT)["value"]
    unwrapped = F.when(~starts_nested(wrapped), trimmed(wrapped))
    return F.when(F.regexp_like(source, quoted), F.concat(F.lit(" "), value)).otherwise(
        F.coalesce(F.when(value.startswith("{"), unwrapped), value)
    )
