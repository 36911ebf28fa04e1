"""Staff accounts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

from testimonies.desk.admin.staff import staff_of

admin.site.unregister(User)


@admin.register(User)
class StaffAdmin(UserAdmin):
    """Who works here, in which role. Only a superuser hands out more than a role."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # When somebody joined or last came in is a fact, and nobody's to set.
        if staff_of(request).is_superuser:
            return ("last_login", "date_joined")
        # Otherwise whoever may change an account could make it, or their own, all-powerful.
        return ("is_superuser", "user_permissions", "last_login", "date_joined")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and obj.is_superuser and not staff_of(request).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Decisions name the people who took them; an account that leaves is made inactive."""
        return False
