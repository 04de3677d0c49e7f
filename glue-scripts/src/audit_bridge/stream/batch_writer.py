"""One micro-batch: read once, landed, mapped, staged, published. Whatever ends an attempt early, the next one begins anew."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession

from .accounting import account
from .batch_plan import BatchPlan, plan_batch
from .counts import Counts
from .landing import LandedBatch, land, refuse_speculation
from .manifest import Manifest
from .places import place_records
from .publishing import Destinations, StagedBatch, publish
from .run_fence import Fence
from .staging import stage_aside, stage_lake

# What the records decide must be all that decides: not how busy the cluster is, nor how somebody has set it up.
SESSION_SETTINGS = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.files.maxRecordsPerFile": "0",
    # The default is a legacy type of 96 bits that newer readers refuse.
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    # What cannot be read as a number or a time is null to the mapping: it must not end the batch.
    "spark.sql.ansi.enabled": "false",
    # Java never compiles a longer method: the mapping's would be interpreted for ever. Spark then makes several shorter ones.
    "spark.sql.codegen.hugeMethodLimit": "8000",
}


@dataclass(frozen=True)
class BatchWriterSettings:
    max_object_bytes: int = 256 * 1024 * 1024
    """Of the records' own text; an account's day in a batch gets one object per so much."""


class BatchWriter:
    def __init__(
        self,
        destinations: Destinations,
        fence: Fence,
        map_records: Callable[[DataFrame], DataFrame],
        settings: BatchWriterSettings | None = None,
    ) -> None:
        """:param map_records: one text column `raw` to the columns that `audit_bridge.ocsf.map_activity_log` gives"""
        self._destinations = destinations
        self._fence = fence
        self._map_records = map_records
        self._settings = settings or BatchWriterSettings()
        self._own_session: SparkSession | None = None

    def write(self, source: DataFrame, query: str, batch: int, before_step: Callable[[str], None] = lambda _: None) -> Counts:
        """Reads the source in exactly one action. When it returns, everything that was read lies under its final name.

        :param before_step: called with the name of each step before it is taken; what it raises ends the attempt there
        :raises SupersededError: when a newer run works on the same checkpoint
        :raises StreamError: when the batch could not be accounted for; nothing of it was then published
        """

        def step(name: str) -> None:
            before_step(name)
            self._fence.check()

        refuse_speculation(source.sparkSession)
        attempt = f"{self._fence.number:06d}-{uuid.uuid4().hex[:12]}"
        landing = f"landing/{query}/{batch}/{attempt}"
        staging = f"staging/{query}/{batch}/{attempt}"
        step("land")
        landed = land(source, self._destinations.work, landing)
        step("stage")
        staged = self._stage(self._session(source), landed, StagedBatch(query, batch, attempt, [], Counts()), staging)
        step("publish")
        published = publish(staged, self._destinations, step)
        step("clean")
        self._clean(published)
        # The checkpoint moves when this returns: not for a run that was superseded meanwhile.
        step("commit")
        return published.counts

    def _session(self, source: DataFrame) -> SparkSession:
        """One for all batches: settings that the source's session has do not reach it, and Spark keeps each for long."""
        if self._own_session is None:
            self._own_session = source.sparkSession.newSession()
            for name, value in SESSION_SETTINGS.items():
                self._own_session.conf.set(name, value)
        return self._own_session

    def _stage(self, session: SparkSession, landed: LandedBatch, empty: StagedBatch, folder: str) -> StagedBatch:
        if not landed.files:
            return empty
        work = self._destinations.work
        records = landed.read(session)
        mapped = self._mapped(records, work.uri(f"{folder}/mapped"))
        plan = plan_batch(mapped, self._settings.max_object_bytes)
        account("the whole batch", records.count(), plan.read)
        lake, conflicts = stage_lake(mapped, plan, work, f"{folder}/lake")
        aside = stage_aside(mapped, plan, work, f"{folder}/aside")
        return StagedBatch(empty.query, empty.batch, empty.attempt, [*lake, *aside], _counts(plan, conflicts))

    def _mapped(self, records: DataFrame, uri: str) -> DataFrame:
        """Everything behind the mapping reads its result from files: Spark would push each filter below it, and map every record again."""
        mapped = place_records(self._map_records(records))
        mapped.write.parquet(uri)
        return records.sparkSession.read.schema(mapped.schema).parquet(uri)

    def _clean(self, published: Manifest) -> None:
        """Removes the files of this attempt and of those before it: the records lie in the lake now."""
        work = self._destinations.work
        for area in ("landing", "staging"):
            folder = f"{area}/{published.query}/{published.batch}/"
            # Attempts begin with their run's number: a newer run's are none of ours.
            work.delete(key for key in work.keys(folder) if key.removeprefix(folder)[:6] <= published.attempt[:6])


def _counts(plan: BatchPlan, conflicts: int) -> Counts:
    return Counts(
        read=plan.read,
        written=plan.records("lake"),
        quarantined=plan.quarantined,
        routed=plan.records("routed"),
        repeated=plan.repeated,
        conflicts=conflicts,
    )
