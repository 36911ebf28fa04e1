"""One sentence for each of the eleven indicators of forced labour (after ILO, Indicators of Forced Labour, 2012)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_DEFINITIONS: dict[str, Promise] = {
    "abuse-of-vulnerability": _(
        "Somebody's weak position, such as an uncertain right to stay, a foreign language or relatives who can be "
        "harmed, is used to make them work."
    ),
    "deception": _("What was promised about the work, the pay or the conditions differs from what is found."),
    "restriction-of-movement": _(
        "Workers may not freely leave the place where they work or live, or only under watch."
    ),
    "isolation": _("Workers are kept from contact with others: people outside, news, a telephone, their family."),
    "physical-and-sexual-violence": _("Workers are beaten, assaulted or otherwise harmed in body."),
    "intimidation-and-threats": _("Workers are made to comply by threats against themselves or against others."),
    "retention-of-identity-documents": _(
        "Somebody else keeps the workers' passports or papers and does not return them."
    ),
    "withholding-of-wages": _("Pay is kept back, cut or passed on to others, so that the worker cannot dispose of it."),
    "debt-bondage": _("Workers labour to pay off a debt whose terms they cannot control or end."),
    "abusive-working-and-living-conditions": _(
        "Work or housing is dangerous, degrading or harmful to health, in a way nobody would freely accept."
    ),
    "excessive-overtime": _("Hours or days of work go beyond what the law allows, and refusing is not possible."),
}


def definition(slug: str) -> Promise | str:
    """The sentence for the indicator `slug`; empty for an abuse type."""
    return _DEFINITIONS.get(slug, "")
