"""`python -m audit_bridge.local`: the streaming job over files. JSON lines on stdout, progress on stderr.

With `--on-request` it stays: each line on standard input makes it process what lies there by then, and a line `{"event": "done"}` answers.

Ends with 0 when everything was processed, 1 on an error, 2 on a wrong argument, 130 or 143 when it was stopped; then, or after a crash,
the next run goes on from the checkpoint.
"""

import sys
import tempfile
import time
from pathlib import Path

from audit_bridge.stream.counts import Counts
from audit_bridge.stream.json_lines import tell

from .arguments import parse_arguments
from .requests import requests_of
from .run import process_available
from .session import local_session
from .stop_signal import StopSignal


def main(words: list[str]) -> int:
    arguments = parse_arguments(words)
    began = time.monotonic()
    total = Counts()

    def stopped() -> bool:
        return stop.received is not None

    def report(batch: int, counts: Counts) -> None:
        nonlocal total
        total += counts
        tell(sys.stdout, {"event": "batch", "batchId": batch, "counts": counts.as_json()})
        sys.stderr.write(f"Micro-batch {batch}: {counts.read} records, {total.read} in all ({time.monotonic() - began:.0f} s)\n")

    with tempfile.TemporaryDirectory(prefix="audit-bridge-spark-") as folder:
        sys.stderr.write("Starting Spark\n")
        spark = local_session(Path(folder), cores=arguments.cores, driver_memory_megabytes=arguments.memory_megabytes)
        stop = StopSignal()
        try:
            for _ in requests_of(sys.stdin.fileno(), stopped) if arguments.on_request else [None]:
                total = Counts()
                if process_available(spark, arguments, report, stopped):
                    tell(sys.stdout, {"event": "done", "counts": total.as_json()})
        except Exception as error:
            sys.stderr.write(f"The streaming job failed: {error}\n")
            return stop.exit_code if stop.received else 1
        finally:
            spark.stop()
    if stopped():
        sys.stderr.write("Stopped; the next run goes on from the checkpoint.\n")
        return stop.exit_code
    return 0


sys.exit(main(sys.argv[1:]))
