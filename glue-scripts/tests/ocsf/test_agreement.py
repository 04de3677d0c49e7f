"""TypeScript and Spark read the same in every record: golden, real, generated, damaged, odd."""

import re
from collections.abc import Mapping

import pytest

from audit_bridge.ocsf.caller import OCSF_MAIL_ADDRESS

from .conftest import Facts
from .corpus import Corpus, Mapped

_ONLY_SPARK_REFUSES: tuple[str, ...] = ()


def _text(text: object) -> object:
    """As OCSF takes it: characters, not UTF-16 units."""
    return text[:65_535] if isinstance(text, str) else text


def _at(value: object, path: str) -> object:
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _expected(facts: Facts) -> dict[str, object]:
    if "refusal" in facts:
        return {"refusal": facts["refusal"]}
    mail_address = _at(facts, "actor.emailAddress")
    is_user = _at(facts, "actor.uid") is not None or _at(facts, "actor.name") is not None
    return {
        "refusal": None,
        "uid": facts["uid"],
        "time": facts["time"],
        "category": facts.get("category"),
        "subscription": facts.get("subscription"),
        "tenant": facts.get("tenant"),
        "address": facts.get("address"),
        "status": _at(facts, "status.id"),
        "status word": _at(facts, "status.word") if _at(facts, "status.id") == 99 else None,
        "status code": _at(facts, "status.code"),
        "activity": _at(facts, "activity.id"),
        "activity name": _at(facts, "activity.name") or facts["operation"],
        "operation": facts["operation"],
        "service": facts["service"],
        "severity": facts["severity"],
        "failure": _text(_at(facts, "failure.message")),
        "actor": {
            "name": _at(facts, "actor.name"),
            "uid": _at(facts, "actor.uid"),
            "kind": _at(facts, "actor.kind") if is_user else None,
            "full name": _at(facts, "actor.fullName") if is_user else None,
            "mail address": mail_address
            if is_user and isinstance(mail_address, str) and re.search(OCSF_MAIL_ADDRESS.replace(r"\z", r"\Z"), mail_address)
            else None,
        },
    }


def _actual(row: Mapped) -> dict[str, object]:
    if row.refusal is not None:
        return {"refusal": row.refusal}
    event = row.event
    is_user = _at(event, "actor.user.uid") is not None or _at(event, "actor.user.name") is not None
    return {
        "refusal": None,
        "uid": _at(event, "metadata.uid"),
        "time": _at(event, "time"),
        "category": row.category,
        "subscription": _at(event, "cloud.account.uid"),
        "tenant": _at(event, "metadata.tenant_uid"),
        "address": _at(event, "src_endpoint.ip"),
        "status": _at(event, "status_id"),
        "status word": _at(event, "status") if _at(event, "status_id") == 99 else None,
        "status code": _at(event, "status_code"),
        "activity": _at(event, "activity_id"),
        "activity name": _at(event, "activity_name"),
        "operation": _at(event, "api.operation"),
        "service": _at(event, "api.service.name"),
        "severity": _at(event, "severity_id"),
        "failure": _at(event, "api.response.message"),
        "actor": {
            "name": _at(event, "actor.user.name"),
            "uid": _at(event, "actor.user.uid"),
            "kind": _at(event, "actor.user.type") if is_user else None,
            "full name": _at(event, "actor.user.full_name") if is_user else None,
            "mail address": _at(event, "actor.user.email_addr") if is_user else None,
        },
    }


@pytest.mark.parametrize("part", ["golden", "samples", "generated", "bad", "odd", "times", "addresses"])
def test_reads_what_typescript_reads(part: str, corpus: Corpus, mapped: dict[str, Mapped], facts: dict[str, Facts]) -> None:
    texts = corpus.golden.values() if part == "golden" else getattr(corpus, part)
    if part == "samples" and not texts:
        pytest.skip("the real records are not at hand: AUDIT_BRIDGE_SAMPLES, or shared/samples beside the checkout")
    differing = [
        {"text": text[:300], **{name: (expected[name], actual.get(name)) for name in expected if expected[name] != actual.get(name)}}
        for text in texts
        for expected, actual in [(_expected(facts[text]), _actual(mapped[text]))]
        if expected != actual
    ]
    assert differing == []
