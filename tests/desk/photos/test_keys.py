"""Renewing the keys of photographs: each file opens at every moment, and in the end with the newest key alone."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from testimonies.desk.photos import files
from testimonies.desk.safe.keyring import Unreadable, add_key, forget_older_keys, keyring
from testimonies.media.storage import PRIVATE
from tests.people import People, make_testimony
from tests.pictures import bare_photo
from tests.real_stores import Stores


def test_rotation_closes_photographs_anew_wherever_it_was_killed(people: People, stores: Stores) -> None:
    """Every file opens at every moment, and in the end with the newest key."""
    testimony = make_testimony(people)
    photos = [bare_photo(testimony, f"picture {number}".encode()) for number in range(3)]
    ring = add_key()
    older = list(files.under_older_keys(ring))
    assert len(older) == 3
    files.close_anew(ring, *older[0])
    assert [files.read_original(photo) for photo in photos] == [b"picture 0", b"picture 1", b"picture 2"]
    # The interrupted rotation is finished with the key it began with.
    call_command("rotate_keys", stdout=StringIO())
    assert keyring().current == ring.current
    assert not list(files.under_older_keys(keyring()))
    forget_older_keys()
    assert [files.read_original(photo) for photo in photos] == [b"picture 0", b"picture 1", b"picture 2"]


def test_a_photograph_that_does_not_open_keeps_the_older_keys(people: People, stores: Stores) -> None:
    photo = bare_photo(make_testimony(people))
    PRIVATE.write(photo.original, b"altered")
    with pytest.raises(CommandError, match="1 fields or files cannot be read"):
        call_command("rotate_keys", stdout=StringIO())
    with pytest.raises(Unreadable):
        files.read_original(photo)
