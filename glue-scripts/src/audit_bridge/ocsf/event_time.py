"""When an event happened, in every spelling that Azure writes. In whole numbers, which no time zone of the session can change."""

from typing import Final, NamedTuple

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .shortcut import shortcut
from .text_values import WHITE_SPACE, extracted, non_empty

_SPACE = f"[{WHITE_SPACE}]*"
_OFFSET = r"(Z|[+-]\d{2}(?::?\d{2})?)?\z"
_CLOCK_END = r"(\d{2})(?::(\d{2})(?:[.,](\d+))?)?"

ISO_TIME: Final = rf"(?i)\A(\d{{4}})-(\d{{2}})-(\d{{2}})[T ](\d{{2}}):{_CLOCK_END}{_SPACE}{_OFFSET}"
"""ISO 8601: a fraction of any length; Z, an offset, or none."""

US_TIME: Final = rf"(?i)\A(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}),?[T ]{_SPACE}(\d{{1,2}}):{_CLOCK_END}{_SPACE}(AM|PM)?{_SPACE}{_OFFSET}"
"""Month/day/year, a 12 hour clock with AM or PM, or a 24 hour clock without."""

MAX_TIME_MILLISECONDS: Final = 253_402_300_799_999
"""The last moment that ISO 8601 spells with a year of four digits."""

_MILLISECONDS_PER_DAY = 86_400_000
_DIGITS = "0123456789"


class _Clock(NamedTuple):
    year: Column
    month: Column
    day: Column
    hour: Column
    minute: Column
    second: Column
    fraction: Column
    offset: Column


def time_spelling(text: Column) -> dict[str, Column]:
    """Which spelling a time has, for `time_parts`. One function takes a rare one apart: an expression for each group fills the plan."""
    is_iso = F.regexp_like(text, F.lit(ISO_TIME))
    groups = F.array(*(F.lit(group) for group in range(10)))
    us_time = F.transform(groups, lambda group: non_empty(F.call_function("regexp_extract", text, F.lit(US_TIME), group)))
    return {"is_iso_time": is_iso, "us_time": F.when(~is_iso, us_time)}


def time_parts(text: Column) -> dict[str, Column]:
    """The parts of a time for `time_milliseconds`; all null for what is no time."""
    is_iso = F.col("is_iso_time")
    behind_minute = F.substring(text, 17, 1_000)
    iso = _Clock(
        year=_number(F.substring(text, 1, 4)),
        month=_number(F.substring(text, 6, 2)),
        day=_number(F.substring(text, 9, 2)),
        hour=_number(F.substring(text, 12, 2)),
        minute=_number(F.substring(text, 15, 2)),
        second=F.when(behind_minute.startswith(":"), _number(F.substring(text, 18, 2))).otherwise(0),
        fraction=_fraction(behind_minute),
        offset=F.when(~(text.endswith("Z") | text.endswith("z")), extracted(behind_minute, r"([+-]\d{2}(?::?\d{2})?)\z")),
    )
    us_group = F.col("us_time")
    half_day = F.upper(us_group[8])
    us_hour = _number(us_group[4])
    us = _Clock(
        year=_number(us_group[3]),
        month=_number(us_group[1]),
        day=_number(us_group[2]),
        hour=F.when(half_day.isNull(), us_hour)
        .when(us_hour.between(1, 12), us_hour % 12 + F.when(half_day == "PM", 12).otherwise(0))
        .otherwise(-1),
        minute=_number(us_group[5]),
        second=F.coalesce(_number(us_group[6]), F.lit(0)),
        fraction=F.substring(us_group[7], 1, 3),
        offset=extracted(F.upper(us_group[9]), r"([+-].*)"),
    )
    is_us = us_group[0].isNotNull()
    return {f"time_{part}": F.when(is_iso, of_iso).when(is_us, of_us) for part, of_iso, of_us in zip(_Clock._fields, iso, us, strict=True)}


def _fraction(behind_minute: Column) -> Column:
    """Three digits of it, which nearly all have, are told without a pattern."""
    three = F.substring(behind_minute, 5, 3)
    has_three = behind_minute.startswith(":") & F.substring(behind_minute, 4, 1).isin(".", ",") & (F.translate(three, _DIGITS, "") == "")
    return shortcut(has_three & (F.octet_length(three) == 3), three, extracted(behind_minute, r"[.,](\d{1,3})"))


def time_milliseconds() -> Column:
    """
    Milliseconds since 1970 UTC from the columns of `time_parts`, a finer fraction truncated; no offset means UTC. Null for dates that the
    calendar does not have, offsets beyond .NET's 14 hours, and times before 1970 (`0001-01-01T00:00:00` stands for "none").
    """
    part = _Clock(*(F.col(f"time_{name}") for name in _Clock._fields))
    offset = F.replace(part.offset, F.lit(":"), F.lit(""))
    offset_hours = _number(F.substring(offset, 2, 2))
    offset_minutes = F.coalesce(_number(non_empty(F.substring(offset, 4, 2))), F.lit(0))
    east = F.when(part.offset.isNull(), 0).otherwise(
        F.when(part.offset.startswith("-"), -1).otherwise(1) * (offset_hours * 60 + offset_minutes)
    )
    is_offset = part.offset.isNull() | ((offset_minutes <= 59) & (offset_hours * 60 + offset_minutes <= 14 * 60))
    is_clock = part.hour.between(0, 23) & (part.minute <= 59) & (part.second <= 59)
    is_date = part.month.between(1, 12) & (part.day >= 1) & (part.day <= _days_of_month(part.year, part.month))
    milliseconds = (
        _days_since_1970(part.year, part.month, part.day).cast("bigint") * _MILLISECONDS_PER_DAY
        + ((part.hour * 60 + part.minute - east) * 60 + part.second).cast("bigint") * 1000
        + F.coalesce(_number(F.rpad(part.fraction, 3, "0")), F.lit(0))
    )
    is_usable = milliseconds.between(0, MAX_TIME_MILLISECONDS) & (part.year >= 1969)
    return F.when(is_clock & is_date & is_offset & is_usable, milliseconds)


def event_day(milliseconds: Column) -> Column:
    """The UTC day as `yyyyMMdd`."""
    return F.replace(F.date_from_unix_date(F.floor(milliseconds / _MILLISECONDS_PER_DAY).cast("int")).cast("string"), F.lit("-"), F.lit(""))


def _number(digits: Column) -> Column:
    return digits.cast("int")


def _days_of_month(year: Column, month: Column) -> Column:
    is_leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    return F.when(month.isin(4, 6, 9, 11), 30).when(month == 2, F.when(is_leap, 29).otherwise(28)).otherwise(31)


def _days_since_1970(year: Column, month: Column, day: Column) -> Column:
    """Counted in years that begin in March, so that the leap day is the last one."""
    from_march = F.when(month > 2, month - 3).otherwise(month + 9)
    year_from_march = F.when(month > 2, year).otherwise(year - 1)
    centuries = _whole(year_from_march, 100)
    days_of_years = year_from_march * 365 + _whole(year_from_march, 4) - centuries + _whole(year_from_march, 400)
    return days_of_years + _whole(from_march * 153 + 2, 5) + day - 719_469


def _whole(number: Column, divisor: int) -> Column:
    return F.floor(number / divisor).cast("int")
