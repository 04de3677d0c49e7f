"""What the mapping is told from outside, checked before the first record is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

OCSF_VERSIONS: Final = ("1.1.0", "1.3.0")
"""Security Lake takes OCSF 1.3 and earlier: https://docs.aws.amazon.com/security-lake/latest/userguide/adding-custom-sources.html"""

CATEGORIES: Final = (
    "Administrative",
    "Security",
    "ServiceHealth",
    "Alert",
    "Recommendation",
    "Policy",
    "Autoscale",
    "ResourceHealth",
)
"""The activity log's categories: https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#categories"""

ROUTINGS: Final = ("include", "fallback", "route")
"""OCSF as its class fits; OCSF although nobody performed a call; aside as it is."""


REQUEST_BODIES: Final = ("kept", "redacted")
"""Bodies of requests and answers, which can hold secrets: as they are, or their length alone."""


class MappingSettingsError(ValueError):
    """The settings cannot be used. The message names every problem at once."""


@dataclass(frozen=True)
class MappingSettings:
    """
    :param ocsf_version: one of ``OCSF_VERSIONS``
    :param category_routing: by category, in the activity log's own words; a category that is not named is included
    :param request_bodies: one of ``REQUEST_BODIES``
    :param region: the AWS Region of the lake; part of its layout, not of an event
    :raises MappingSettingsError: names every problem at once
    """

    ocsf_version: str = "1.1.0"
    category_routing: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    request_bodies: str = "kept"

    def __post_init__(self) -> None:
        problems: list[str] = []
        if self.ocsf_version not in OCSF_VERSIONS:
            problems.append(f"OCSF version {self.ocsf_version!r} cannot be written: choose {' or '.join(OCSF_VERSIONS)}")
        if self.request_bodies not in REQUEST_BODIES:
            problems.append(f"bodies of requests cannot be {self.request_bodies!r}: choose {' or '.join(REQUEST_BODIES)}")
        if not self.region:
            problems.append("the Region is empty: give the lake's AWS Region, like eu-central-1")
        for category, routing in self.category_routing.items():
            if category not in CATEGORIES:
                problems.append(f"{category!r} is no category of the activity log: choose from {', '.join(CATEGORIES)}")
            if routing not in ROUTINGS:
                problems.append(f"{category} cannot be routed to {routing!r}: choose {', '.join(ROUTINGS)}")
        if problems:
            raise MappingSettingsError(f"Records cannot be mapped with these settings: {'; '.join(problems)}.")
