"""Crashes, replays and overtaking runs, by seeds: `python -m faults` runs as many as one likes."""

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from faults.plants import PLANTS, Plant
from faults.scenario import STEPS, Attempt, Scenario, draw_scenario
from faults.writer_run import WriterRun
from tiny_mapping import tiny_record

SEEDS = [3]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_or_left_behind_whatever_breaks(spark: SparkSession, tmp_path: Path, seed: int) -> None:
    assert WriterRun(spark, tmp_path, draw_scenario(seed)).violations() == []


def broken_everywhere() -> Scenario:
    """A crash before every step of one batch, each attempt having read further or less far than the one before it."""
    shards = (tuple(draw_scenario(1).shards[0]),)
    steps = tuple(Attempt("crashes", step, 1) for step in STEPS if step not in {"land", "stage"})
    return Scenario(1, shards, (4, 2, 5, 3), ((*steps, Attempt("works", "", 0)),), None, 700)


def test_a_batch_that_crashed_before_every_step_ends_as_if_it_had_not(spark: SparkSession, tmp_path: Path) -> None:
    assert WriterRun(spark, tmp_path, broken_everywhere()).violations() == []


RECORDS = ("no json", tiny_record("1"), tiny_record("2", day=2), tiny_record("3", category="Alert"), tiny_record("4", day=3))
FAR_THEN_SHORT = (5, 2, 5, 1)
WORKS = Attempt("works", "", 0)
COMMIT_IS_LOST = Attempt("commit-is-lost", "", 0)

# Where each bug shows: how far the readings go, what befalls the first batch, and whether a new checkpoint follows.
SHOWING: dict[Plant, tuple[tuple[int, ...], Attempt, int | None]] = {
    "source-read-twice": ((5, 5, 2, 5), COMMIT_IS_LOST, None),
    "random-object-names": (FAR_THEN_SHORT, COMMIT_IS_LOST, None),
    "leftovers-stay": (FAR_THEN_SHORT, COMMIT_IS_LOST, None),
    "no-fence": ((2, 5), Attempt("is-overtaken", "manifest", 0), None),
    "batch-number-alone": ((5, 5), WORKS, 1),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_bug_is_found(spark: SparkSession, tmp_path: Path, plant: Plant) -> None:
    lengths, fate, new_checkpoint_after = SHOWING[plant]
    attempts = ((fate,),) if plant == "no-fence" else ((fate, WORKS),)
    scenario = Scenario(2, (RECORDS,), lengths, attempts, new_checkpoint_after, 1_000_000)
    assert WriterRun(spark, tmp_path, scenario, plant).violations() != []
