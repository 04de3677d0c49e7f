"""Objects on S3, against moto."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from audit_bridge.stream.counts import Counts
from audit_bridge.stream.errors import LocationError, SupersededError
from audit_bridge.stream.object_store import ObjectStore, open_store
from audit_bridge.stream.publishing import Destinations, StagedBatch, publish
from audit_bridge.stream.run_fence import RunFence
from audit_bridge.stream.staging import StagedObject

pytestmark = pytest.mark.contract

QUERY = "0f0e0d0c-0000-4000-8000-000000000001"


@pytest.fixture
def destinations(monkeypatch: pytest.MonkeyPatch) -> Iterator[Destinations]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    with mock_aws():
        for bucket in ("lake", "quarantine", "work"):
            boto3.client("s3").create_bucket(Bucket=f"b-{bucket}", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        stores = {name: open_store(f"s3://b-{name}/prefix/") for name in ("lake", "quarantine", "work")}
        yield Destinations(stores["lake"], stores["quarantine"], stores["work"], "eu-central-1")


def staged_batch(work: ObjectStore, attempt: str, contents: dict[str, bytes]) -> StagedBatch:
    objects = []
    for day, content in contents.items():
        key = f"staging/{QUERY}/7/{attempt}/lake/object_number=0/part-{day}.parquet"
        work.write(key, content)
        objects.append(StagedObject(work.uri(key), "lake", f"accountId=external/eventDay={day}/", 0))
    return StagedBatch(QUERY, 7, attempt, objects, Counts())


def key_of(day: str) -> str:
    return f"region=eu-central-1/accountId=external/eventDay={day}/{QUERY}-7-0.parquet"


def nothing(_: str) -> None:
    """No step is disturbed."""


def test_a_replay_overwrites_its_objects_and_removes_those_that_it_does_not_have(destinations: Destinations) -> None:
    work, lake = destinations.work, destinations.lake
    publish(staged_batch(work, "000001-a", {"20260301": b"one", "20260302": b"two"}), destinations, nothing)
    published = publish(staged_batch(work, "000001-b", {"20260301": b"longer"}), destinations, nothing)
    assert lake.keys("") == [key_of("20260301")]
    assert lake.read(key_of("20260301")) == b"longer"
    assert work.keys("manifests/") == [published.key]


@pytest.mark.parametrize("broken_step", ["announce", "publish-object", "manifest", "remove"])
def test_an_attempt_that_broke_anywhere_leaves_nothing_to_the_next_one(destinations: Destinations, broken_step: str) -> None:
    seen: list[str] = []

    def break_at(step: str) -> None:
        seen.append(step)
        # The second object: the first one lies in the lake already.
        if step == broken_step and (step != "publish-object" or seen.count(step) == 2):
            raise ConnectionError

    work = destinations.work
    with pytest.raises(ConnectionError):
        publish(staged_batch(work, "000001-a", {"20260301": b"one", "20260302": b"two"}), destinations, break_at)
    publish(staged_batch(work, "000002-b", {"20260303": b"three"}), destinations, nothing)
    assert destinations.lake.keys("") == [key_of("20260303")]


def test_of_two_runs_at_once_the_older_one_stops(destinations: Destinations) -> None:
    older = RunFence.take(destinations.work)
    older.check()
    newer = RunFence.take(destinations.work)
    newer.check()
    with pytest.raises(SupersededError, match="superseded by run 2"):
        older.check()


def test_an_object_is_created_once_only(destinations: Destinations) -> None:
    work = destinations.work
    assert work.create("runs/000001.json", b"mine")
    assert not work.create("runs/000001.json", b"theirs")
    assert work.read("runs/000001.json") == b"mine"
    assert work.read("runs/000002.json") is None


def test_more_keys_are_deleted_than_one_request_takes(destinations: Destinations) -> None:
    keys = [f"many/{number}" for number in range(1001)]
    destinations.work.write(keys[0], b"")
    destinations.work.write(keys[-1], b"")
    destinations.work.delete(keys)
    assert destinations.work.keys("many/") == []


@pytest.mark.parametrize("location", ["", "https://bucket/prefix/", "s3:///prefix/"])
def test_what_is_no_location_is_refused(location: str) -> None:
    with pytest.raises(LocationError, match="is none"):
        open_store(location)
