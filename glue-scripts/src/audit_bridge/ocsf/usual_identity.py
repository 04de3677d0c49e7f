"""
`identity` as nearly every record has it: `claims` and `authorization`, objects themselves, of texts that nothing must be done to. One parse
reads both; any other identity is read layer by layer.
"""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .caller import CLAIM_NAMES
from .json_objects import Steps, has_unique_names, is_clean, object_text, sealed_objects, unsealed_object
from .shortcut import shortcut_only

_NOTHING_TEXTUAL_NESTED = tuple(name.lower() for name in CLAIM_NAMES)


def usual_identity_steps(identity: Column) -> Steps:
    """:returns: the column `usual_identity`, a map of both objects; null for any other identity"""
    seal, objects = F.col("raw_sha256"), F.col("identity_objects")
    # Half of a surrogate pair, which only an escape can spell, is refused where it is printed, and taken where it is read.
    is_unescaped = ~identity.contains("\\u")
    claims, authorization = objects["claims"], objects["authorization"]
    known = F.when(claims.isNotNull(), 1).otherwise(0) + F.when(authorization.isNotNull(), 1).otherwise(0)
    is_usual = (known == F.size(objects)) & _is_usual(claims) & _is_usual(authorization)
    return (
        {"identity_sealed": sealed_objects(object_text(F.when(is_unescaped, identity)), seal)},
        {"identity_objects": unsealed_object(F.col("identity_sealed"), seal)},
        {"usual_identity": shortcut_only(is_usual, objects)},
    )


def _is_usual(members: Column) -> Column:
    """What is absent is usual, too. An empty object is not: it is taken for absent."""

    def is_unusual(name: Column, value: Column) -> Column:
        # A number too large for Java's becomes a quoted word in one parse, and loses the quotes in a second one.
        return value.startswith('"') | ~is_clean(name, value, _NOTHING_TEXTUAL_NESTED)

    is_untouched = (F.size(members) > 0) & has_unique_names(members) & (F.size(F.map_filter(members, is_unusual)) == 0)
    return members.isNull() | is_untouched
