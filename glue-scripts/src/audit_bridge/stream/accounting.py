"""Two ways to count the same records have to agree before anything is published."""

from .errors import AccountingError


def account(place: str, expected: int, found: int) -> None:
    """:raises AccountingError: when records are missing, or too many"""
    if found != expected:
        raise AccountingError(place, expected, found)
