"""Which records were committed, against what lies under final names."""

from collections import Counter
from collections.abc import Sequence

from lake_folder import LakeFolder


class Books:
    def __init__(self, lake: LakeFolder) -> None:
        self._lake = lake
        self._expected: Counter[str] = Counter()
        self._frozen: dict[str, str] = {}
        self._batches: list[str] = []

    def committed(self, query: str, batch: int, records: Sequence[str]) -> None:
        """The checkpoint moves past these: each has to lie somewhere, once for the batch."""
        self._expected.update(set(records))
        self._batches.append(f"{query}-{batch}-")

    def freeze(self) -> None:
        """From here on a new checkpoint writes: what is there has to stay as it is."""
        self._frozen = self._lake.objects()

    def violations(self) -> list[str]:
        found = Counter(self._lake.rows())
        found.update(line["raw"] for place in ("refused", "routed") for line in self._lake.aside(place))
        lost, surplus = self._expected - found, found - self._expected
        objects = self._lake.objects()
        strangers = [path for path in objects if not any(name in path for name in self._batches)]
        changed = [path for path, sha256 in self._frozen.items() if objects.get(path) != sha256]
        left = self._lake.left_behind()
        return [
            *([f"{lost.total()} records are lost"] if lost else []),
            *([f"{surplus.total()} records lie there too often, or were never committed"] if surplus else []),
            *([f"objects of no committed batch: {strangers}"] if strangers else []),
            *([f"a new checkpoint changed {changed}"] if changed else []),
            *([f"attempts left files behind: {left}"] if left else []),
        ]
