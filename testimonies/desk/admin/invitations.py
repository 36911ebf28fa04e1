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
from django.views.decorators.http import require_http_methods, require_POST

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import Invitation
from testimonies.desk.moderation.refusals import Refusal, Unmet
from testimonies.desk.signin.again import to_act
from testimonies.desk.signin.confirm import confirm, may_confirm, needs_nobody, who_may_confirm
from testimonies.desk.signin.invite import invite, invite_again, take_back

get_or_post = require_http_methods(["GET", "POST"])


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
class InvitationAdmin(DeskAdmin):
    """The invitations of the last days, and the button for another."""

    list_display = ("name", "made_by", "made_at", "confirmed_by", "expires_at", "accepted_at", "revoked_at")
    fields = readonly_fields = (*list_display, "display_name", "roles")
    change_form_template = "admin/desk/invitation/change_form.html"
    actions = None

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("add/", view(to_act(self.add_page)), name="desk_invitation_add"),
            path("<int:pk>/confirm/", view(to_act(get_or_post(self.confirm_page))), name="desk_invitation_confirm"),
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

    def confirm_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET says for whom it is, POST vouches for it."""
        invitation = get_object_or_404(Invitation.objects.open().filter(confirmed_by=None), pk=pk)
        if not may_confirm(staff_of(request), invitation):
            raise PermissionDenied
        if request.method == "POST":
            try:
                confirm(actor=staff_of(request), invitation=invitation)
                messages.success(request, _("The invitation is confirmed, and its link works."))
            except Refusal as refusal:
                # Somebody else confirmed it, or took it back, since it was found.
                messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:desk_invitation_changelist"))
        title = _("Confirm the invitation of %(name)s") % {"name": invitation.name}
        context = {**self.admin_site.each_context(request), "title": title, "invitation": invitation, "opts": self.opts}
        return TemplateResponse(request, "admin/desk/invitation/confirm.html", context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        invitation = kwargs["obj"]
        waits = invitation.confirmed_by_id is None and Invitation.objects.open().filter(pk=invitation.pk).exists()
        context["confirmable"] = waits and may_confirm(staff_of(request), invitation)
        return super().render_change_form(request, context, *args, **kwargs)

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
            "needs_nobody": needs_nobody(invitation),
            "others": who_may_confirm(invitation),
            "link": request.build_absolute_uri(reverse("admin:accept", args=[token])),
        }
        return TemplateResponse(request, "admin/desk/invitation/link.html", context)
