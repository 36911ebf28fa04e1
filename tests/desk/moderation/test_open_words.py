"""Words of the vocabulary and reported numbers are read once two people stand behind them."""
# ruff: noqa: S608 (the statements are this file's own)

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from testimonies.desk.management.commands import load_demonstration
from testimonies.desk.models import Decision, ReportedFigure, VocabularyTerm
from testimonies.desk.moderation.confirm_words import confirm_words
from testimonies.desk.moderation.enter_words import enter_words
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.moderation.refusals import NotPermitted, Unmet
from testimonies.desk.moderation.stand_by_words import begun_file
from testimonies.desk.stand_in import SERVER
from testimonies.edition.publish import PublicFigure, put_figures, put_vocabulary
from testimonies.vocabulary import DecisionVerb
from tests.desk.chain.test_chain import behind_its_back, said
from tests.people import People, make_person, make_testimony, sign_in
from tests.real_stores import ROOT, Stores

LANGUAGES = ("en", "ko", "ru")
PARTS = {"value": "7", "counts": "people counted", "caveat": ""}
FIGURE: dict[str, Any] = {
    "slug": "x",
    "position": 1,
    "source": "A report",
    "source_url": "",
    **{f"{part}_{language}": words for language in LANGUAGES for part, words in PARTS.items()},
}


def figures() -> str:
    return Client().get("/figures/").content.decode()


def words_of_the_search() -> str:
    return Client().get("/search/").content.decode()


def construction() -> VocabularyTerm:
    return VocabularyTerm.objects.get(kind="sector", slug="construction")


def verbs() -> list[str]:
    return list(Decision.objects.filter(testimony=None).order_by("pk").values_list("verb", flat=True))


def confirm_page(row: ReportedFigure | VocabularyTerm) -> str:
    return reverse(f"admin:desk_{row._meta.model_name}_confirm", args=[row.pk])


def test_nobody_puts_a_number_before_the_world_alone(people: People, stores: Stores) -> None:
    browser = sign_in(Client(), people.cho)
    assert browser.post(reverse("admin:desk_reportedfigure_add"), FIGURE).status_code == 302
    call_command("sync_edition", stdout=StringIO())
    assert "people counted" not in figures()
    figure = ReportedFigure.objects.get()
    answer = browser.post(confirm_page(figure), {"shown": figure.fingerprint})
    assert answer.status_code == 422
    assert "somebody else must confirm it" in answer.content.decode()
    other = sign_in(Client(), people.rok)
    change = reverse("admin:desk_reportedfigure_change", args=[figure.pk])
    read = other.get(change).content.decode()
    assert confirm_page(figure) in read
    assert "people counted" in read
    assert confirm_page(figure) not in browser.get(change).content.decode()
    page = other.get(confirm_page(figure)).content.decode()
    assert "people counted" in page
    assert figure.fingerprint in page
    assert "people counted" not in figures()
    assert other.post(confirm_page(figure), {"shown": figure.fingerprint}).status_code == 302
    assert "people counted" in figures()
    assert confirm_page(figure) not in other.get(change).content.decode()
    assert verbs()[-2:] == [DecisionVerb.ENTER_OPEN_WORDS, DecisionVerb.CONFIRM_OPEN_WORDS]
    assert said() == []


def test_confirming_wants_the_second_proof_again(people: People, stores: Stores) -> None:
    sign_in(Client(), people.cho).post(reverse("admin:desk_reportedfigure_add"), FIGURE)
    figure, browser = ReportedFigure.objects.get(), sign_in(Client(), people.rok)
    session = browser.session
    session["factor_at"] -= 3600
    session.save()
    assert browser.post(confirm_page(figure), {"shown": figure.fingerprint}).status_code == 403
    assert "people counted" not in figures()


def test_a_label_stays_as_it_was_until_somebody_else_confirms_the_new_one(people: People, stores: Stores) -> None:
    make_testimony(people, "published")
    browser, term = sign_in(Client(), people.cho), construction()
    before, sent = term.label_en, {"label_en": "Zaunbau", "label_ko": term.label_ko, "label_ru": term.label_ru}
    assert browser.post(reverse("admin:desk_vocabularyterm_change", args=[term.pk]), sent).status_code == 302
    for rebuild in (False, True):
        call_command("sync_edition", rebuild=rebuild, stdout=StringIO())
        assert before in words_of_the_search()
        assert "Zaunbau" not in words_of_the_search()
    assert said() == [], "what waits is no stray"
    read = construction().fingerprint
    enter_words(row=_with(construction(), label_en="Zaunbauer"), actor=people.cho)
    with pytest.raises(Unmet, match="changed after it was shown"):
        confirm_words(row=term, actor=people.rok, shown=read)
    confirm_words(row=term, actor=people.rok, shown=construction().fingerprint)
    call_command("sync_edition", stdout=StringIO())
    assert "Zaunbauer" in words_of_the_search()
    assert said() == []


