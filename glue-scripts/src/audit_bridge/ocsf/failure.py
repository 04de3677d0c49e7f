"""What `properties.statusMessage` says: `{error: {code, message}}` as an object, as JSON text, quoted once more, or a plain sentence."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .json_objects import STRICT
from .text_values import text_of, trimmed


def plain_message(status_message: Column, body: Column) -> Column:
    """A status message that is no object: a sentence, perhaps quoted once more."""
    quoted = F.get(F.from_json(F.concat(F.lit("["), status_message, F.lit("]")), "array<string>", STRICT), F.lit(0))
    is_list = F.from_json(status_message, "array<string>", STRICT).isNotNull()
    return (
        F.when(body.isNotNull() | (status_message.startswith("[") & is_list), None)
        .when(status_message.startswith('"'), F.coalesce(text_of(trimmed(quoted)), status_message))
        .otherwise(F.ltrim(status_message))
    )


def failure_text(error: Column, body: Column, member: str) -> Column:
    """`code` or `message`, of the error within the body or, where there is none, of the body itself."""
    return F.when(error.isNotNull(), text_of(error[member])).otherwise(text_of(body[member]))
