"""The run over files: a real checkpoint, the real mapping."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from audit_bridge.local.arguments import LocalArguments, parse_arguments
from audit_bridge.local.requests import requests_of
from audit_bridge.local.run import process_available
from audit_bridge.stream.counts import Counts
from lake_folder import LakeFolder

SOURCES = Path(__file__).parents[1] / "src"


def activity_record(name: str, **members: object) -> str:
    return json.dumps({
        "time": "2026-03-01T10:00:00.1234567Z",
        "resourceId": "/SUBSCRIPTIONS/11111111-2222-4333-8444-555555555555/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.STORAGE/STORAGEACCOUNTS/A",
        "operationName": "MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE",
        "category": "Administrative",
        "resultType": "Success",
        "resultSignature": "Succeeded.OK",
        "correlationId": name,
        "level": "Information",
        **members,
    })  # fmt: skip


def words_of(folder: Path, *more: str) -> list[str]:
    places = [word for name in ("input", "lake", "quarantine", "work") for word in (f"--{name}", str(folder / name))]
    return [*places, "--region", "eu-central-1", *more]


def run_here(spark: SparkSession, arguments: LocalArguments) -> tuple[Counts, int]:
    reported: list[Counts] = []
    assert process_available(spark, arguments, lambda _, counts: reported.append(counts), lambda: False)
    return sum(reported, Counts()), len(reported)


def test_files_are_written_once_however_often_it_runs(spark: SparkSession, tmp_path: Path) -> None:
    folder = LakeFolder(tmp_path)
    arguments = parse_arguments(words_of(tmp_path, "--category-routing", "Alert=route"))
    (tmp_path / "input").mkdir()
    one, two = activity_record("one"), activity_record("two").replace(", ", ",\n")
    alert = activity_record("three", category="Alert")
    (tmp_path / "input/1.txt").write_bytes("\x1e".join([one, two, alert, "no record"]).encode() + b"\x1e")

    counts, batches = run_here(spark, arguments)

    assert (counts.read, counts.written, counts.routed, counts.quarantined) == (4, 2, 1, {"MalformedJson": 1})
    assert folder.rows() == sorted([one, two])
    assert [line["raw"] for line in folder.aside("routed")] == [alert]
    before = folder.objects()
    assert run_here(spark, arguments) == (Counts(), 0)
    assert folder.objects() == before

    # The checkpoint loses its last commit: the batch is run again, under its own names.
    commits = tmp_path / "work/checkpoint/commits"
    for path in commits.iterdir():
        path.unlink()
    assert run_here(spark, arguments) == (counts, batches)
    assert folder.objects() == before


def test_each_line_is_one_request_until_the_input_ends() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"process\nprocess\npro")
    requests = requests_of(reading, lambda: False)
    assert [next(requests), next(requests)] == [None, None]
    os.close(writing)
    assert list(requests) == []
    assert list(requests_of(reading, lambda: True)) == []
    os.close(reading)


@pytest.mark.integration
def test_a_signal_ends_it_and_its_java(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "audit_bridge.local", *words_of(tmp_path)],
        cwd=SOURCES,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stderr is not None
    for line in child.stderr:
        if line.startswith("Processing"):
            break
    java = _children(child.pid)
    child.send_signal(signal.SIGTERM)
    output, _ = child.communicate(timeout=60)
    # An empty folder may have been done with in the meantime.
    assert child.returncode in (143, 0)
    assert ('"event": "done"' in output) == (child.returncode == 0)
    assert java
    assert not any(_is_running(pid) for pid in java)


@pytest.mark.parametrize(
    ("word", "value"), [("--ocsf-version", "1.4.0"), ("--category-routing", "Alert=sideways"), ("--max-files-per-batch", "0")]
)
def test_a_wrong_argument_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], word: str, value: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse_arguments(words_of(tmp_path, word, value))
    assert value.removeprefix("Alert=") in capsys.readouterr().err


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    if not tasks.exists():
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
        return [int(own) for own, parent in zip(listed[::2], listed[1::2], strict=True) if int(parent) == pid]
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie is nobody's Java any more.
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")
