"""
The pages of a parquet file, which no library here tells of: pyarrow's metadata ends at the chunks of columns.

Format: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift (`PageHeader`), in thrift's compact protocol.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

_BOOLEANS = (1, 2)
_BYTE = 3
_INTEGERS = (4, 5, 6)
_DOUBLE = 7
_BINARY = 8
_LISTS = (9, 10)
_STRUCT = 12
_UNCOMPRESSED_SIZE, _COMPRESSED_SIZE = 2, 3


class _Thrift:
    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self.at = at

    def _byte(self) -> int:
        self.at += 1
        return self._data[self.at - 1]

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def _zigzag(self) -> int:
        number = self._varint()
        return (number >> 1) ^ -(number & 1)

    def struct(self) -> dict[int, int]:
        """The whole numbers among its fields; all others are skipped."""
        numbers: dict[int, int] = {}
        field = 0
        while head := self._byte():
            field = field + (head >> 4) if head >> 4 else self._zigzag()
            if head & 15 in _INTEGERS:
                numbers[field] = self._zigzag()
            else:
                self._skip(head & 15)
        return numbers

    def _skip(self, kind: int) -> None:
        if kind == _STRUCT:
            self.struct()
        elif kind in _LISTS:
            head = self._byte()
            for _ in range(self._varint() if head >> 4 == 15 else head >> 4):
                self._skip(_BYTE if head & 15 in _BOOLEANS else head & 15)
        elif kind in _INTEGERS:
            self._varint()
        elif kind == _BINARY:
            size = self._varint()
            self.at += size
        elif kind not in _BOOLEANS:
            self.at += {_BYTE: 1, _DOUBLE: 8}[kind]


def page_sizes(path: Path) -> Iterator[int]:
    """Uncompressed bytes of each page, dictionaries too."""
    data = path.read_bytes()
    metadata = pq.ParquetFile(path).metadata
    for group in range(metadata.num_row_groups):
        for column in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(column)
            first = chunk.dictionary_page_offset if chunk.has_dictionary_page else chunk.data_page_offset
            thrift = _Thrift(data, first)
            while thrift.at < first + chunk.total_compressed_size:
                header = thrift.struct()
                yield header[_UNCOMPRESSED_SIZE]
                thrift.at += header[_COMPRESSED_SIZE]
