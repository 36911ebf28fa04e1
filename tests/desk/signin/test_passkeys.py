"""Passkeys that somebody shows: the right one opens the desk, and nothing else does."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import AttestedCredentialData, AuthenticatorData, CollectedClientData

from testimonies.desk.models import Passkey
from tests.desk.signin.coming_in import is_in
from tests.people import People, sign_in

HOST = "localhost"
PRESENT, VERIFIED = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV


@dataclass
class Authenticator:
    """A real key that signs as a device would; what it says of itself can be forged."""

    credential: bytes
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def belongs_to(self, person: User) -> Passkey:
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        data = AttestedCredentialData.create(b"\0" * 16, self.credential, public)
        return Passkey.objects.create(
            user=person, name="A key", credential=websafe_encode(self.credential), data=websafe_encode(data)
        )

    def answer(
        self,
        challenge: str,
        *,
        origin: str = f"http://{HOST}",
        host: str = HOST,
        counter: int = 0,
        flags: AuthenticatorData.FLAG = PRESENT | VERIFIED,
    ) -> str:
        data = AuthenticatorData.create(sha256(host.encode()), flags, counter)
        client = CollectedClientData.create("webauthn.get", websafe_decode(challenge), origin)
        signature = self.key.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
        }
        name = websafe_encode(self.credential)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": HOST})


def challenge(browser: Client) -> str:
    options: dict[str, Any] = browser.post(reverse("admin:passkey_options")).json()
    wanted: str = options["publicKey"]["challenge"]
    return wanted


def come(browser: Client, answer: str) -> bool:
    browser.post(reverse("admin:login"), {"passkey": answer})
    return is_in(browser)


@pytest.fixture
def device(people: People) -> Authenticator:
    device = Authenticator(b"one")
    device.belongs_to(people.cho)
    return device


def test_a_passkey_alone_opens_the_desk(browser: Client, device: Authenticator) -> None:
    assert come(browser, device.answer(challenge(browser)))


@pytest.mark.parametrize(
    "forged",
    [
        {"origin": "http://localhost.example.org"},
        {"origin": "https://localhost"},
        {"host": "example.org"},
        {"flags": PRESENT},
    ],
    ids=["a page that looks like ours", "another scheme", "a key for another host", "nobody was verified"],
)
def test_what_was_signed_for_somewhere_else_or_by_nobody_opens_nothing(
    browser: Client, device: Authenticator, forged: dict[str, Any]
) -> None:
    assert not come(browser, device.answer(challenge(browser), **forged))


def test_an_answer_opens_the_desk_once(browser: Client, device: Authenticator) -> None:
    seen = device.answer(challenge(browser))
    assert come(browser, seen)
    other = Client(headers={"host": HOST})
    challenge(other)
    assert not come(other, seen)


def test_another_key_under_the_same_name_opens_nothing(browser: Client, device: Authenticator) -> None:
    assert not come(browser, Authenticator(device.credential).answer(challenge(browser)))


def test_a_key_of_a_closed_account_opens_nothing(browser: Client, device: Authenticator, people: People) -> None:
    User.objects.filter(pk=people.cho.pk).update(is_active=False)
    assert not come(browser, device.answer(challenge(browser)))


def test_a_counter_that_goes_back_means_a_copy(browser: Client, device: Authenticator) -> None:
    assert come(browser, device.answer(challenge(browser), counter=5))
    for counter in (5, 4, 0):
        copy = Client(headers={"host": HOST})
        assert not come(copy, device.answer(challenge(copy), counter=counter))


def framed(**parts: bytes) -> str:
    """An answer as a browser would send it, with `parts` in it."""
    given = {"clientDataJSON": b'{"type": "webauthn.get", "challenge": "AAAA", "origin": "http://localhost"}', **parts}
    response = {name: websafe_encode(part) for name, part in {"signature": b"x", **given}.items()}
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": response})


# As much as an answer may bring: a key in itself, thousands of times.
DEEP_KEY = b"x" * 32 + b"\xc5" + bytes(4) + b"y" * 16 + b"\0\1z" + b"\x81" * 5000
NONSENSE = {
    "an empty thing": "{}",
    "a list": "[]",
    "a letter": "x",
    "a number for a name": '{"id": 1}',
    "no answer in it": '{"rawId": "AA", "response": {}}',
    "too long": "[" * 30_000,
    "deep lists": "[" * 19_000,
    "deep things": '{"a":' * 3900,
    "a large number": '{"id": ' + "9" * 5000 + "}",
    "half a letter": '{"id": "\\ud800", "rawId": "\\ud800", "response": {}}',
    "deep words of the browser": framed(clientDataJSON=b"[" * 9000, authenticatorData=b"x" * 37),
    "a deep key": framed(authenticatorData=DEEP_KEY),
    "a deep new key": framed(attestationObject=b"\x81" * 9000),
    "a deep statement": framed(attestationObject=b"\xa3\x63fmt\x64none\x67attStmt" + b"\x81" * 9000),
}


@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense_is_answered_with_the_page(browser: Client, device: Authenticator, kind: str) -> None:
    challenge(browser)
    answer = browser.post(reverse("admin:login"), {"passkey": NONSENSE[kind]})
    assert answer.status_code == 200
    assert not is_in(browser)


@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense_is_not_added(browser: Client, people: People, kind: str) -> None:
    sign_in(browser, people.cho)
    browser.post(reverse("admin:passkey_new"))
    answer = browser.post(reverse("admin:passkey_add"), {"passkey": NONSENSE[kind]}, follow=True)
    assert "The passkey was not added." in answer.content.decode()
    assert not Passkey.objects.exists()
