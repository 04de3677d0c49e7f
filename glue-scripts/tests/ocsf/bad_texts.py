"""Texts that are no event, or nearly none: both languages must tell them apart alike."""

import json
from typing import Final

_MEMBERS = '"time":"2026-03-02T09:15:42.73Z","category":"Administrative","operationName":"Microsoft.Storage/storageAccounts/write"'


def record(members: str = "") -> str:
    return f"{{{_MEMBERS}{',' if members else ''}{members}}}"


def nested(levels: int) -> str:
    return '{"a":' * levels + "1" + "}" * levels


_OBJECTS = nested(10_000)
_LISTS = "[" * 10_000 + "]" * 10_000

BAD_TEXTS: Final = (
    "",
    " ",
    '{"time":',
    '{"a":1} {"b":2}',
    f"{record()} {record()}",
    f"{record()},{record()}",
    f"{record()}x",
    f"{record()}]",
    f"{record()}}}",
    "{'a':1}",
    record('"a":NaN'),
    record('"a":Infinity'),
    record('"a":01'),
    record('"a":1.'),
    record('"a":+1'),
    record('"a":"x\ny"'),
    record('"a":"\\x"'),
    record('"a":1,'),
    record("a:1"),
    record('"a":1/* comment */'),
    "[1]",
    f"[{record()}]",
    '"text"',
    "null",
    "true",
    "12345678901234567890",
    "{}",
    '{"time":"2026-03-02T09:15:42Z","category":"SignInLogs","operationName":"Sign-in activity"}',
    '{"time":"2026-03-02T09:15:42Z","operationName":"GetBlob","callerIpAddress":"10.0.0.1:42781"}',
    '{"category":"StorageRead"}',
    '{"category":"Administrative"}',
    '{"category":"Policy","time":null}',
    '{"category":"Policy","time":" "}',
    '{"category":"Policy","time":{"value":null}}',
    '{"category":"Policy","time":["2026-03-02T09:15:42Z"]}',
    '{"category":"Policy","time":1772442942}',
    '{"category":"Policy","time":true}',
    f"\ufeff  {record()}\r\n",
    record(f'"properties":{_OBJECTS}'),
    record(f'"properties":{{"requestbody":{_LISTS}}}'),
    _OBJECTS,
    _LISTS,
    record(f'"properties":{json.dumps(_OBJECTS)}'),
    record(f'"properties":{nested(99)}'),
    record(f'"properties":{nested(100)}'),
    record(f'"identity":{json.dumps(nested(100))}'),
    record(f'"identity":{json.dumps(nested(101))}'),
    record(f'"a":"{"[" * 300}"'),
    record(f'"properties":{nested(150)},'),
)

ODD_RECORDS: Final = (
    record('"level":"Error","level":"Warning"'),
    record('"level":"Error","Level":"Warning","LEVEL":"Critical"'),
    record('"LeVeL":"Error","Level":"Warning"'),
    record('"level":" ","Level":"Warning"'),
    record('"level":{},"Level":"Warning"'),
    record('"level":{"value":"Error","localizedValue":"Fehler"}'),
    record('"level":{"value":{"value":"Error"}}'),
    record('"level":["Error"]'),
    record('"caller":"{\\"a\\":1}"'),
    record('"resultDescription":"[Errno 5] no such quay"'),
    record('"resultDescription" : "{\\"value\\":\\"quay\\"}"'),
    record('"level":2,"durationMs":12.50,"correlationId":false'),
    record('"identity":{"claims":{"name":"a","name":"b"}}'),
    record('"identity":"\\"{\\\\\\"claims\\\\\\":{\\\\\\"upn\\\\\\":\\\\\\"ines@quay.example\\\\\\"}}\\""'),
    record('"identity":"{not json}","claims":{"upn":"ines@quay.example"}'),
    record('"identity":{"claims":"{not json}"},"claims":{"upn":"ines@quay.example"}'),
    record('"identity":{"claims":{"upn":"live.com#ines@quay.example"}}'),
    record('"identity":{"claims":{"givenname":"x","http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname":"Okafor"}}'),
    record('"identity":{"claims":{"upn":"o\'brien@quay.example"}}'),
    record('"properties":{"statusMessage":"\\"quoted\\""},"resultType":"Failed"'),
    record('"properties":{"statusMessage":"{broken"},"resultType":"Failed"'),
    record('"properties":{"statusMessage":"[1]"},"resultType":"Failed"'),
    record('"properties":{"statusMessage":{"error":{"code":"A","message":"B"}}},"resultType":"Failed"'),
    record('"properties":{"statusMessage":{"code":"A","message":"B"}},"resultType":"Failed"'),
    record('"properties":{"statusMessage":{"error":{"code":409,"message":null}}},"resultType":"Failed"'),
    record('"properties":{"RequestBody":{"a":null},"responseBody":[1]}'),
    record('"properties":[1]'),
    record('"properties":"text"'),
    record('"subscriptionId":" A/../B "'),
    record('"resourceId":"subscriptions/ABC/resourceGroups/rg"'),
    record('"resultSignature":".x"'),
    record('"resultSignature":"Succeeded.OK.more"'),
    record('"resultType":"."'),
    record('"resultType":"0000200"'),
    record('"resultType":"99999999999999999999"'),
    record('"operationName":"a/","level":"x"'),
    record('"operationName":"/action"'),
    record('"operationName":"action"'),
    record('"operationName":"Update role"'),
    record('"operationName":"Microsoft.X/y/LISTKEYS/ACTION"'),
    record('"resourceProviderName":"/x","operationName":"text"'),
    record('"eventDataId":"not usable"'),
    record('"a.b":1,"properties.x":"top","properties":{"x":"below"}'),
    record('"__proto__":{"a":1}'),
    record('"\\u006cevel":"Error"'),
    record(",".join(f'"k{index}":"v"' for index in range(10_000))),
    record(",".join(f'"k{index % 5_000}":"v{index}"' for index in range(10_000))),
    record(f'"properties":{{"message":"{"quay " * 20_000}"}}'),
    record(f'"resultDescription":"{"🚢" * 70_000}"'),
)
