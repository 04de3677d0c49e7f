"""What became of a micro-batch's records."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Counts:
    """`read` is always the sum of `written`, all of `quarantined`, `routed` and `repeated`."""

    read: int = 0
    written: int = 0
    """Rows in the lake."""
    quarantined: Mapping[str, int] = field(default_factory=dict)
    """By reason."""
    routed: int = 0
    """Of a category that is routed away from the lake."""
    repeated: int = 0
    """Dropped: the batch holds the same bytes already."""
    conflicts: int = 0
    """Written although an earlier record of the batch has their id: the bytes differ."""

    def __add__(self, other: "Counts") -> "Counts":
        reasons = sorted({*self.quarantined, *other.quarantined})
        return Counts(
            read=self.read + other.read,
            written=self.written + other.written,
            quarantined={reason: self.quarantined.get(reason, 0) + other.quarantined.get(reason, 0) for reason in reasons},
            routed=self.routed + other.routed,
            repeated=self.repeated + other.repeated,
            conflicts=self.conflicts + other.conflicts,
        )

    def as_json(self) -> dict[str, object]:
        return {
            "in": self.read,
            "written": self.written,
            "quarantined": dict(self.quarantined),
            "routed": self.routed,
            "repeated": self.repeated,
            "conflicts": self.conflicts,
        }
