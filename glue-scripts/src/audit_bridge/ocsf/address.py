"""The caller's address: one host, IPv4 or IPv6, without the port and brackets that may stand around it."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import extracted

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_V4 = rf"{_OCTET}(?:\.{_OCTET}){{3}}"
_GROUP = r"[0-9A-Fa-f]{1,4}"


def _compressed(left: int) -> str:
    """Groups before `::`, and as many behind it as leave one out at least. An IPv4 address at the end stands for two."""
    right = 7 - left
    before = rf"{_GROUP}(?::{_GROUP}){{{left - 1}}}" if left > 0 else ""
    tails = [rf"(?:{_GROUP}:){{0,{right - 1}}}{_GROUP}"] if right > 0 else []
    if right > 1:
        tails.append(rf"(?:{_GROUP}:){{0,{right - 2}}}{_V4}")
    behind = rf"(?:{'|'.join(tails)})?" if tails else ""
    return f"{before}::{behind}"


_WHOLE_V6 = rf"(?:{_GROUP}:){{7}}{_GROUP}|(?:{_GROUP}:){{6}}{_V4}"
IPV4: Final = rf"\A{_V4}\z"
IPV6: Final = rf"\A(?:{_WHOLE_V6}|{'|'.join(_compressed(left) for left in range(8))})\z"

_V4_WITH_PORT = r"\A(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})\z"
_V6_IN_BRACKETS = r"\A\[([^\]]+)\](?::(\d{1,5}))?\z"
_MAPPED_V4 = r"(?i)\A::ffff:(\d{1,3}(?:\.\d{1,3}){3})\z"
_ONLY_ZEROS = r"\A[0:.]+\z"
_MAX_PORT = 65_535


def read_address(text: Column) -> Column:
    """Null for what names no single host: 0.0.0.0, ::, a range, a redacted or any other text. A mapped IPv4 address comes out as IPv4."""
    is_plain = F.regexp_like(text, F.lit(IPV4)) & (text != "0.0.0.0")  # noqa: S104  (an address to refuse, not to listen on)
    bare = F.coalesce(extracted(text, _V4_WITH_PORT), extracted(text, _V6_IN_BRACKETS), text)
    address = F.coalesce(extracted(bare, _MAPPED_V4), bare)
    is_usable = (F.regexp_like(address, F.lit(IPV4)) | F.regexp_like(address, F.lit(IPV6))) & ~F.regexp_like(address, F.lit(_ONLY_ZEROS))
    return F.when(is_plain, text).when(is_usable, address)


def read_port(text: Column, address: Column) -> Column:
    """The port behind a usable address."""
    port = F.coalesce(extracted(text, _V4_WITH_PORT, 2), extracted(text, _V6_IN_BRACKETS, 2)).cast("int")
    return F.when(address.isNotNull() & (text != address), F.when(port <= _MAX_PORT, port))
