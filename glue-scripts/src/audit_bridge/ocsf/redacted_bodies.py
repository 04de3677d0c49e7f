"""
Bodies of requests and answers can hold secrets: redacted, their length alone is left in an event. `raw_data` goes with them, because a
record that is printed again without its body would be another record. The id and `record_sha256` stay those of the bytes.
"""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .unmapped import RAW_DATA

_BODIES = ("requestbody", "responsebody")
_REDACTED = "redacted"


def redacted_bodies(event: Column) -> Column:
    """The event without them; `unmapped['redacted']` says where they stood. From the columns of the mapping's steps."""
    paths = _body_paths(event["unmapped"])
    has_body = F.size(paths) > 0
    request, response = F.col("said.request_body"), F.col("said.response_body")
    redacted = (
        event.withField("api.request.data", F.when(event["api"]["request"]["data"].isNotNull(), _length_of(request)))
        .withField("api.response.data", F.when(event["api"]["response"]["data"].isNotNull(), _length_of(response)))
        .withField("raw_data", F.lit(None).cast("string"))
        .withField("unmapped", _without_bodies(event["unmapped"], paths))
    )
    return F.when(has_body, redacted).otherwise(event)


def _body_paths(unmapped: Column) -> Column:
    """Where bodies stand: members of `properties`, and whatever other text speaks of one, such as `properties` that are no JSON."""
    bodies = F.filter(F.map_keys(F.col("properties")), lambda name: F.lower(name).isin(*_BODIES))
    members = F.transform(bodies, lambda name: F.concat(F.lit("properties."), name))
    others = F.map_keys(F.map_filter(unmapped, lambda name, value: (name != RAW_DATA) & _speaks_of_body(name, value)))
    none = F.array().cast("array<string>")
    return F.array_sort(F.array_union(F.coalesce(members, none), F.coalesce(others, none)))


def _speaks_of_body(name: Column, value: Column) -> Column:
    """In the value or, where the member of `properties` itself is left, in its name."""
    said = F.lower(F.concat_ws(" ", name, value))
    return said.contains(_BODIES[0]) | said.contains(_BODIES[1])


def _without_bodies(unmapped: Column, paths: Column) -> Column:
    kept = F.map_filter(unmapped, lambda name, _: name != RAW_DATA)
    redacted = F.transform_values(kept, lambda name, value: F.when(_speaks_of_body(name, value), _length_of(value)).otherwise(value))
    return F.map_concat(redacted, F.create_map(F.lit(_REDACTED), F.array_join(paths, ",")))


def _length_of(text: Column) -> Column:
    return F.concat(F.lit("redacted: "), F.length(text).cast("string"), F.lit(" characters"))
