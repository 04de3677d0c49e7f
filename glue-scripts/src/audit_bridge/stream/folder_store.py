"""Objects as files below a folder."""

import os
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlparse


class FolderStore:
    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def uri(self, key: str) -> str:
        return (self._folder / key).as_uri()

    def keys(self, prefix: str) -> Sequence[str]:
        # A prefix may end within a name: only its folder part can be walked.
        start = self._folder / prefix.rpartition("/")[0]
        keys = (path.relative_to(self._folder).as_posix() for path in start.rglob("*") if path.is_file())
        return sorted(key for key in keys if key.startswith(prefix))

    def read(self, key: str) -> bytes | None:
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, key: str, content: bytes) -> None:
        self._unfinished(key, content).replace(self._folder / key)

    def create(self, key: str, content: bytes) -> bool:
        unfinished = self._unfinished(key, content)
        try:
            # Unlike a rename, a link fails where something is.
            os.link(unfinished, self._folder / key)
        except FileExistsError:
            return False
        finally:
            unfinished.unlink()
        return True

    def publish(self, staged_uri: str, key: str) -> None:
        target = self._folder / key
        target.parent.mkdir(parents=True, exist_ok=True)
        Path(unquote(urlparse(staged_uri).path)).replace(target)

    def delete(self, keys: Iterable[str]) -> None:
        for key in keys:
            path = self._folder / key
            path.unlink(missing_ok=True)
            self._remove_empty(path.parent)

    def _unfinished(self, key: str, content: bytes) -> Path:
        path = (self._folder / key).with_name(f".{uuid.uuid4().hex}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._folder and folder.is_relative_to(self._folder):
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent
