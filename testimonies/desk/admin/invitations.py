"""Invitations, made by administrators and shown once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import Invitation
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.signin.again import to_act
from testimonies.desk.signin.invite import invite, invite_again, take_back


class InvitationForm(forms.ModelForm):
    """Whom, by which name, in which roles."""

    roles = forms.ModelMultipleChoiceField(
        Group.objects.order_by("name"),
        label=Invitation._meta.get_field("roles").verbose_name,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Invitation
        fields = ("name", "display_name", "roles")


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """The invitations of the last days, and the button for another."""

    list_display = ("name", "made_by", "made_at", "expires_at", "accepted_at", "revoked_at")
    fields = readonly_fields = (*list_display, "display_name", "roles")
    actions = None

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("add/", view(to_act(self.add_page)), name="desk_invitation_add"),
            path("<int:pk>/take-back/", view(require_POST(self.take_back_page)), name="desk_invitation_take_back"),
            path("again/<int:pk>/", view(to_act(self.again_page)), name="desk_invitation_again"),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def add_page(self, request: HttpRequest) -> HttpResponse:
        """A new member of staff."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = InvitationForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                return self._shown(request, *invite(actor=staff_of(request), **form.cleaned_data))
            except Unmet as refusal:
                form.add_error("name", str(refusal))
        return self._page(request, form, title=_("Invite somebody"))

    def again_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Somebody who lost their second factor, or who comes back."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        account = get_object_or_404(User, pk=pk)
        form = InvitationForm(request.POST or None, initial={"roles": account.groups.all()})
        del form.fields["name"], form.fields["display_name"]
        if request.method == "POST" and form.is_valid():
            made = invite_again(actor=staff_of(request), account=account, roles=form.cleaned_data["roles"])
            return self._shown(request, *made)
        return self._page(request, form, title=_("Invite %(name)s again") % {"name": account.get_username()})

    def take_back_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The link works no more."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        take_back(actor=staff_of(request), invitation=get_object_or_404(Invitation, pk=pk))
        messages.success(request, _("The invitation was taken back."))
        return HttpResponseRedirect(reverse("admin:desk_invitation_changelist"))

    def _page(self, request: HttpRequest, form: forms.Form | InvitationForm, title: str) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "title": title, "form": form, "opts": self.opts}
        return TemplateResponse(request, "admin/desk/invitation/invite.html", context)

    def _shown(self, request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("The invitation is ready"),
            "opts": self.opts,
            "invitation": invitation,
            "link": request.build_absolute_uri(reverse("admin:accept", args=[token])),
        }
        return TemplateResponse(request, "admin/desk/invitation/link.html", context)
