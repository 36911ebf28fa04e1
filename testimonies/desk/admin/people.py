"""Staff accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.moderation.refusals import Refusal
from testimonies.desk.signin.again import to_act
from testimonies.desk.signin.close_account import close_account
from testimonies.desk.signin.rank import may_touch
from testimonies.desk.signin.set_roles import set_roles

admin.site.unregister((User, Group))
_POWERS = ("is_superuser", "user_permissions")


class RolesForm(forms.ModelForm):
    """An account without its password, which nobody but its person sets."""

    class Meta:
        model = User
        fields = ("first_name", "groups", *_POWERS)
        widgets = {"groups": forms.CheckboxSelectMultiple}
        labels = {"first_name": gettext_lazy("display name"), "groups": gettext_lazy("roles")}
        help_texts = {"groups": ""}


@admin.register(Group)
class RolesAdmin(DeskAdmin, GroupAdmin):
    """What each role may do, to read: the table in the program says it, and a change here would be in no log."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class StaffAdmin(DeskAdmin, UserAdmin):
    """Who works here, in which role. Only a superuser hands out more than a role."""

    form = RolesForm
    fieldsets = (
        (None, {"fields": ("username", "first_name", "groups")}),
        (gettext_lazy("More than a role"), {"fields": _POWERS, "classes": ("collapse",)}),
        (None, {"fields": ("is_active", "last_login", "date_joined")}),
    )
    list_display = ("username", "first_name", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "first_name")
    filter_horizontal = ()
    change_form_template = "admin/auth/user/desk_change_form.html"
    actions = None

    def get_urls(self) -> list[URLPattern]:
        close = self.admin_site.admin_view(to_act(require_http_methods(["GET", "POST"])(self.close_page)))
        return [path("<int:pk>/close/", close, name="auth_user_close"), *super().get_urls()]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # When somebody joined or last came in is a fact; an account is closed by one act and opened by an invitation.
        # Colleagues read the name beside every decision: two who changed names would have changed their decisions.
        facts = ("username", "is_active", "last_login", "date_joined")
        # Otherwise whoever may change an account could make it, or their own, all-powerful.
        if staff_of(request).is_superuser:
            return facts
        own = ("groups",) if obj is not None and obj.pk == staff_of(request).pk else ()
        return (*_POWERS, *own, *facts)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People are invited, and choose their own password."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and not may_touch(staff_of(request), obj):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Decisions name the people who took them; an account that leaves is closed."""
        return False

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Nobody sets another's password: whoever forgot theirs is invited again."""
        raise PermissionDenied

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            guarded: HttpResponse = to_act(super().changeform_view)(request, *args, **kwargs)
        except Refusal as refusal:
            # Everything was rolled back with it.
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())
        return guarded

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """The display name alone; all else on the page is what somebody may do, and `set_roles` gives that."""
        obj.save(update_fields=["first_name"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if {"groups", *_POWERS} & set(form.changed_data):
            asked = form.cleaned_data
            set_roles(
                actor=staff_of(request),
                account=form.instance,
                roles=asked["groups"],
                superuser=asked.get("is_superuser"),
                permissions=asked.get("user_permissions"),
            )

    def close_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET says what will happen, POST does it."""
        account = get_object_or_404(User, pk=pk)
        if not (request.user.has_perm("desk.close_account") and self.has_change_permission(request, account)):
            raise PermissionDenied
        refusal = None
        if request.method == "POST":
            try:
                with transaction.atomic():
                    close_account(actor=staff_of(request), account=account)
                messages.success(request, _("The account %(name)s is closed.") % {"name": account.get_username()})
                return HttpResponseRedirect(reverse("admin:auth_user_changelist"))
            except Refusal as refused:
                refusal = str(refused)
        title = _("Close the account %(name)s") % {"name": account.get_username()}
        context = {**self.admin_site.each_context(request), "title": title, "account": account, "opts": self.opts}
        return TemplateResponse(request, "admin/auth/user/close.html", {**context, "refusal": refusal})
