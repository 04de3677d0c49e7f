"""The job's arguments, as Glue hands them to the script."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from awsglue.utils import GlueArgumentError, getResolvedOptions

from audit_bridge.ocsf import MappingSettings
from audit_bridge.stream.category_routing import parse_category_routing

from .errors import JobArgumentError

ARGUMENTS = (
    "SOURCE_STREAM_ARN",
    "LAKE_LOCATION",
    "WORK_LOCATION",
    "QUARANTINE_LOCATION",
    "REGION",
    "OCSF_VERSION",
    "WINDOW_SECONDS",
    "REQUEST_BODIES",
    "CATEGORY_ROUTING",
    "METRICS_SERVICE",
)

_STREAM_ARN = re.compile(r"arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream/[a-zA-Z0-9_.-]{1,128}")
_LOCATION = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/(.+/)?")
_WINDOW_SECONDS = range(10, 3601)


@dataclass(frozen=True)
class JobArguments:
    source_stream_arn: str
    lake: str
    work: str
    """Checkpoint, landed and staged files, manifests: one location for one checkpoint."""
    quarantine: str
    window_seconds: int
    metrics_service: str
    mapping: MappingSettings


def resolve_arguments(words: Sequence[str]) -> JobArguments:
    """:param words: `sys.argv`

    :raises JobArgumentError: names every problem at once
    """
    try:
        given: dict[str, str] = getResolvedOptions(list(words), list(ARGUMENTS))
    except GlueArgumentError as error:
        raise JobArgumentError([str(error)]) from error
    problems = []
    if not _STREAM_ARN.fullmatch(given["SOURCE_STREAM_ARN"]):
        problems.append(f"SOURCE_STREAM_ARN {given['SOURCE_STREAM_ARN']!r} is no Kinesis stream's ARN")
    problems += [
        f"{name} {given[name]!r} is no S3 location: write s3://bucket/prefix/ with the slash at its end"
        for name in ("LAKE_LOCATION", "WORK_LOCATION", "QUARANTINE_LOCATION")
        if not _LOCATION.fullmatch(given[name])
    ]
    if not given["WINDOW_SECONDS"].isdecimal() or int(given["WINDOW_SECONDS"]) not in _WINDOW_SECONDS:
        problems.append(f"WINDOW_SECONDS {given['WINDOW_SECONDS']!r} is no whole number from 10 to 3600")
    if not given["METRICS_SERVICE"]:
        problems.append("METRICS_SERVICE is empty: the alarms look for the metrics under it")
    mapping = _told(problems, lambda: _mapping(given))
    if problems or mapping is None:
        raise JobArgumentError(problems)
    return JobArguments(
        source_stream_arn=given["SOURCE_STREAM_ARN"],
        lake=given["LAKE_LOCATION"],
        work=given["WORK_LOCATION"],
        quarantine=given["QUARANTINE_LOCATION"],
        window_seconds=int(given["WINDOW_SECONDS"]),
        metrics_service=given["METRICS_SERVICE"],
        mapping=mapping,
    )


def _mapping(given: dict[str, str]) -> MappingSettings:
    routing = parse_category_routing(given["CATEGORY_ROUTING"])
    return MappingSettings(
        ocsf_version=given["OCSF_VERSION"],
        category_routing=routing,
        region=given["REGION"],
        request_bodies=given["REQUEST_BODIES"],
    )


def _told(problems: list[str], read: Callable[[], MappingSettings]) -> MappingSettings | None:
    try:
        return read()
    except ValueError as error:
        problems.append(str(error).rstrip("."))
        return None
