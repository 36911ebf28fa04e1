"""Accounts of staff in a restored desk: nothing opens it that did not open it when the backup was made *and* just now.

A phone that was lost since, a passkey that was stolen, a role that was taken away: the backup knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import Permission, User
from django.utils import timezone

from testimonies.desk.models import AuthenticatorApp, Decision, Invitation, RecoveryCodes, StaffSession
from testimonies.desk.safe.keyring import Unreadable
from testimonies.desk.signin.close_account import forget_factors
from testimonies.desk.signin.doors import is_enrolled


@dataclass(frozen=True)
class Account:
    """What opens the desk for one person, and what they may do there.

    `passkeys` is the signature counter by credential and key; `secret` is "" where there is none, or it does not open.
    """

    active: bool
    staff: bool
    superuser: bool
    roles: frozenset[str]
    permissions: frozenset[str]
    password: str
    enrolled: bool
    secret: str
    last_step: int
    codes: frozenset[str]
    passkeys: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Staff:
    """The accounts of a desk by their number, and the hashes of its decisions, by which it is known to be the same."""

    accounts: Mapping[int, Account]
    decided: frozenset[str]


def staff_now() -> Staff | None:
    """Of the desk that is here; None where it is lost."""
    try:
        decided = frozenset(Decision.objects.order_by().values_list("hash", flat=True).iterator())
        return Staff({user.pk: _account(user) for user in User.objects.all()}, decided)
    except Exception:  # noqa: BLE001 (a damaged database is why somebody restores; whatever ails it, it is not believed)
        return None


def put_back_accounts(now: Staff | None, *, last: str) -> bool:
    """Let nobody back in by what ended since; whether that is known. `last` is the hash of the backup's last decision.

    It is known where the desk that was here until now went on from just there. Anywhere else every account is closed:
    each opens again by a new invitation, and by nothing that lies in the backup.
    """
    StaffSession.objects.all().delete()
    Invitation.objects.open().update(revoked_at=timezone.now())
    known = now.accounts if now is not None and last in now.decided else {}
    for user in User.objects.all():
        if user.pk in known:
            _narrow(user, known[user.pk])
        else:
            _shut(user)
    return bool(known)


def _account(user: User) -> Account:
    app = AuthenticatorApp.objects.filter(pk=user.pk).first()
    return Account(
        active=user.is_active,
        staff=user.is_staff,
        superuser=user.is_superuser,
        roles=frozenset(user.groups.values_list("name", flat=True)),
        permissions=frozenset(map(_named, user.user_permissions.select_related("content_type"))),
        password=user.password,
        enrolled=is_enrolled(user),
        secret=_read(app, "secret"),
        last_step=app.last_step if app else 0,
        codes=frozenset(_read(RecoveryCodes.objects.filter(pk=user.pk).first(), "hashes").split()),
        passkeys={(passkey.credential, passkey.data): passkey.sign_count for passkey in user.passkeys.all()},
    )


def _read(row: AuthenticatorApp | RecoveryCodes | None, field: str) -> str:
    try:
        return str(getattr(row, field)) if row else ""
    except Unreadable:
        return ""


def _named(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def _narrow(user: User, now: Account) -> None:
    then = _account(user)
    user.is_active, user.is_staff = then.active and now.active, then.staff and now.staff
    user.is_superuser = then.superuser and now.superuser
    user.groups.set(user.groups.filter(name__in=now.roles))
    granted = user.user_permissions.select_related("content_type")
    user.user_permissions.set([one for one in granted if _named(one) in now.permissions])
    _narrow_factors(user, then, now)
    lost = (then.enrolled or now.enrolled) and not is_enrolled(user)
    if lost:
        forget_factors(user)
    # A password without the factor it stood beside would be enough to set up another.
    if lost or then.password != now.password:
        user.set_unusable_password()
    user.save()


def _narrow_factors(user: User, then: Account, now: Account) -> None:
    app = AuthenticatorApp.objects.filter(pk=user.pk).first()
    if app and then.secret and then.secret == now.secret:
        # A code that was used since is used.
        app.pending, app.last_step = "", max(then.last_step, now.last_step)
        app.save()
    elif app:
        app.delete()
    for passkey in user.passkeys.all():
        count = now.passkeys.get((passkey.credential, passkey.data))
        if count is None:
            passkey.delete()
        else:
            passkey.sign_count = max(passkey.sign_count, count)
            passkey.save(update_fields=["sign_count"])
    codes = RecoveryCodes.objects.filter(pk=user.pk).first()
    if codes:
        codes.hashes = " ".join(sorted(then.codes & now.codes))
        codes.save()


def _shut(user: User) -> None:
    # The roles stay written beside the name, without force, for whoever invites this person again.
    user.is_active = False
    user.set_unusable_password()
    user.save()
    forget_factors(user)
