"""When an entry of somebody else may be confirmed: words and cited accounts count once two people stand behind them."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from testimonies.desk.moderation.refusals import Issue, Unmet


def must_be_confirmable(fingerprint: str, shown: str, *, entered_by: int | None, actor: User) -> None:
    """Raise `Unmet` where the entry is not what `actor` was shown, nobody entered it (key), or `actor` did."""
    if fingerprint != shown:
        raise Unmet([Issue("changed", _("This entry changed after it was shown to you; read it again."))])
    if entered_by is None:
        raise Unmet([Issue("entered", _("Nobody is on record as having entered this; a curator must save it anew."))])
    if entered_by == actor.pk:
        raise not_by_the_same()


def not_by_the_same() -> Unmet:
    return Unmet([Issue("four-eyes", _("You entered this; somebody else must confirm it."))])
