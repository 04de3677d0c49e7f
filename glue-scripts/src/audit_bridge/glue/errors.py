"""What keeps the job from starting."""

from collections.abc import Sequence


class JobArgumentError(Exception):
    """The job's arguments cannot be used. The message names every problem at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(f"The job's arguments cannot be used: {'; '.join(problems)}. docs/stream-job.md says what each of them takes.")
