"""The form at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from testimonies.desk.signin.address import address_of
from testimonies.desk.signin.attempts import forgive, may_try
from testimonies.desk.signin.credentials import Proven, prove

WRONG = _("This did not work. Check the name, the password and the code; a code works once, and only for a short time.")
TOO_MANY = _("Too many attempts with this name from here. Wait a quarter of an hour, or use a passkey.")


def code_field() -> forms.CharField:
    """Where a code of the app or a recovery code is typed."""
    return forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the six digits of your authenticator app, or a recovery code.")},
    )


class SignInForm(AuthenticationForm):
    """Name, password and code at once: no answer tells which of them was wrong."""

    code = code_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        self.fields["code"].help_text = _(
            "From your authenticator app, or a recovery code. Empty at the first sign-in."
        )
        self.proven: Proven | None = None

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password or self.request is None:
            return self.cleaned_data
        address = address_of(self.request)
        if not may_try(name, address):
            raise forms.ValidationError(TOO_MANY)
        self.proven = prove(name, password, self.cleaned_data.get("code", ""))
        if self.proven is None:
            raise forms.ValidationError(WRONG)
        forgive(name, address)
        return self.cleaned_data
