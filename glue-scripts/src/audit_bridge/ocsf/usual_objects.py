"""
`properties` and `identity` as nearly every record has them: objects themselves, of texts that nothing must be done to; `identity` of
`claims` and `authorization`, which one parse reads both, with its `evidence`. Any other is read layer by layer.
"""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .caller import CLAIM_NAMES
from .json_objects import Steps, is_clean, object_text, sealed_object, sealed_objects, unsealed_object
from .property_members import PROPERTY_TEXTS
from .record_members import REQUEST_TEXTS
from .shortcut import shortcut, shortcut_only
from .untouched_members import has_unique_names, is_untouched

READ_AS_TEXT = (*PROPERTY_TEXTS, *REQUEST_TEXTS)


def usual_object_steps(record: Column) -> Steps:
    """:returns: the columns `usual_properties`, `usual_identity`, a map of both objects, and `usual_evidence`; null for any other"""
    seal = F.col("raw_sha256")
    properties, objects, evidence = (unsealed_object(F.col(f"{name}_sealed"), seal) for name in ("properties", "identity", "evidence"))
    authorization = F.col("usual_identity")["authorization"]
    return (
        {
            "properties_sealed": sealed_object(object_text(record["properties"]), seal),
            "identity_sealed": sealed_objects(object_text(_unescaped(record["identity"])), seal),
        },
        {
            "usual_properties": shortcut_only(_is_usual(properties, READ_AS_TEXT), properties),
            "usual_identity": shortcut_only(_is_usual_identity(objects), objects),
        },
        {"evidence_sealed": sealed_object(object_text(authorization["evidence"]), seal)},
        {"usual_evidence": shortcut_only(_is_usual(evidence), evidence)},
    )


def _unescaped(identity: Column) -> Column:
    """Half of a surrogate pair, which only an escape can spell, is refused where it is printed, and taken where it is read."""
    return F.when(~identity.contains("\\u"), identity)


def _is_usual_identity(objects: Column) -> Column:
    claims, authorization = objects["claims"], objects["authorization"]
    known = F.when(claims.isNotNull(), 1).otherwise(0) + F.when(authorization.isNotNull(), 1).otherwise(0)
    is_usual_authorization = shortcut(is_untouched(authorization, ("evidence",)), F.lit(True), _is_usual(authorization, CLAIM_NAMES))
    return (
        (known == F.size(objects)) & (claims.isNull() | _is_usual(claims, CLAIM_NAMES)) & (authorization.isNull() | is_usual_authorization)
    )


def _is_usual(members: Column, read_as_text: tuple[str, ...] = ()) -> Column:
    """An empty object is none: it is taken for absent."""
    folded = [name.lower() for name in read_as_text]

    def is_unusual(name: Column, value: Column) -> Column:
        # A number too large for Java's becomes a quoted word in one parse, and loses the quotes in a second one.
        return value.startswith('"') | ~is_clean(name, value, folded)

    each = (F.size(members) > 0) & has_unique_names(members) & (F.size(F.map_filter(members, is_unusual)) == 0)
    return shortcut(is_untouched(members), F.lit(True), each)
