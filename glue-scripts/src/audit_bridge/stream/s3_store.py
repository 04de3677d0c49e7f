"""Objects below a prefix of an S3 bucket."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlparse

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from .errors import LocationError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
_MAX_DELETED_KEYS = 1000


class S3DeleteError(Exception):
    """S3 answers 200 to a deletion and names inside it what it did not delete."""

    def __init__(self, bucket: str, count: int, code: str) -> None:
        super().__init__(f"S3 did not delete {count} objects of {bucket} ({code}): the job's role needs s3:DeleteObject there.")


class S3Store:
    def __init__(self, client: "S3Client", creator: "S3Client", bucket: str, prefix: str) -> None:
        """
        :param creator: a client that writes only where nothing is
        :param prefix: empty, or ending in a slash
        """
        self._client = client
        self._creator = creator
        self._bucket = bucket
        self._prefix = prefix

    @classmethod
    def open(cls, location: str) -> "S3Store":
        bucket, prefix = _split(location)
        # The standard mode retries throttling and 5xx with jitter; a batch that fails all the same is repeated as a whole.
        config = Config(retries={"mode": "standard", "total_max_attempts": 8})
        creator = boto3.client("s3", config=config)
        creator.meta.events.register("before-call.s3.PutObject", _only_where_nothing_is)
        return cls(boto3.client("s3", config=config), creator, bucket, f"{prefix.rstrip('/')}/" if prefix else "")

    def uri(self, key: str) -> str:
        return f"s3://{self._bucket}/{self._prefix}{key}"

    def keys(self, prefix: str) -> Sequence[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix + prefix)
        return sorted(entry["Key"].removeprefix(self._prefix) for page in pages for entry in page.get("Contents", []))

    def read(self, key: str) -> bytes | None:
        try:
            return self._client.get_object(Bucket=self._bucket, Key=self._prefix + key)["Body"].read()
        except self._client.exceptions.NoSuchKey:
            return None

    def write(self, key: str, content: bytes) -> None:
        self._client.put_object(Bucket=self._bucket, Key=self._prefix + key, Body=content)

    def create(self, key: str, content: bytes) -> bool:
        try:
            self._creator.put_object(Bucket=self._bucket, Key=self._prefix + key, Body=content)
        except ClientError as error:
            if error.response["Error"]["Code"] in {"PreconditionFailed", "ConditionalRequestConflict"}:
                return False
            raise
        return True

    def publish(self, staged_uri: str, key: str) -> None:
        bucket, staged = _split(staged_uri)
        # Copies within S3; takes objects beyond the 5 GB of one CopyObject in parts.
        self._client.copy({"Bucket": bucket, "Key": staged}, self._bucket, self._prefix + key)

    def delete(self, keys: Iterable[str]) -> None:
        names = [self._prefix + key for key in keys]
        for start in range(0, len(names), _MAX_DELETED_KEYS):
            some = names[start : start + _MAX_DELETED_KEYS]
            answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": [{"Key": name} for name in some], "Quiet": True})
            if errors := answer.get("Errors"):
                raise S3DeleteError(self._bucket, len(errors), errors[0].get("Code", "unknown"))


def _only_where_nothing_is(params: dict[str, dict[str, str]], **_: object) -> None:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html

    As a header, because Glue may bring a boto3 that has no parameter for it.
    """
    params["headers"]["If-None-Match"] = "*"


def _split(location: str) -> tuple[str, str]:
    parsed = urlparse(location)
    if parsed.scheme != "s3" or parsed.netloc == "":
        raise LocationError(location)
    return parsed.netloc, parsed.path.lstrip("/")
