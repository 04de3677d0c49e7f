"""Where objects lie: a prefix of a bucket, or a folder. The only way in which the job touches objects, besides Spark itself."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from .errors import LocationError


class ObjectStore(Protocol):
    """Keys are relative to the store's location and have no leading slash."""

    def uri(self, key: str) -> str:
        """What Spark calls the object, or the folder."""

    def keys(self, prefix: str) -> Sequence[str]:
        """Every key that begins so, sorted."""

    def read(self, key: str) -> bytes | None:
        """:returns: None where there is no such object"""

    def write(self, key: str, content: bytes) -> None:
        """Whole or not at all; replaces what was there."""

    def create(self, key: str, content: bytes) -> bool:
        """As `write`, but only where nothing is.

        :returns: False when somebody was faster
        """

    def publish(self, staged_uri: str, key: str) -> None:
        """Gives a staged object its final name, whole or not at all; replaces what was there. May leave the staged one."""

    def delete(self, keys: Iterable[str]) -> None:
        """Nothing happens where there is no such object."""


def open_store(location: str) -> ObjectStore:
    """:raises LocationError: when the text is neither an S3 URI nor a path"""
    if location.startswith("s3://"):
        from .s3_store import S3Store

        return S3Store.open(location)
    if location == "" or "://" in location:
        raise LocationError(location)
    from .folder_store import FolderStore

    return FolderStore(Path(location))
