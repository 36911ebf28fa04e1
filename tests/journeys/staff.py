"""Members of staff with a real password and a real authenticator app, and how they come in."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from testimonies.desk.signin.totp import PERIOD, code_at
from tests.journeys.conftest import Archive

PASSWORD = "correct horse battery"
_MAKE = """
import json
from django.contrib.auth.models import Group, User
from testimonies.desk.models import AuthenticatorApp
from testimonies.desk.signin.note_staff import note_staff
from testimonies.desk.signin.totp import new_secret
user = User.objects.create_user({name!r}, password={password!r}, is_staff=True, is_superuser={superuser!r})
user.groups.set(Group.objects.filter(name__in={roles!r}))
note_staff([user])
app = AuthenticatorApp.objects.create(user=user, secret=new_secret())
print(json.dumps(app.secret))
"""


@dataclass
class Member:
    """Somebody who works at the desk, with their phone."""

    name: str
    secret: str
    last_step: int = 0

    def code(self) -> str:
        """What the app shows; the next one where this one was used, as the desk takes none twice."""
        now = int(time.time()) // PERIOD
        self.last_step = max(now, self.last_step + 1)
        assert self.last_step <= now + 1, "three codes in half a minute: sign in once, and keep the page"
        return code_at(self.secret, self.last_step)


def make_member(site: Archive, name: str, *roles: str, superuser: bool = False) -> Member:
    """An account with a role and an authenticator app, as it is after enrolment."""
    made = _MAKE.format(name=name, password=PASSWORD, superuser=superuser, roles=roles)
    return Member(name, json.loads(site.manage("shell", "-v0", "-c", made)))


def sign_in(page: Page, member: Member, address: str = "/staff/") -> Page:
    """By keyboard, at the form in any language; returns once the desk is open."""
    page.goto(address)
    expect(page.locator("#id_username")).to_be_focused()
    page.keyboard.type(member.name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(member.code())
    page.keyboard.press("Enter")
    expect(page.locator("#user-tools")).to_be_visible()
    return page
