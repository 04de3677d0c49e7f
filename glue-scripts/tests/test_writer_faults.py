"""Crashes, replays and overtaking runs, by seeds: `python -m faults` runs as many as one likes."""

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from faults.plants import PLANTS, Plant
from faults.scenario import STEPS, Attempt, Scenario, draw_scenario
from faults.writer_run import WriterRun

SEEDS = [3, 7]


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


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_bug_is_found(spark: SparkSession, tmp_path: Path, plant: Plant) -> None:
    shards = (("no json", *(draw_scenario(2).shards[0])),)
    # The first attempt reads far and is overtaken, or crashes; what is committed is shorter, and then a new checkpoint reads it again.
    fate = Attempt("is-overtaken", "publish-object", 1) if plant == "no-fence" else Attempt("commit-is-lost", "", 0)
    scenario = Scenario(2, shards, (9, 3, 9, 4, 6), ((fate, Attempt("works", "", 0)),), 1, 700)
    if plant == "no-fence":
        scenario = Scenario(2, shards, (9, 3, 9, 4, 6), ((fate,),), None, 700)
    assert WriterRun(spark, tmp_path, scenario, plant).violations() != []
