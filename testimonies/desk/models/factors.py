"""The second factors of staff: an authenticator app, passkeys, and codes for the day they are lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from testimonies.desk.safe.fields import EncryptedText


class AuthenticatorApp(models.Model):
    """A time-based code (RFC 6238), one app a person.

    `secret` is base32, and empty until a first code has proved that the app holds it; `pending` is the one shown until
    then, to the one session whose hash is `pending_for`. `last_step` is the 30-second step of the last code accepted,
    so that none is accepted twice.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="app")
    secret = EncryptedText(row="user_id")
    pending = EncryptedText(row="user_id")
    pending_for = models.CharField(max_length=40, blank=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        # Nobody is given leave to see these tables: people reach their own rows, by the pages of `signin`.
        default_permissions = ()
        verbose_name = _("authenticator app")
        verbose_name_plural = _("authenticator apps")

    def __str__(self) -> str:
        return f"Authenticator app {self.pk}"


class RecoveryCodes(models.Model):
    """What is left of a person's recovery codes: SHA-256 hashes with spaces between, encrypted."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="recovery")
    hashes = EncryptedText(row="user_id")
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("recovery codes")
        verbose_name_plural = _("recovery codes")

    def __str__(self) -> str:
        return f"Recovery codes {self.pk}"


class Passkey(models.Model):
    """A WebAuthn credential. What is kept of it is public: it proves nothing without the person's device.

    `credential` is the id and `data` the attested credential data (AAGUID, id, COSE key), both in base64url.
    `sign_count` is the authenticator's counter when it was last used.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passkeys")
    name = models.CharField(_("name"), max_length=60)
    credential = models.TextField(unique=True)
    data = models.TextField()
    sign_count = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("passkey")
        verbose_name_plural = _("passkeys")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Passkey {self.pk}"


class Attempts(models.Model):
    """How often somebody failed lately. `who` is a keyed hash of a name and an address, and opens neither."""

    who = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        default_permissions = ()
        verbose_name = _("failed attempts")
        verbose_name_plural = _("failed attempts")

    def __str__(self) -> str:
        return "Attempts"
