"""What happens in a run, drawn from its seed."""

import random
from dataclasses import dataclass
from typing import Literal

from tiny_mapping import tiny_record

Fate = Literal["works", "fails", "crashes", "is-overtaken", "commit-is-lost"]

STEPS = ("land", "stage", "publish", "announce", "publish-object", "manifest", "remove", "clean", "commit")


@dataclass(frozen=True)
class Attempt:
    """One attempt at a micro-batch. The last one of a batch works, or is overtaken by one that does."""

    fate: Fate
    at_step: str
    """Before this step of the attempt it fails, crashes, or another run begins."""
    at_object: int
    """Where the step is the publishing of one object: before which one."""


@dataclass(frozen=True)
class Scenario:
    seed: int
    shards: tuple[tuple[str, ...], ...]
    lengths: tuple[int, ...]
    """Records that the computations of a task read, one after the other."""
    attempts: tuple[tuple[Attempt, ...], ...]
    """By micro-batch; a batch beyond them works at once."""
    new_checkpoint_after: int | None
    """Micro-batches before the checkpoint is lost and everything is read again."""
    max_object_bytes: int

    def describe(self) -> str:
        fates = [[one.fate if one.fate == "works" else f"{one.fate}@{one.at_step}" for one in attempts] for attempts in self.attempts]
        return f"reads of {self.lengths}, attempts {fates}, new checkpoint after {self.new_checkpoint_after}"


def draw_scenario(seed: int) -> Scenario:
    dice = random.Random(seed)
    shards = tuple(tuple(_record(dice, f"{shard}-{number}") for number in range(dice.randint(4, 9))) for shard in range(dice.randint(1, 2)))
    return Scenario(
        seed=seed,
        shards=shards,
        lengths=(*(dice.randint(0, 6) for _ in range(dice.randint(3, 7))), 4),
        attempts=tuple(_attempts(dice) for _ in range(2)),
        new_checkpoint_after=1 if dice.random() < 0.15 else None,
        max_object_bytes=dice.choice([300, 700, 1_000_000]),
    )


def _attempts(dice: random.Random) -> tuple[Attempt, ...]:
    fates: list[Fate] = ["fails", "crashes", "is-overtaken", "commit-is-lost"]
    unlucky = [Attempt(dice.choice(fates), dice.choice(STEPS), dice.randint(0, 3)) for _ in range(dice.choice([0, 1, 1, 2]))]
    is_done = unlucky and unlucky[-1].fate == "is-overtaken" and dice.random() < 0.5
    return tuple(unlucky) if is_done else (*unlucky, Attempt("works", "", 0))


def _record(dice: random.Random, name: str) -> str:
    kind = dice.random()
    if kind < 0.15:
        return dice.choice(["no json", "", f"{{{name}", '{"category":"Policy"}'])
    # Few names and bodies: the same record comes again, and other ones with its id.
    own = dice.choice([name, "shared"])
    return tiny_record(own, day=dice.randint(1, 3), category=dice.choice(["Administrative", "Alert", "Policy"]), body=dice.choice("xy"))
