"""Azure activity log records become OCSF API Activity events (class 6003)."""

from .mapping import map_activity_log
from .schema import api_activity_schema
from .settings import MappingSettings, MappingSettingsError

__all__ = ["MappingSettings", "MappingSettingsError", "api_activity_schema", "map_activity_log"]
