"""The person behind a request."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest


def staff_of(request: HttpRequest) -> User:
    """The signed-in person; the admin site lets nobody else through."""
    return cast(User, request.user)