def test_saving_what_nobody_changed_leaves_it_confirmed(people: People, stores: Stores) -> None:
    put_open_words()
    term, known = construction(), Decision.objects.count()
    sent = {f"label_{language}": getattr(term, f"label_{language}") for language in LANGUAGES}
    browser = sign_in(Client(), people.cho)
    assert browser.post(reverse("admin:desk_vocabularyterm_change", args=[term.pk]), sent).status_code == 302
    assert Decision.objects.count() == known


def test_words_written_by_hand_are_named_and_not_put_in(people: People, stores: Stores) -> None:
    make_testimony(people, "published")
    put_open_words()
    label = construction().label_en
    behind_its_back(
        stores,
        "UPDATE desk_vocabularyterm SET label_en = 'Zaunbau' WHERE slug = 'construction'",
        "INSERT INTO desk_reportedfigure (slug, position, texts, source, source_url) "
        """VALUES ('by-hand', 1, '{"en": {"value": "7", "counts": "Zaun", "caveat": ""}}', 'x', '')""",
    )
    for rebuild in (False, True):
        call_command("sync_edition", rebuild=rebuild, stdout=StringIO())
        assert "Zaun" not in words_of_the_search() + figures()
        assert label in words_of_the_search()
    assert said()[:2] == [
        "The vocabulary term Zaunbau is not as anybody entered or confirmed it by the log.",
        "The reported figure by-hand is not as anybody entered or confirmed it by the log.",
    ]
    # Nobody can confirm what nobody entered; whoever saves it puts their name to it.
    term = construction()
    with pytest.raises(Unmet, match="save it anew"):
        confirm_words(row=term, actor=people.rok, shown=term.fingerprint)
    sent = {f"label_{language}": getattr(term, f"label_{language}") for language in LANGUAGES}
    change = reverse("admin:desk_vocabularyterm_change", args=[term.pk])
    assert sign_in(Client(), people.cho).post(change, sent).status_code == 302
    confirm_words(row=term, actor=people.rok, shown=term.fingerprint)
    assert "Zaunbau" in words_of_the_search()


def test_words_that_were_replaced_do_not_come_back_by_hand(people: People, stores: Stores) -> None:
    put_open_words()
    before = construction().label_en
    enter_words(row=_with(construction(), label_en="Zaunbau"), actor=people.cho)
    confirm_words(row=construction(), actor=people.rok, shown=construction().fingerprint)
    behind_its_back(stores, f"UPDATE desk_vocabularyterm SET label_en = '{before}' WHERE slug = 'construction'")
    assert len(said()) > 0
    call_command("sync_edition", stdout=StringIO())
    make_testimony(people, "published")
    call_command("sync_edition", stdout=StringIO())
    assert "Zaunbau" in words_of_the_search()


def test_a_log_emptied_by_hand_has_nobody_sign_what_was_written(people: People, stores: Stores) -> None:
    """Once the log knew the words, a database in which it does not is not one of before."""
    make_testimony(people, "published")
    put_open_words()
    behind_its_back(
        stores,
        "DELETE FROM desk_decision WHERE verb = 'confirm_open_words'",
        "UPDATE desk_vocabularyterm SET label_en = 'Zaunbau' WHERE slug = 'construction'",
    )
    call_command("sync_edition", stdout=StringIO())
    assert "Zaunbau" not in words_of_the_search()
    assert any("Zaunbau" in line for line in said())


