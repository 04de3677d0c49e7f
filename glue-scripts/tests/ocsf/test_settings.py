import pytest

from audit_bridge.ocsf import MappingSettings, MappingSettingsError


def test_takes_routing_by_category() -> None:
    settings = MappingSettings(
        ocsf_version="1.3.0", category_routing={"Alert": "fallback", "ServiceHealth": "route"}, region="eu-central-1"
    )
    assert settings.category_routing["Alert"] == "fallback"


def test_names_every_problem_at_once() -> None:
    with pytest.raises(MappingSettingsError) as refused:
        MappingSettings(ocsf_version="1.4.0", category_routing={"Alarm": "include", "Alert": "drop"}, region="")
    message = str(refused.value)
    assert "'1.4.0'" in message
    assert "'Alarm'" in message
    assert "'drop'" in message
    assert "Region" in message
