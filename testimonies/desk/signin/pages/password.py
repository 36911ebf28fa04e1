"""One's own password: changed by whoever knows it, not by whoever sits at an open page and guesses."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.signin.address import address_of
from testimonies.desk.signin.again import to_read
from testimonies.desk.signin.attempts import forgive, may_try
from testimonies.desk.signin.doors import View
from testimonies.desk.signin.sessions import end_sessions


def counted(page: View) -> View:
    """`page` changes the password. The old one is counted like one at the door, and every other session ends."""

    @to_read
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name, address = staff_of(request).get_username(), address_of(request)
        if request.method == "POST" and not may_try(name, address):
            request.session.flush()
            return HttpResponseRedirect(reverse("admin:login"))
        answer = page(request, *args, **kwargs)
        if request.method == "POST" and _knew_it(answer):
            forgive(name, address)
        if answer.status_code == HTTPStatus.FOUND:
            # Whoever changes a password may have lost it.
            end_sessions(staff_of(request), but=request.session)
        return answer

    return view


def _knew_it(answer: HttpResponse) -> bool:
    if answer.status_code == HTTPStatus.FOUND:
        return True
    context = cast(TemplateResponse, answer).context_data or {}
    return "old_password" not in context["form"].errors
