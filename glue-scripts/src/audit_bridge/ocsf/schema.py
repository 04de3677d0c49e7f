"""The one output schema: OCSF class API Activity (6003), in the types that Security Lake's own sources publish."""

from pyspark.sql.types import (
    ArrayType,
    BooleanType,
    DataType,
    IntegerType,
    LongType,
    MapType,
    StringType,
    StructField,
    StructType,
    TimestampType,
)

_TEXT = StringType()
_INT = IntegerType()
_LONG = LongType()
_TIMESTAMP = TimestampType()


def _struct(**members: DataType) -> StructType:
    return StructType([StructField(name, data_type) for name, data_type in members.items()])


def _list(element: DataType) -> ArrayType:
    return ArrayType(element)


_account = _struct(uid=_TEXT, type=_TEXT, type_id=_INT)
_named = _struct(name=_TEXT)

_metadata = _struct(
    version=_TEXT,
    profiles=_list(_TEXT),
    product=_struct(name=_TEXT, vendor_name=_TEXT, feature=_named),
    uid=_TEXT,
    correlation_uid=_TEXT,
    tenant_uid=_TEXT,
    log_name=_TEXT,
    log_provider=_TEXT,
    log_level=_TEXT,
    log_version=_TEXT,
    original_time=_TEXT,
)

_user = _struct(
    name=_TEXT,
    uid=_TEXT,
    uid_alt=_TEXT,
    type=_TEXT,
    type_id=_INT,
    full_name=_TEXT,
    email_addr=_TEXT,
    account=_account,
    groups=_list(_struct(uid=_TEXT)),
)

_session = _struct(
    uid=_TEXT,
    credential_uid=_TEXT,
    issuer=_TEXT,
    created_time=_LONG,
    created_time_dt=_TIMESTAMP,
    expiration_time=_LONG,
    expiration_time_dt=_TIMESTAMP,
    is_mfa=BooleanType(),
)

_authorization = _struct(decision=_TEXT, policy=_struct(name=_TEXT, uid=_TEXT, desc=_TEXT))

_actor = _struct(
    user=_user,
    session=_session,
    idp=_struct(name=_TEXT, uid=_TEXT),
    authorizations=_list(_authorization),
    invoked_by=_TEXT,
)

# The application's own places came with 1.2; 1.3 still takes the older one, so one query reads both versions.
_actor_1_3 = StructType([*_actor.fields, *_struct(app_name=_TEXT, app_uid=_TEXT).fields])

_api = _struct(
    operation=_TEXT,
    version=_TEXT,
    service=_named,
    request=_struct(uid=_TEXT, data=_TEXT),
    response=_struct(code=_INT, error=_TEXT, error_message=_TEXT, message=_TEXT, data=_TEXT),
)

_resource = _struct(
    uid=_TEXT,
    name=_TEXT,
    type=_TEXT,
    group=_named,
    region=_TEXT,
    owner=_struct(account=_account),
)


def api_activity_schema(version: str) -> StructType:
    """The columns of an event in their order, for OCSF 1.1.0 or 1.3.0."""
    is_1_1 = version == "1.1.0"
    return _struct(
        metadata=_metadata,
        time=_LONG,
        time_dt=_TIMESTAMP,
        timezone_offset=_INT,
        class_uid=_INT,
        class_name=_TEXT,
        category_uid=_INT,
        category_name=_TEXT,
        activity_id=_INT,
        activity_name=_TEXT,
        type_uid=_LONG,
        type_name=_TEXT,
        severity_id=_INT,
        severity=_TEXT,
        status_id=_INT,
        status=_TEXT,
        status_code=_TEXT,
        status_detail=_TEXT,
        message=_TEXT,
        # `integer_t` until 1.2, `long_t` from 1.3
        duration=_INT if is_1_1 else _LONG,
        actor=_actor if is_1_1 else _actor_1_3,
        api=_api,
        src_endpoint=_struct(ip=_TEXT, port=_INT, svc_name=_TEXT),
        resources=_list(_resource),
        cloud=_struct(provider=_TEXT, region=_TEXT, account=_account, org=_struct(uid=_TEXT, ou_uid=_TEXT)),
        http_request=_struct(uid=_TEXT, http_method=_TEXT, url=_struct(url_string=_TEXT)),
        observables=_list(_struct(name=_TEXT, type=_TEXT, type_id=_INT, value=_TEXT)),
        raw_data=_TEXT,
        unmapped=MapType(_TEXT, _TEXT),
    )
