"""Uses by others: what was refused is said to every reader, and no copy goes to whoever was refused."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.test import Client

from testimonies.desk import models
from testimonies.desk.models import HandedOut, Partner, Publication
from testimonies.desk.moderation.snapshots import snapshot_of
from testimonies.edition.models import PublishedTestimony
from tests.days import day
from tests.people import People, make_consent, make_contributor, make_testimony, sign_in

TOLD = {"public_text": "yes", "press": "no", "court": "ask", "research": "yes"}


def public(people: People, **answers: str) -> models.Testimony:
    contributor = make_contributor(answers={"public_text": "yes", **answers})
    return make_testimony(people, "published", contributor=contributor)


def read(testimony: models.Testimony, language: str = "") -> str:
    return Client().get(f"{language}/testimonies/{testimony.code}/").content.decode()


def test_a_reader_is_told_what_was_refused_and_what_to_ask_for(people: People) -> None:
    testimony, silent = public(people, **TOLD), public(people)
    row = PublishedTestimony.objects.get(code=testimony.code)
    assert (row.refused_uses, row.asked_uses) == (["press"], ["court"])
    page = read(testimony)
    assert "There is no permission to use this account for: the press." in page
    assert "wants to be asked before it is used for: courts." in page
    assert "research" not in page.split("<header", 2)[2].split("</header>")[0], "a yes is told to nobody"
    assert "permission to use this account" not in read(silent), "and neither is silence"
    assert "언론" in read(testimony, "/ko")
    assert "пресса" in read(testimony, "/ru")
    call_command("sync_edition")
    call_command("verify_edition")
    call_command("sync_edition", rebuild=True)
    call_command("verify_edition")
    assert "for: the press." in read(testimony)


def test_what_was_published_before_keeps_its_fingerprint(people: People) -> None:
    """Nothing is said where nothing was refused, so nothing that stands is another text than it was."""
    testimony = public(people, research="yes")
    content = json.dumps(Publication.objects.get().content)
    assert "uses" not in content
    assert snapshot_of(testimony, on=day()).content().keys().isdisjoint({"refused_uses", "asked_uses"})


def test_only_the_programs_own_words_are_told(people: People) -> None:
    testimony = make_testimony(people, "draft")
    consent = make_consent(testimony.contributor, answers={"public_text": "yes", "press": "no"})
    consent.answers.create(scope="Zaunkönig", answer="no")
    assert snapshot_of(testimony, on=day()).refused_uses == ("press",)


def hand_out(people: People, use: str, *testimonies: models.Testimony, **changes: object) -> tuple[int, str]:
    partner = Partner.objects.create(name=f"Partner {Partner.objects.count()}", use=use)
    chosen = {"codes": [one.pk for one in testimonies]} if testimonies else {"everything": "on"}
    sent = {"partner": partner.pk, "on": day().isoformat(), "what": "A file", **chosen, **changes}
    answer = sign_in(Client(), people.cho).post("/staff/desk/handedout/add/", sent)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("answer", ["no", "ask", None])
def test_no_copy_goes_to_whoever_was_refused(people: People, answer: str | None) -> None:
    willing = public(people, press="yes")
    refusing = public(people, **({"press": answer} if answer else {}))
    for chosen in ((refusing,), (willing, refusing), ()):
        status, words = hand_out(people, "press", *chosen)
        assert status == 200
        sentence = words.split("errornote", 1)[1].split("Use by the press", 1)[1].split("</ul>", 1)[0]
        assert refusing.code in sentence
        assert willing.code not in sentence
    assert not HandedOut.objects.exists()
    assert hand_out(people, "press", willing)[0] == 302
    make_consent(refusing.contributor, answers={"public_text": "yes", "press": "yes"})
    assert hand_out(people, "press")[0] == 302
    assert hand_out(people, "court", willing)[0] == 200


def test_the_consent_of_the_day_counts_and_a_partner_has_a_use(people: People) -> None:
    testimony = public(people, press="yes")
    yesterday = day(-1).isoformat()
    assert hand_out(people, "press", testimony, on=yesterday)[0] == 200, "nobody had said yes yet"
    assert "what kind of use" in hand_out(people, "", testimony)[1]
    browser = sign_in(Client(), people.cho)
    without = browser.post("/staff/desk/partner/add/", {"name": "A paper", "contact": ""})
    assert (without.status_code, Partner.objects.filter(name="A paper").exists()) == (200, False)
    assert browser.post("/staff/desk/partner/add/", {"name": "A paper", "use": "press"}).status_code == 302


def test_nobody_stands_behind_a_synthetic_account(people: People) -> None:
    contributor = make_contributor(basis="synthetic", answers={"public_text": "yes"})
    make_testimony(people, "published", contributor=contributor, synthetic=True)
    assert hand_out(people, "court")[0] == 302
