"""What the moderation queue names."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.desk.moderation.test_uses import public
from tests.people import People, advance, change_words, make_consent, sign_in


def test_the_queue_names_the_pages_that_do_not_say_it_yet(people: People) -> None:
    refused, asked, silent = public(people, press="yes"), public(people, press="no"), public(people)
    queue = reverse("admin:desk_testimony_queue")
    browser = sign_in(Client(), people.rok)
    assert "queue-behind" not in browser.get(queue).content.decode()
    for testimony, answer in ((refused, "no"), (asked, "ask"), (silent, "yes")):
        make_consent(testimony.contributor, answers={"public_text": "yes", "press": answer})
    named = browser.get(queue).content.decode().split("queue-behind", 1)[1]
    assert [testimony.code in named for testimony in (refused, asked, silent)] == [True, False, False]
    change_words(refused, people.cho, title="The same, and what was refused")
    advance(refused, people, "published")
    assert "queue-behind" not in browser.get(queue).content.decode()
