"""The kinds of findings in words, in the order in which a person should look at them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from testimonies.deidentify.finding import Kind

_LABELS = {
    Kind.NAME: _("Names"),
    Kind.PHONE: _("Phone numbers"),
    Kind.EMAIL: _("E-mail addresses"),
    Kind.HANDLE: _("Messenger accounts"),
    Kind.PASSPORT: _("Passports and papers"),
    Kind.BIRTH_DATE: _("Dates of birth"),
    Kind.ADDRESS: _("Addresses"),
    Kind.COORDINATES: _("Coordinates"),
    Kind.URL: _("Web addresses"),
    Kind.EMPLOYER: _("Employers"),
    Kind.SITE: _("Work sites"),
    Kind.UNIT: _("Unit numbers"),
    Kind.SHIP: _("Ships"),
    Kind.PLACE: _("Places"),
    Kind.DATE: _("Exact dates"),
    Kind.AGE: _("Ages"),
    Kind.NICKNAME: _("Nicknames"),
    Kind.RANK: _("Ranks"),
    Kind.FAMILY: _("Family"),
    Kind.INJURY: _("Injuries"),
    Kind.EVENT: _("Rare events"),
}
ORDER = tuple(_LABELS)


def kind_label(kind: Kind) -> str:
    return str(_LABELS[kind])
