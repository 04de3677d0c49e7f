"""How severe an event is: an error of Azure needs no immediate attention, which OCSF calls medium."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

_SEVERITIES: Final = (
    (5, ("critical", "1")),
    (3, ("error", "2")),
    (2, ("warning", "3")),
    (1, ("informational", "information", "verbose", "trace", "4", "5")),
)
_ALERT_SEVERITIES: Final = ((4, "high"), (3, "medium"), (2, "low"))
_CAPTIONS: Final = {0: "Unknown", 1: "Informational", 2: "Low", 3: "Medium", 4: "High", 5: "Critical"}


def severity_id(level: Column, category: Column, alert_severity: Column) -> Column:
    """By the level or, for the category Security, by the alert's own grade. 0 when the record does not say."""
    is_alert = F.lower(category) == "security"
    graded, folded = F.lower(alert_severity), F.lower(level)
    found = F.when(is_alert & (graded == _ALERT_SEVERITIES[0][1]), _ALERT_SEVERITIES[0][0])
    for number, word in _ALERT_SEVERITIES[1:]:
        found = found.when(is_alert & (graded == word), number)
    for number, words in _SEVERITIES:
        found = found.when(folded.isin(*words), number)
    return found.otherwise(0)


def severity_caption(severity: Column) -> Column:
    found = F.when(severity == 0, _CAPTIONS[0])
    for number, caption in _CAPTIONS.items():
        found = found.when(severity == number, caption)
    return found
