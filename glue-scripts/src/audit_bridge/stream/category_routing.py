"""The category routing as one text: `Administrative=include,Alert=fallback`."""

from collections.abc import Mapping


class CategoryRoutingError(ValueError):
    """The text does not say one routing per category."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(
            f"The category routing cannot be read: {'; '.join(problems)}. Write Category=include|fallback|route, with commas between."
        )


def parse_category_routing(text: str) -> Mapping[str, str]:
    """Which categories and routings there are is the mapping's to say; here they are only told apart.

    :raises CategoryRoutingError: names every problem at once
    """
    routing: dict[str, str] = {}
    problems = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        category, separator, word = (piece.strip() for piece in part.partition("="))
        if not (category and separator and word):
            problems.append(f"{part!r} is no Category=word")
        elif category in routing:
            problems.append(f"{category} is named twice")
        routing[category] = word
    if problems:
        raise CategoryRoutingError(problems)
    return routing
