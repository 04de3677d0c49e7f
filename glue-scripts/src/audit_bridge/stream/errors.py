"""What can stop a micro-batch. Each says what is wrong, where, and what to do next; none carries a record's text."""


class StreamError(Exception):
    """The base of what the streaming job raises by itself."""


class LandingError(StreamError):
    """What the reading action committed is not what one attempt of each task writes."""

    def __init__(self, folder: str, problem: str) -> None:
        super().__init__(
            f"The landed micro-batch under {folder} cannot be trusted: {problem}. "
            "Nothing of it was published and the batch is read again; look at the executors' logs when this repeats."
        )


class AccountingError(StreamError):
    """Records of a micro-batch are missing, or too many, after it was staged: it is not published."""

    def __init__(self, place: str, expected: int, found: int) -> None:
        super().__init__(
            f"The micro-batch has {expected} distinct records for {place}, and {found} were staged. "
            "Nothing of it was published and the batch is read again; this is a defect of the job when it repeats."
        )


class StagingError(StreamError):
    """An object that had to be staged is not there exactly once."""

    def __init__(self, folder: str, missing: int, surplus: int) -> None:
        super().__init__(
            f"Under {folder} {missing} planned objects are missing and {surplus} are there too often. "
            "Nothing of the batch was published and it is read again; this is a defect of the job when it repeats."
        )


class SupersededError(StreamError):
    """Another run works on the same checkpoint: the older one of the two stops."""

    def __init__(self, work: str, own: int, newest: int) -> None:
        super().__init__(
            f"Run {own} of the job over {work} was superseded by run {newest}: it stops, and the newer one processes the batch. "
            "If both were started on purpose, give each a work location of its own."
        )


class UnknownQueryError(StreamError):
    """Nothing says which streaming query a micro-batch belongs to."""

    def __init__(self, checkpoint: str) -> None:
        super().__init__(
            f"The streaming query's id could be had neither from Spark nor from the checkpoint's metadata under {checkpoint}. "
            "Objects get their names from it, so nothing was written; check that the job may read that location."
        )


class LocationError(StreamError):
    """A location is neither an S3 URI nor a folder."""

    def __init__(self, text: str) -> None:
        super().__init__(f"The location {text!r} is none: write s3://bucket/prefix/ or a folder's path.")


class SpeculationError(StreamError):
    """Spark may run two attempts of one task side by side."""

    def __init__(self) -> None:
        super().__init__(
            "spark.speculation is on: two attempts of a task would read the source to different ends, and the one that is thrown away "
            "could say where the next micro-batch begins. Start the job with --conf spark.speculation=false."
        )
