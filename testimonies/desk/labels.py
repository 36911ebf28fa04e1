"""What staff see of a private record where they choose among several."""

from django.db.models import Model


def labelled(record: Model) -> str:
    """The pseudonym with the record's number, as two people may share one.

    It is not the record's `__str__`, because that ends up in logs and error reports.
    """
    pseudonym = getattr(record, "pseudonym", None)
    return f"{pseudonym} ({record.pk})" if pseudonym else str(record)
