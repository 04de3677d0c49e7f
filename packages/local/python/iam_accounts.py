"""What moto's IAM lacks: accounts that were filled years ago, a root user with keys, and listings in pages."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.models import AccessKey, AccessKeyLastUsed, User, iam_backends
from moto.iam.responses import IamResponse
from moto.kms.models import kms_backends
from moto.organizations.models import FakeAccount, organizations_backends

# IAM may give fewer than it is asked for: a sample then has several pages.
MAX_PAGE_ITEMS = 100


def fill_account(account_id: str, description: dict[str, Any]) -> None:
    """Gives an account exactly the users, keys and root user's keys that `seed-accounts.ts` describes. The bearer of `callerKeyId` acts in
    this account: moto knows the account of a call by its key alone."""
    backend = iam_backends[account_id]["aws"]
    for user in backend.users.values():
        for key in user.access_keys:
            del backend.access_keys[key.access_key_id]
    backend.users.clear()
    backend.account_summary._account_access_keys_present = description["rootKeys"]
    for user in description["users"]:
        created = User(account_id, "us-east-1", user["name"], user["path"])
        created.create_date = moment(user["createDate"])
        backend.tagger.tag_resource(created.arn, user.get("tags", []))
        backend.users[created.name] = created
        for key in user["accessKeys"]:
            seeded = access_key(account_id, created.name, key)
            created.access_keys.append(seeded)
            backend.access_keys[seeded.access_key_id] = seeded
    if "callerKeyId" in description:
        caller = AccessKey(user_name=None, prefix="ASIA", account_id=account_id)
        caller.access_key_id = description["callerKeyId"]
        backend.access_keys[caller.access_key_id] = caller


def access_key(account_id: str, user_name: str, key: dict[str, Any]) -> AccessKey:
    seeded = AccessKey(user_name, prefix="AKIA", account_id=account_id, status=key["status"])
    seeded.access_key_id = key["id"]
    seeded.create_date = moment(key["createDate"])
    if "lastUsed" in key:
        used = key["lastUsed"]
        seeded.last_used = AccessKeyLastUsed(moment(used["date"]), service=used["service"], region=used["region"])
    return seeded


def create_mac_key(account_id: str, region: str, material: str) -> str:
    """A KMS key for hashes whose material, random in moto, is given in base64: then a later run's hashes are the same. Returns its ARN."""
    backend = kms_backends[account_id][region]
    key = backend.create_key(None, "GENERATE_VERIFY_MAC", "HMAC_256", "given material", None, False)
    key.key_material = base64.b64decode(material)
    arn: str = key.arn
    return arn


def found_organization(own_account_id: str, region: str, states: dict[str, str]) -> None:
    """Makes an account the management account of an organization with these other ones: moto would give each an id of its own choice."""
    backend = organizations_backends[own_account_id]["aws"]
    if backend.org is None:
        backend.create_organization(region, FeatureSet="ALL")
    backend.accounts = [account for account in backend.accounts if account.id not in states]
    for account_id, state in states.items():
        account = FakeAccount(backend.org, AccountName=f"account {account_id}", Email=f"{account_id}@quillfern.example")
        account.id = account_id
        account.state = account.status = state
        backend.accounts.append(account)


def moment(text: str) -> datetime:
    """moto keeps times without a zone, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)


def list_in_pages() -> None:
    """IAM gives pages; moto gives all at once. A page begins after the name where the last one
    ended, so that users who come and go between two pages move nobody."""
    if hasattr(IamResponse.list_users, "is_paged"):
        return
    IamResponse.list_users = paged(IamResponse.list_users, "Users", lambda user: user.name)
    IamResponse.list_access_keys = paged(IamResponse.list_access_keys, "AccessKeyMetadata", lambda key: key.access_key_id)


def paged(list_all: Callable[..., ActionResult], member: str, name_of: Callable[[Any], str]) -> Callable[..., ActionResult]:
    def list_page(self: IamResponse) -> ActionResult:
        answer = list_all(self).result
        marker = self._get_param("Marker")
        after = base64.urlsafe_b64decode(marker).decode() if marker else ""
        items = sorted((item for item in answer[member] if name_of(item) > after), key=name_of)
        size = min(int(self._get_param("MaxItems") or MAX_PAGE_ITEMS), MAX_PAGE_ITEMS)
        page = {**answer, member: items[:size], "IsTruncated": len(items) > size}
        if page["IsTruncated"]:
            page["Marker"] = base64.urlsafe_b64encode(name_of(items[size - 1]).encode()).decode()
        return ActionResult(page)

    list_page.is_paged = True
    return list_page


def answer_seed(body: bytes) -> bytes:
    """Fills accounts and makes a key, as `seed-accounts.ts` asks for."""
    list_in_pages()
    request: dict[str, Any] = json.loads(body)
    for account in request["accounts"]:
        fill_account(account["accountId"], account)
    organization = request["organization"]
    found_organization(organization["ownAccountId"], request["macKey"]["region"], organization["states"])
    key = request["macKey"]
    return json.dumps({"macKeyArn": create_mac_key(key["accountId"], key["region"], key["material"])}).encode()