def test_what_is_public_before_the_log_knows_of_it_stays(people: People, stores: Stores) -> None:
    """Signed once, whatever comes first; what is entered then is none of it."""
    figure = ReportedFigure.objects.create(slug="old", position=1, texts=_texts("counted long ago"), source="x")
    put_figures([PublicFigure(**figure.said)])
    ReportedFigure.objects.create(slug="by-hand", position=1, texts=_texts("counted by nobody"), source="x")
    behind_its_back(stores, "UPDATE desk_vocabularyterm SET label_en = 'Zaunbau' WHERE slug = 'construction'")
    enter_words(row=ReportedFigure(slug="new", position=2, texts=_texts("counted now"), source="x"), actor=people.cho)
    for _ in range(2):
        call_command("sync_edition", stdout=StringIO())
        assert "counted long ago" in figures()
        assert "counted now" not in figures()
        assert "counted by nobody" not in figures()
        assert "Zaunbau" not in words_of_the_search()
    assert verbs().count(DecisionVerb.CONFIRM_OPEN_WORDS) == 1
    row = Decision.objects.get(verb=DecisionVerb.CONFIRM_OPEN_WORDS)
    assert row.actor.get_username() == SERVER
    assert row.facts["words"][f"reportedfigure {figure.pk}"] == figure.fingerprint
    assert [name for name in ("Zaunbau", "by-hand", "old", "new") if name in str(said())] == ["Zaunbau", "by-hand"]


def test_an_edition_that_was_lost_before_is_filled_again(people: People, stores: Stores) -> None:
    ReportedFigure.objects.create(slug="old", position=1, texts=_texts("counted long ago"), source="x")
    put_vocabulary([])
    put_open_words()
    assert "counted long ago" in figures()
    assert said() == []


def test_an_archive_without_a_word_signs_for_none_of_later(people: People, stores: Stores) -> None:
    behind_its_back(stores, "DELETE FROM desk_vocabularyterm")
    put_open_words()
    ReportedFigure.objects.create(slug="by-hand", position=1, texts=_texts("Zaun"), source="x")
    call_command("sync_edition", stdout=StringIO())
    assert "Zaun" not in figures()
    assert len(said()) > 0


def test_what_is_loaded_at_the_server_is_signed_once(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The program's own words without its accounts, which take long to load.
    fixtures = tmp_path / "fixtures"
    shutil.copytree(ROOT / "fixtures" / "vocabulary", fixtures / "vocabulary")
    shutil.copy(ROOT / "fixtures" / "figures.json", fixtures)
    (fixtures / "known_outside.json").write_text("[]")
    monkeypatch.setattr(load_demonstration, "FIXTURES", fixtures)
    # A new archive, whose readers have no word yet.
    put_vocabulary([])
    for _ in range(2):
        call_command("load_demonstration", stdout=StringIO())
        call_command("sync_edition", stdout=StringIO())
        assert verbs().count(DecisionVerb.CONFIRM_OPEN_WORDS) == 1
    assert ReportedFigure.objects.get(position=1).texts["en"]["counts"] in figures()
    assert said() == []
    words = fixtures / "vocabulary" / "sectors.csv"
    words.write_text(words.read_text().replace(construction().label_en, "Zaunbau"))
    call_command("load_demonstration", stdout=StringIO())
    assert said() == []
    row = Decision.objects.filter(verb=DecisionVerb.CONFIRM_OPEN_WORDS).latest("pk")
    assert row.facts["words"] == {construction().named: construction().fingerprint}


def test_who_may_enter_and_who_may_confirm(people: People, stores: Stores) -> None:
    term = construction()
    enter_words(row=_with(term, label_en="Zaunbau"), actor=people.cho)
    for person in (people.ari, people.kim, people.adm, people.nobody):
        with pytest.raises(NotPermitted):
            enter_words(row=term, actor=person)
        with pytest.raises(NotPermitted):
            confirm_words(row=term, actor=person, shown=term.fingerprint)
    with pytest.raises(NotPermitted):
        enter_words(row=term, actor=people.rok)
    confirm_words(row=term, actor=make_person("second", "curator"), shown=term.fingerprint)


def test_a_file_of_before_is_not_needed_where_the_log_knows_the_words(people: People, stores: Stores) -> None:
    """On a new machine: the database is there, and the file beside it is not."""
    put_open_words()
    begun_file().unlink()
    ReportedFigure.objects.create(slug="by-hand", position=1, texts=_texts("Zaun"), source="x")
    put_open_words()
    assert "Zaun" not in figures()
    assert begun_file().exists()


def _texts(counts: str) -> dict[str, dict[str, str]]:
    return {language: {"value": "7", "counts": counts, "caveat": ""} for language in LANGUAGES}


def _with(row: VocabularyTerm, **changes: str) -> VocabularyTerm:
    for name, value in changes.items():
        setattr(row, name, value)
    return row
