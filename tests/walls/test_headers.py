"""Every answer carries the headers that protect who reads it: in each role, from every address, and when it failed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from testimonies.edition.publish import bring_up_to_date
from tests.people import People, make_testimony
from tests.real_stores import Stores

pytestmark = pytest.mark.long

ROLES = ["public", "receipts", "staff", "all"]
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"}

# What each role answers besides what all do.
MORE = {"public": {405, 410, 503}, "receipts": {422}, "staff": {302}, "all": {302, 405, 410, 422, 503}}
# Runs as a process of its own in the role in question, because the URL conf is built once when a process starts.
WALK = """
import json
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from archive import limiting, urls
from archive.limits import Budget
from tests.walls.looking import public_addresses

known = json.loads(sys.stdin.readline())
said = []
HTTPS = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_HOST": "127.0.0.1"}

def note(name, answer):
    cookies = [cookie.OutputString() for cookie in answer.cookies.values()]
    said.append([name, answer.status_code, dict(answer.headers), cookies])
    answer.close()

def ask(address, method="get", csrf=False, data=None, **more):
    reader = Client(raise_request_exception=False, enforce_csrf_checks=csrf)
    note(f"{method} {address}", getattr(reader, method)(address, data, **{**HTTPS, **more}))

for address in public_addresses(known["codes"], {"slug": ["debt-bondage", "no-such-slug"]}):
    ask(address)
if settings.SERVES_STAFF:
    staff = ["", "login/", "logout/", "desk/testimony/", "desk/testimony/queue/", "jsi18n/", "no-such-page/", "x/y/z/"]
    for language in ("", "/ko", "/ru"):
        for address in staff:
            ask(f"{language}/staff/{address}")
    ask("/staff/login/", "post", csrf=True)
    signed_in = Client()
    from django.contrib.auth.models import User
    from tests.people import sign_in
    for name in ("cho", "adm"):
        sign_in(signed_in, User.objects.get(username=name))
        for address in staff:
            note(f"{name} /staff/{address}", signed_in.get(f"/staff/{address}", **HTTPS))
odd = ["/no-such-page/", "/no-such-page", "/%00", "/search/?period_from=x", "/search", "/static/public/tokens.css"]
odd += ["/static/", "/static/../manage.py", "/static/no-such-file.css", "//elsewhere.example/"]
for address in odd:
    for method in ("get", "head", "options", "put", "delete", "trace"):
        ask(address, method)
    ask(address, "post", csrf=True)
    ask(address, HTTP_X_FORWARDED_PROTO="http")
    ask(address, HTTP_HOST="elsewhere.example")
    ask(address, HTTP_HOST="elsewhere.example", HTTP_X_FORWARDED_PROTO="http")
    ask(address, HTTP_RANGE="bytes=9999999-")
ask("/static/public/tokens.css", HTTP_IF_MODIFIED_SINCE="Sat, 01 Jan 2050 00:00:00 GMT")
ask("/search/", "post", data={f"x{number}": "" for number in range(2000)})
if settings.SERVES_RECEIPTS:
    ask("/receipt/", "post", data={"code": "x"})
    ask("/receipt/", "post", HTTP_SEC_FETCH_SITE="cross-site")
limiting.WRITING = limiting.READING = limiting.TRYING_CODES = Budget("small", burst=0.01, per_second=1)
served = "/search/" if settings.SERVES_READERS else "/receipt/" if settings.SERVES_RECEIPTS else "/staff/"
ask(served, "post", REMOTE_ADDR="9.9.9.9", HTTP_X_FORWARDED_FOR="9.9.9.9")

def fails(request):
    raise ValueError

urls.urlpatterns.append(path("fails/", fails))
urls.urlpatterns.append(path("late/", lambda request: HttpResponse(iter(fails(request) for _ in [1]))))
from django.urls import clear_url_caches
clear_url_caches()
ask("/fails/")
ask("/late/")
settings.DATABASES["edition"]["NAME"] = "file:/nowhere?mode=ro"
from django.db import connections
connections["edition"].close()
connections["edition"].settings_dict["NAME"] = "file:/nowhere?mode=ro"
for address in known["addresses"]:
    ask(address)
print(json.dumps(said))
"""


@pytest.fixture
def walked(people: People, stores: Stores, request: pytest.FixtureRequest) -> list[Any]:
    account, gone = make_testimony(people, "published"), make_testimony(people, "withdrawn")
    bring_up_to_date()
    code = account.code
    known = {
        "codes": [code, code.lower(), gone.code, "NKR-N0NE"],
        "addresses": ["/", f"/testimonies/{code}/", "/search/?q=wages", "/readyz", "/staff/login/"],
    }
    role = request.param
    with stores.start(WALK, ARCHIVE_ROLE=role, ARCHIVE_HTTPS="1", ARCHIVE_PROXIES="1") as process:
        printed, wrong = process.communicate(json.dumps(known) + "\n", timeout=120)
    assert process.returncode == 0, wrong
    found: list[Any] = json.loads(printed)
    assert len(found) > 100
    wanted = {200, 301, 304, 400, 403, 404, 429, 500} | MORE[role]
    assert wanted <= {status for _, status, _, _ in found}
    return found


@pytest.mark.parametrize("walked", ROLES, indirect=True)
def test_every_answer_has_its_headers(walked: list[Any]) -> None:
    for address, status, headers, cookies in walked:
        where = f"{address}: {status}"
        assert headers.items() >= EVERYWHERE.items(), where
        policy = {part.strip() for part in headers["Content-Security-Policy"].split(";")}
        assert policy >= POLICY, where
        assert "unsafe" not in headers["Content-Security-Policy"], where
        assert "camera=()" in headers["Permissions-Policy"], where
        is_staff = "/staff/" in address
        assert headers["Referrer-Policy"] == ("same-origin" if is_staff else "no-referrer"), where
        assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & headers.keys(), where
        if is_staff or "/receipt/" in address:
            assert headers["Cache-Control"] == "no-store", where
        if not is_staff:
            assert cookies == [], where
        for cookie in cookies:
            assert "SameSite=Strict" in cookie, where
            assert "Secure" in cookie, where
        # Over HTTP there is nothing but the way to HTTPS, or nothing at all.
        if status == 200:
            assert int(headers["Strict-Transport-Security"].split("=")[1].split(";")[0]) > 180 * 24 * 3600, where
