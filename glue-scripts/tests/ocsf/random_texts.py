"""Many spellings of times and addresses, good and bad: same seed, same texts."""

import json
from random import Random

from .bad_texts import record

_ODD_TIMES = (
    "0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59-01:00", "1970-01-01T00:00:00Z", "1970-01-01T00:30:00+01:00",
    "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-00:01", "2026-02-30T00:00:00Z", "2024-02-29T12:00:00Z", "2100-02-29T00:00:00Z",
    "2026-03-02", "2026-03-02T24:00:00Z", "2026-03-02T23:59:60Z", "2026-03-02T09:15", "2026-03-02t09:15z", "2026-03-02 09:15:42,5 +0530",
    "2026-03-02T09:15:42.Z", "2026-03-02T09:15:42+14:00", "2026-03-02T09:15:42+14:01", "2026-03-02T09:15:42+05:60", "2026-3-2T09:15:42Z",
    "3/2/2026 12:00:00 AM", "3/2/2026 12:00:00 PM", "3/2/2026 13:00:00 PM", "3/2/2026 0:00:00 AM", "13/2/2026 01:00:00",
    "3/2/2026, 9:15 pm",
    "3/2/2026T21:15:42.9999999 +02", "2/29/2026 9:15:42 AM", "03/02/26 09:15", "yesterday", "1772442942", "2026-03-02T09:15:42Z\n",
    "2026-03-02T09:15:42\u00a0Z", "\uff12\uff10\uff12\uff16-03-02T09:15:42Z", "2026-00-10T00:00:00Z", "2026-01-00T00:00:00Z",
    "12026-03-02T09:15:42Z",
)  # fmt: skip

_ODD_ADDRESSES = (
    "0.0.0.0", "::", "0:0:0:0:0:0:0:0", "::1", "127.0.0.0/8", "203.0.113.0", "203.0.113.7:443", "203.0.113.7:99999", "203.0.113.7:123456",
    "0.0.0.0:443", "[::1]:443", "[2001:db8::7]", "[2001:db8::7]:70000", "::ffff:203.0.113.7", "::FFFF:203.0.113.7",
    "[::ffff:203.0.113.7]:8",
    "::ffff:0.0.0.0", "fe80::1%eth0", "01.2.3.4", "256.1.1.1", "1.2.3", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
    "1::3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:1.2.3.4", "::1.2.3.4", "1::2::3", ":::", "12345::", "abcd::g", "<redacted>",
    "203.0.113.*", "1:2:3:4:5:6:7:1.2.3.4", "1::1.2.3.4:5", "localhost", "203.0.113.7, 10.0.0.1",
)  # fmt: skip


def time_records(count: int) -> list[str]:
    random = Random(1)
    times = [*_ODD_TIMES, *(_time(random) for _ in range(count))]
    return [record(f'"time":{json.dumps(time)}') for time in times]


def address_records(count: int) -> list[str]:
    random = Random(2)
    addresses = [*_ODD_ADDRESSES, *(_address(random) for _ in range(count))]
    return [record(f'"callerIpAddress":{json.dumps(address)}') for address in addresses]


def _time(random: Random) -> str:
    def digits(end: int, width: int = 2) -> str:
        return f"{random.randrange(end):0{width}}"

    fraction = random.choice(["", "", "." + "".join(random.choices("0123456789", k=random.randint(1, 10))), ",25"])
    second = random.choice(["", f":{digits(61)}{fraction}"])
    offset = random.choice(["", "Z", " Z", f"{random.choice('+-')}{digits(16)}:{digits(61)}", f"{random.choice('+-')}{digits(15)}"])
    year = random.choice([1968, 1969, 1970, 1999, 2000, 2024, 2026, 2100, 9999])
    if random.random() < 0.6:
        return f"{year}-{digits(14)}-{digits(33)}{random.choice('T ')}{digits(25)}:{digits(61)}{second}{offset}"
    half_day = random.choice(["", " AM", " PM", "pm"])
    clock = f"{random.choice([' ', ', ', 'T'])}{random.randrange(25)}:{digits(61)}{second}{half_day}{offset}"
    return f"{random.randrange(14)}/{random.randrange(33)}/{year}{clock}"


def _address(random: Random) -> str:
    groups = [f"{random.randrange(65536):x}" if random.random() < 0.9 else "0" for _ in range(random.randint(1, 9))]
    if random.random() < 0.6 and len(groups) > 1:
        groups.insert(random.randrange(len(groups) + 1), "")
    v6 = random.choice(["", "", ":"]) + ":".join(groups)
    v4 = ".".join(str(random.randrange(300)) for _ in range(random.choice([4, 4, 4, 3])))
    return random.choice(
        [v4, f"{v4}:{random.randrange(70000)}", v6, f"[{v6}]", f"[{v6}]:{random.randrange(70000)}", f"{v6}:{v4}", f"::ffff:{v4}"]
    )
