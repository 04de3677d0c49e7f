"""How an operation ended, or that it did not end yet."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import non_empty, trimmed

SUCCESS, FAILURE, OTHER, UNKNOWN = 1, 2, 99, 0

_SUCCESSES = ("success", "succeeded")
_FAILURES = ("failure", "failed", "cancel", "canceled", "cancelled", "timedout", "denied")
_DIGITS = r"\A\d+\z"


def status_word(result_type: Column, result_signature: Column) -> Column:
    """The source's own word, without the full stop that some exports put behind it."""
    word = F.coalesce(result_type, F.substring_index(result_signature, ".", 1))
    return non_empty(F.regexp_replace(word, r"\.\z", ""))


def status_id(word: Column) -> Column:
    folded = F.lower(word)
    significant = F.regexp_replace(folded, r"\A0+", "")
    number = F.when(significant == "", 0).when(F.length(significant) <= 3, significant.cast("int"))
    return (
        F.when(word.isNull(), UNKNOWN)
        .when(folded.isin(*_SUCCESSES), SUCCESS)
        .when(folded.isin(*_FAILURES), FAILURE)
        .when(~F.regexp_like(folded, F.lit(_DIGITS)), OTHER)
        .when((number == 0) | number.between(200, 399), SUCCESS)
        .otherwise(FAILURE)
    )


def status_code(result_signature: Column, sub_status: Column, code_of_properties: Column) -> Column:
    """What the status is made more precise by: "NotFound", "403"."""
    behind_point = trimmed(F.when(result_signature.contains("."), F.substr(result_signature, F.instr(result_signature, ".") + 1)))
    number = F.when(F.regexp_like(result_signature, F.lit(_DIGITS)), result_signature)
    return F.coalesce(behind_point, sub_status, code_of_properties, number)
