"""The words behind `python -m audit_bridge.local`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audit_bridge.ocsf.settings import MappingSettings
from audit_bridge.stream.category_routing import parse_category_routing


@dataclass(frozen=True)
class LocalArguments:
    input: Path
    """A folder of files; records in them are separated by the byte 0x1E."""
    lake: Path
    quarantine: Path
    work: Path
    """Checkpoint, landed and staged files."""
    mapping: MappingSettings
    max_files_per_batch: int
    on_request: bool
    cores: int
    memory_megabytes: int


def parse_arguments(words: Sequence[str]) -> LocalArguments:
    parser = argparse.ArgumentParser(prog="python -m audit_bridge.local", description=__doc__, allow_abbrev=False)
    for name in ("input", "lake", "quarantine", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True, metavar="DIR")
    parser.add_argument("--region", required=True)
    parser.add_argument("--ocsf-version", default="1.1.0", choices=["1.1.0", "1.3.0"])
    parser.add_argument("--category-routing", default="", metavar="CATEGORY=include|fallback|route,...")
    parser.add_argument("--max-files-per-batch", type=_positive, default=1000, metavar="N")
    parser.add_argument("--on-request", action="store_true")
    parser.add_argument("--cores", type=_positive, default=2, metavar="N")
    parser.add_argument("--memory-megabytes", type=_positive, default=1024, metavar="N")
    found = parser.parse_args(words)
    try:
        routing = parse_category_routing(found.category_routing)
        mapping = MappingSettings(ocsf_version=found.ocsf_version, category_routing=routing, region=found.region)
    except ValueError as error:
        parser.error(str(error))
    return LocalArguments(
        input=found.input.resolve(),
        lake=found.lake.resolve(),
        quarantine=found.quarantine.resolve(),
        work=found.work.resolve(),
        mapping=mapping,
        max_files_per_batch=found.max_files_per_batch,
        on_request=found.on_request,
        cores=found.cores,
        memory_megabytes=found.memory_megabytes,
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number above 0")
    return number
