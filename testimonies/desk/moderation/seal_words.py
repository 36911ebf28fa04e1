"""Seal words at the desk: from then on this server cannot read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.assistant.known import remember
from testimonies.desk.models import Confidential, Decision, SealedEntry, Testimony
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.seal import has_seal_key, seal

MOST = 10_000


@transaction.atomic
def seal_words(*, testimony: Testimony, actor: User, words: Mapping[str, str]) -> Decision:
    """Put `words`, by field of `Confidential`, into the sealed store, beside what is sealed there already.

    An edit like any other: words that are known from now on may stand in what was approved. The decision names the
    fields. Raises what `edit` raises, `Unmet` also without a key, without a word, or for too many of them.
    """
    given = {field: typed.strip() for field, typed in words.items() if field in Confidential and typed.strip()}
    if not has_seal_key():
        raise Unmet([Issue("seal", _("There is no key to seal with yet: somebody must run make_seal_key first."))])
    if not given or any(len(typed) > MOST for typed in given.values()):
        raise Unmet([Issue("seal", _("Write into at least one field, and at most %(most)s signs.") % {"most": MOST})])
    facts = {"sealed": sorted(given)}
    return edit(testimony=testimony, actor=actor, store=lambda: put_under_seal(testimony, given), facts=facts)


def put_under_seal(testimony: Testimony, words: Mapping[str, str]) -> None:
    """Seal `words`, and keep the hashes by which they are recognised. Raises `NoSealKey`."""
    # The last moment at which this process can read them.
    remember(testimony, words)
    SealedEntry.objects.bulk_create(_sealed(testimony, field, typed) for field, typed in words.items())


def keep_originals(testimony: Testimony, languages: Collection[str]) -> None:
    """Seal the texts in `languages` as they are now, the first time any of their words is generalised.

    Without a key nothing is kept: what was typed over is then gone, and an account does not have to wait for a key.
    """
    if not has_seal_key():
        return
    kept = set(testimony.sealed.values_list("field", flat=True))
    for text in testimony.texts.filter(language__in=languages):
        field = f"original_{text.language}"
        if field not in kept:
            whole = f"{text.title}\n\n{text.summary}\n\n{text.body}"
            _sealed(testimony, field, whole).save()


def _sealed(testimony: Testimony, field: str, words: str) -> SealedEntry:
    key, ciphertext = seal(words, code=testimony.code, field=field)
    return SealedEntry(testimony=testimony, field=field, key=key, ciphertext=ciphertext)
