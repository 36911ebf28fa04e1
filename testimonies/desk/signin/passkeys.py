"""Passkeys (WebAuthn, W3C Recommendation level 2), by the `fido2` library.

Every passkey is discoverable and verifies its user, by finger, face or PIN: it is two proofs in one, and opens the desk
without name and password. It is bound to the host name, so a forged sign-in page gets nothing.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
from collections.abc import Iterable
from typing import Any, cast

from cryptography.exceptions import UnsupportedAlgorithm
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from testimonies.desk.models import Passkey
from testimonies.desk.signin.totp import ISSUER

_ADDING, _SHOWING = "passkey_adding", "passkey_showing"
# Also what lies in itself a thousand times deep, as JSON or as CBOR.
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, UnsupportedAlgorithm)
LONGEST = 20_000


class PasskeyRefused(Exception):
    """What the browser sent proves nothing. The message says nothing of why."""


def possible(request: HttpRequest) -> bool:
    """Browsers make passkeys for names alone: at http://127.0.0.1 there are none, at http://localhost there are."""
    host, _ = split_domain_port(request.get_host())
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


def begin_adding(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey of `user`, as JSON."""
    # A handle that says nothing: it stays on the device, and whoever finds the device reads it.
    handle = hashlib.blake2b(str(user.pk).encode(), digest_size=16, person=b"passkey-user").digest()
    name = user.get_username()
    options, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=name, display_name=name),
        credentials=_credentials(user.passkeys.all()),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[_ADDING] = state
    return dict(options)


def add(request: HttpRequest, user: User, *, name: str, answer: str) -> Passkey:
    """Keep the passkey that the browser made. Raises `PasskeyRefused`."""
    state = request.session.pop(_ADDING, None)
    try:
        data = _server(request).register_complete(state, RegistrationResponse.from_dict(_parsed(answer)))
        made = cast(AttestedCredentialData, data.credential_data)
        with transaction.atomic():
            return Passkey.objects.create(
                user=user,
                name=name,
                credential=websafe_encode(made.credential_id),
                data=websafe_encode(made),
                sign_count=data.counter,
            )
    except (*_UNREADABLE, IntegrityError):
        raise PasskeyRefused from None


def begin_showing(request: HttpRequest, user: User | None) -> dict[str, Any]:
    """What the browser needs to show a passkey: one of `user`, or anybody's."""
    options, state = _server(request).authenticate_begin(
        credentials=_credentials(user.passkeys.all()) if user else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[_SHOWING] = state
    return dict(options)


def show(request: HttpRequest, answer: str) -> User:
    """Whose passkey the browser showed. Raises `PasskeyRefused`, also for an account that was closed."""
    state = request.session.pop(_SHOWING, None)
    try:
        response = AuthenticationResponse.from_dict(_parsed(answer))
        passkey = Passkey.objects.select_related("user").get(
            credential=websafe_encode(response.raw_id), user__is_active=True, user__is_staff=True
        )
        _server(request).authenticate_complete(state, _credentials([passkey]), response)
    except (*_UNREADABLE, Passkey.DoesNotExist):
        raise PasskeyRefused from None
    _count(passkey, response.response.authenticator_data.counter)
    return passkey.user


def _count(passkey: Passkey, counter: int) -> None:
    """A counter that does not grow means that somebody copied the authenticator; 0 means that it does not count."""
    fits = Q(sign_count__lt=counter) | Q(sign_count=0) if counter else Q(sign_count=0)
    seen = Passkey.objects.filter(fits, pk=passkey.pk)
    if not seen.update(sign_count=counter, used_at=timezone.now()):
        raise PasskeyRefused


def _server(request: HttpRequest) -> Fido2Server:
    host, _ = split_domain_port(request.get_host())
    origin = f"{request.scheme}://{request.get_host()}"
    return Fido2Server(PublicKeyCredentialRpEntity(name=ISSUER, id=host), verify_origin=lambda given: given == origin)


def _credentials(passkeys: Iterable[Passkey]) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(websafe_decode(passkey.data)) for passkey in passkeys]


def _parsed(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST:
        raise ValueError("too long")
    parsed = json.loads(answer)
    if not isinstance(parsed, dict):
        raise TypeError("no object")
    return parsed
