"""Wrong arguments end the job before anything is read, with all that is wrong in one message."""

import pytest

from audit_bridge.glue.errors import JobArgumentError
from audit_bridge.glue.job_arguments import resolve_arguments

GIVEN = {
    "SOURCE_STREAM_ARN": "arn:aws:kinesis:eu-central-1:111122223333:stream/dev-audit-bridge-activity-log",
    "LAKE_LOCATION": "s3://aws-security-data-lake-eu-central-1-x/ext/azure-activity/1.0/",
    "WORK_LOCATION": "s3://dev-audit-bridge-stream-work/",
    "QUARANTINE_LOCATION": "s3://dev-audit-bridge-quarantine/activity-log/",
    "REGION": "eu-central-1",
    "OCSF_VERSION": "1.1.0",
    "WINDOW_SECONDS": "300",
    "REQUEST_BODIES": "redacted",
    "CATEGORY_ROUTING": "Administrative=include,Alert=fallback",
    "METRICS_SERVICE": "dev-security-lake-stream-job",
}


def words(**changed: str) -> list[str]:
    # What Glue adds by itself stands between ours.
    own = [word for name, value in {**GIVEN, **changed}.items() for word in (f"--{name}", value)]
    return ["stream_job.py", "--JOB_RUN_ID", "jr_1", "--enable-metrics", "true", *own]


def test_arguments_are_read_as_glue_hands_them_over() -> None:
    arguments = resolve_arguments(words())
    assert arguments.window_seconds == 300
    assert arguments.mapping.category_routing == {"Administrative": "include", "Alert": "fallback"}
    assert arguments.mapping.ocsf_version == "1.1.0"
    assert arguments.mapping.request_bodies == "redacted"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("SOURCE_STREAM_ARN", "activity-log", "no Kinesis stream's ARN"),
        ("LAKE_LOCATION", "s3://bucket/no-slash", "write s3://bucket/prefix/"),
        ("WORK_LOCATION", "/tmp/work/", "WORK_LOCATION"),
        ("WINDOW_SECONDS", "five", "WINDOW_SECONDS 'five'"),
        ("WINDOW_SECONDS", "5", "from 10 to 3600"),
        ("OCSF_VERSION", "1.4.0", r"1\.4\.0"),
        ("REQUEST_BODIES", "none", "'none'"),
        ("CATEGORY_ROUTING", "Alert=sideways", "sideways"),
        ("CATEGORY_ROUTING", "Alert", "Category=include"),
        ("CATEGORY_ROUTING", "Alert=route,Alert=include", "named twice"),
    ],
)
def test_a_wrong_argument_is_named(name: str, value: str, message: str) -> None:
    with pytest.raises(JobArgumentError, match=message):
        resolve_arguments(words(**{name: value}))


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(JobArgumentError) as raised:
        resolve_arguments(words(WINDOW_SECONDS="0", LAKE_LOCATION="nowhere", OCSF_VERSION="2"))
    for name in ("WINDOW_SECONDS", "LAKE_LOCATION", "'2'"):
        assert name in str(raised.value)


def test_a_missing_argument_is_named() -> None:
    with pytest.raises(JobArgumentError, match="SOURCE_STREAM_ARN"):
        resolve_arguments(["stream_job.py"])
