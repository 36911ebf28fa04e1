"""What staff see of a private record where they choose among several."""

from django.db.models import Model


def labelled(record: Model) -> str:
    """The pseudonym, or a partner's name, with the record's number, as two may share one.

    It is not the record's `__str__`, because that ends up in logs and error reports.
    """
    called = getattr(record, "pseudonym", None) or getattr(record, "name", None)
    return f"{called} ({record.pk})" if called else str(record)
