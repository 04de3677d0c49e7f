"""One JSON object a line, flushed: what a log group and a parent process both read."""

import json
from collections.abc import Mapping
from typing import TextIO


def tell(stream: TextIO, line: Mapping[str, object]) -> None:
    """:param line: names, counts and times; never a record's text"""
    stream.write(f"{json.dumps(line)}\n")
    stream.flush()
