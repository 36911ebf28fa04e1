"""Two people with the same testimony open."""

import re

import pytest
from django.test import Client

from testimonies.desk import models
from tests.people import People, make_testimony, sign_in
from tests.walls.deny import change_form

pytestmark = pytest.mark.django_db(databases=["default", "edition"])
TITLE = "texts-0-title"


def test_the_second_to_save_is_told_and_the_first_ones_words_stay(people: People, client: Client) -> None:
    testimony = make_testimony(people, "draft")
    address = f"/staff/desk/testimony/{testimony.pk}/change/"
    sign_in(client, people.cho)
    seen = re.search(r'name="seen" value="(\d+)"', client.get(address).content.decode())
    assert seen, "the page says which decision it was made after"
    opened = change_form(testimony, seen=seen[1])

    first = client.post(address, {**opened, TITLE: "The first one's title"})
    second = client.post(address, {**opened, TITLE: "The second one's title"})

    assert first.status_code == 302
    assert second.status_code == 200
    page = second.content.decode()
    assert "Somebody changed this testimony after you opened it." in page
    assert "The second one&#x27;s title" in page, "what was typed is still there to be copied"
    assert f'name="seen" value="{seen[1]}"' in page, "pressing save once more does not slip through"
    assert models.Text.objects.get(testimony=testimony).title == "The first one's title"
