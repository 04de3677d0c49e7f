"""What is told from all texts of an object at once must hold for each of them."""

from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812

from audit_bridge.ocsf.untouched_members import is_untouched

_TEXTS = (
    "a", "Z", "~", "!", "#", "a b", "a\x01b", "x{", "x[", 'x"', "{", "[", '"', "{}", "[1]", '"a"', "", " ", " a", "a ", "a\n", "\ta",
    "\x01", "a\x01", "\x01a", "a \x01b", "a\x01 b", "é", "éa", "aé", "aéa", "\u00a0a", "a\u3000", "\x7f", "a\x7f", "🚢", "a🚢a",
)  # fmt: skip


def _is_plain(text: str | None) -> bool:
    parts = (text or "").split("\x01")
    return all(part and "!" <= part[0] <= "~" and "!" <= part[-1] <= "~" and part[0] not in '{["' for part in parts)


def test_tells_what_nothing_must_be_done_to(spark: SparkSession) -> None:
    objects: list[dict[str, str | None]] = [{}, {"a": None}, {"a": "x", "b": None}]
    for text in _TEXTS:
        objects += [{"a": text}, {"a": "x", "b": text}, {"a": text, "b": "x"}]
    frame = spark.createDataFrame([(members,) for members in objects], "members map<string,string>").coalesce(1)
    told = [row[0] for row in frame.select(F.coalesce(is_untouched(F.col("members")), F.lit(False))).collect()]
    assert told == [bool(members) and all(map(_is_plain, members.values())) for members in objects]


def test_lets_nested_members_be_objects(spark: SparkSession) -> None:
    objects = {
        '{"a":1}': True,
        "text": True,
        "{}": False,
        "[1]": False,
        ' {"a":1}': False,
    }
    rows = [({"a": "x", "nested": text},) for text in objects]
    others = [({"a": '{"a":1}', "nested": '{"a":1}'},), ({"a": '{"a":1}'},)]
    frame = spark.createDataFrame([*rows, *others], "members map<string,string>").coalesce(1)
    told = [row[0] for row in frame.select(F.coalesce(is_untouched(F.col("members"), ("nested",)), F.lit(False))).collect()]
    assert told == [*objects.values(), False, False]


def test_sees_repeated_names(spark: SparkSession) -> None:
    members = F.from_json(F.lit('{"a":"x","a":"x"}'), "map<string,string>")
    assert [row[0] for row in spark.range(1).select(is_untouched(members)).collect()] == [False]
