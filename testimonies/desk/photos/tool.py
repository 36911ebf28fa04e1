"""The tool for photographs as the desk uses it: whatever decodes runs in a child process; refusals become sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from testimonies.media.kinds import Kind, identify
from testimonies.media.limits import LIMITS, MEGABYTE, Reason, Refused
from testimonies.media.regions import MOST as MOST_REGIONS
from testimonies.media.regions import Region, from_data, to_data
from testimonies.media.workshop import Workshop, shared

__all__ = ["LIMITS", "MOST_REGIONS", "Reason", "Refused", "from_data", "to_data"]

SHAPES = {"box": _("box"), "ellipse": _("ellipse")}
COVERS = {"solid": _("solid"), "pixels": _("coarse squares"), "blur": _("blurred")}
# What a file chooser offers; what a file is, its content says.
ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif,image/tiff,.heic,.heif,.avif,.tif,.tiff"
# Pixels across, of what staff draw on and of the preview: as much as a desk's screen shows.
STAFF_WIDTH, PREVIEW_WIDTH = 1600, 960
UNREADABLE = "unreadable"

_SENTENCES = {
    Reason.TOO_BIG: _("This file is larger than %(megabytes)s MB."),
    Reason.TOO_MANY_PIXELS: _("This picture has more than %(megapixels)s million pixels."),
    Reason.NOT_A_PHOTO: _("This is no JPEG, PNG, WebP, HEIC, AVIF or TIFF picture, whatever its name says."),
    Reason.ANIMATED: _("This file holds several pictures. Save the one you need by itself."),
    Reason.DAMAGED: _("This picture is damaged and cannot be opened whole."),
    Reason.TOO_SLOW: _("This picture takes too long to open."),
    Reason.TOO_HUNGRY: _("This picture needs too much memory to be opened."),
    Reason.REGIONS: _("The covered regions cannot be read."),
    Reason.NOTHING_LEFT: _("Nothing would be left to see: it is too small, or covered from edge to edge."),
    Reason.UNCLEAN: _("What was made of it did not pass the check for hidden data."),
    Reason.UNAVAILABLE: _("This installation cannot open pictures."),
}
_NUMBERS = {"megabytes": LIMITS.bytes // MEGABYTE, "megapixels": LIMITS.pixels // 1_000_000}


def reason_in_words(reason: str) -> str:
    """The sentence for a refusal, or for what stands in `Photo.failure`."""
    if reason not in list(Reason):
        return str(_("This photograph cannot be read: it was altered, or its key is missing."))
    return str(_SENTENCES[Reason(reason)]) % _NUMBERS


def checked_region(region: Mapping[str, Any]) -> dict[str, Any] | None:
    """The region as it is stored, or None where it is none."""
    try:
        return to_data([Region(**region)])[0]
    except Refused:
        return None


def facts_of(content: bytes) -> dict[str, Any]:
    """Kind, width and height of a photograph that decodes whole. Raises `Refused`."""
    # Here already, so that what is no picture at all costs no child process.
    identify(content)
    facts = shared().admit(content)
    return {"kind": Kind(facts.kind).value, "width": facts.width, "height": facts.height}


def preview(content: bytes, regions: list[dict[str, Any]]) -> bytes:
    """A JPEG of the photograph as it will be public. Raises `Refused`."""
    return shared().preview(content, from_data(regions), PREVIEW_WIDTH)


def picture_for_staff(content: bytes) -> bytes:
    """A JPEG of the photograph upright and uncovered. Raises `Refused`."""
    return shared().picture_for_staff(content, STAFF_WIDTH)


def derive(workshop: Workshop, content: bytes, regions: list[dict[str, Any]]) -> list[tuple[dict[str, Any], bytes]]:
    """The public pictures, each as its facts and its bytes. Raises `Refused`."""
    return [
        ({"format": made.format, "width": made.width, "height": made.height}, made.data)
        for made in workshop.derive(content, from_data(regions))
    ]


def suggest(workshop: Workshop, content: bytes) -> list[dict[str, Any]]:
    """Regions around what may be faces; none where no model is installed. Raises `Refused` for the file."""
    try:
        return to_data(workshop.suggest(content))
    except Refused as refused:
        if refused.reason == Reason.UNAVAILABLE:
            return []
        raise
