"""Take accounts off the list of hidden ones, once the edition itself has lost them."""

from testimonies.desk.models import Owed, Testimony
from testimonies.receipts.counter import denied, denied_by, lift
from testimonies.vocabulary import Status


def lift_what_is_settled() -> int:
    """How many entries went. Costs the listing of a folder where there are none."""
    codes = denied()
    return sum(_lift(testimony) for testimony in Testimony.objects.filter(code__in=codes)) if codes else 0


def _lift(testimony: Testimony) -> int:
    """What a contributor asked for stays until the desk has decided it, also where nothing is public."""
    if testimony.public_version is not None or Owed.objects.unpaid().filter(testimony=testimony).exists():
        return 0
    lifted = 0
    for asker in ("desk", "contributor"):
        if testimony.code in denied_by(asker) and (asker == "desk" or testimony.status == Status.WITHDRAWN):
            lift(testimony.code, asker)
            lifted += 1
    return lifted
