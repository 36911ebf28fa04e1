"""What must hold before any process with a desk starts."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from testimonies.desk.levels import faults


@register()
def every_field_has_a_level(**kwargs: Any) -> list[CheckMessage]:
    """Whoever adds a fact says who may learn it."""
    hint = "Declare it in testimonies/desk/levels.py, once: public, researcher, curator or sealed."
    return [Error(fault, hint=hint, id="desk.E001") for fault in faults()]
