"""One address cannot hold the site, many readers behind one are not shut out, and nobody is remembered."""

from __future__ import annotations

import gc
import sys
import timeit
from typing import Any

import pytest
from django.test import Client, RequestFactory

from archive.limiting import COSTS, READING, SIGNING_IN, WRITING, address_of
from archive.limits import Budget, Limits, one_household
from testimonies.edition.search import sync

SOMEBODY, ANOTHER = "9.9.9.9", "8.8.8.8"
SMALL = Budget("small", burst=3, per_second=2)


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_a_burst_then_a_steady_pace() -> None:
    clock = Clock()
    limits = Limits(clock)
    assert [limits.spend(SOMEBODY, SMALL, 1) for _ in range(3)] == [0, 0, 0]
    assert limits.spend(SOMEBODY, SMALL, 1) == pytest.approx(0.5)
    # What is refused costs nothing, so waiting is always enough.
    assert limits.spend(SOMEBODY, SMALL, 1) == pytest.approx(0.5)
    assert limits.spend(ANOTHER, SMALL, 1) == 0
    assert limits.spend(SOMEBODY, Budget("other", burst=3, per_second=2), 1) == 0
    clock.seconds += 0.5
    assert limits.spend(SOMEBODY, SMALL, 1) == 0
    assert limits.spend(SOMEBODY, SMALL, 0.5) > 0
    clock.seconds += 60
    assert [limits.spend(SOMEBODY, SMALL, 1) for _ in range(4)] == [0, 0, 0, pytest.approx(0.5)]


def test_no_address_is_kept_and_no_two_days_can_be_compared() -> None:
    clock = Clock()
    limits = Limits(clock)
    limits.spend(SOMEBODY, SMALL, 3)
    (before,) = limits._paid_off
    held = str(vars(limits)).encode() + before
    assert SOMEBODY.encode() not in held
    clock.seconds += 24 * 3600
    assert limits.spend(SOMEBODY, SMALL, 3) == 0
    (after,) = limits._paid_off
    assert before != after
    assert limits.spend(SOMEBODY, SMALL, 1) > 0


def test_ever_new_addresses_fill_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.limits.MOST_KEPT", 100)
    limits = Limits(Clock())
    for number in range(1000):
        limits.spend(f"9.9.{number >> 8}.{number & 255}", SMALL, 1)
    assert len(limits._paid_off) == 100
    assert sys.getsizeof(limits._paid_off) < 100_000


def test_asking_costs_microseconds() -> None:
    limits, rich = Limits(), Budget("rich", burst=1e9, per_second=1)
    gc.disable()
    try:
        times = timeit.repeat(lambda: limits.spend(one_household(SOMEBODY), rich, 1), number=1000, repeat=20)
    finally:
        gc.enable()
    assert min(times) / 1000 < 50e-6


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("9.9.9.9", "9.9.9.9", True),
        ("9.9.9.9", "9.9.9.10", False),
        ("9.9.9.9", "::ffff:9.9.9.9", True),
        ("2a00:1450:4001:81b::1", "2a00:1450:4001:81b:ffff::2", True),
        ("2a00:1450:4001:81b::1", "2a00:1450:4001:81c::1", False),
    ],
)
def test_one_line_is_one_address(one: str, other: str, same: bool) -> None:
    assert one_household(one)
    assert (one_household(one) == one_household(other)) is same


@pytest.mark.parametrize("address", ["", "unknown", "127.0.0.1", "::1", "10.0.0.7", "::ffff:192.168.0.1", "fe80::1"])
def test_nobody_is_counted_as_the_proxy_before_us(address: str) -> None:
    assert one_household(address) == ""


@pytest.mark.parametrize(
    ("proxies", "written", "address"),
    [
        (0, "8.8.8.8", "9.9.9.9"),
        (1, None, "9.9.9.9"),
        (1, "8.8.8.8", "8.8.8.8"),
        # Whoever asks can write anything in front, and never gets it believed.
        (1, "1.1.1.1, 8.8.8.8", "8.8.8.8"),
        (2, "1.1.1.1, 8.8.8.8, 10.0.0.1", "8.8.8.8"),
        (2, "8.8.8.8", "9.9.9.9"),
        (1, "8.8.8.8:4711", "8.8.8.8"),
        (1, "[2a00:1450::1]:4711", "2a00:1450::1"),
        (1, "2a00:1450::1", "2a00:1450::1"),
        (1, "nonsense", "nonsense"),
    ],
)
def test_a_forged_header_is_not_believed(proxies: int, written: str | None, address: str) -> None:
    headers = {"x-forwarded-for": written} if written else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="9.9.9.9")
    assert address_of(request, proxies) == address


@pytest.fixture
def searchable(db: None) -> None:
    sync.rebuild()


def asking_too_much(reader: Client, address: str, **asked: Any) -> Any:
    """The first answer that is a refusal; fails where there is none."""
    for _ in range(400):
        answer = reader.get(address, **asked)
        if answer.status_code == 429:
            return answer
    pytest.fail("nobody was ever refused")


@pytest.mark.django_db(databases=["default", "edition"])
@pytest.mark.usefixtures("searchable")
class TestPages:
    @pytest.fixture(autouse=True)
    def stingy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The same budgets for fewer requests, so that the tests need not send hundreds."""
        for budget, name in ((READING, "READING"), (WRITING, "WRITING"), (SIGNING_IN, "SIGNING_IN")):
            monkeypatch.setattr(f"archive.limiting.{name}", Budget(budget.name, burst=8, per_second=0.01))

    @pytest.mark.parametrize(
        ("prefix", "language", "words"), [("", "en", "Too many"), ("/ko", "ko", "너무"), ("/ru", "ru", "слишком")]
    )
    def test_the_answer_is_a_page_that_says_when_to_come_back(self, prefix: str, language: str, words: str) -> None:
        reader = Client(REMOTE_ADDR=SOMEBODY)
        answer = asking_too_much(reader, f"{prefix}/search/?q=Zaunkönig")
        page = answer.content.decode()
        assert words in page
        assert f'<html lang="{language}"' in page
        assert "Zaunkönig" not in page
        assert 0 < int(answer["Retry-After"]) <= 100
        assert answer["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        # Everybody else, and everything that costs nothing, is as before.
        assert Client(REMOTE_ADDR=ANOTHER).get("/search/").status_code == 200
        assert reader.get("/").status_code == 200
        assert reader.get("/healthz").status_code == 200

    @pytest.mark.parametrize("address", ["/search/?view=concordance&q=x", "/search/help/", "/search/suggest/?q=wa"])
    def test_what_costs_is_counted(self, address: str) -> None:
        asking_too_much(Client(REMOTE_ADDR=SOMEBODY), address)

    def test_forms_and_passwords_are_counted_apart(self) -> None:
        somebody = Client(REMOTE_ADDR=SOMEBODY)
        tried = {"username": "ari", "password": "not the password"}
        answers = [somebody.post("/staff/login/", tried).status_code for _ in range(9)]
        assert answers == [200] * 8 + [429]
        assert somebody.get("/staff/login/").status_code == 200
        assert [somebody.post("/staff/").status_code for _ in range(9)][-1] == 429
        assert somebody.get("/search/").status_code == 200

    def test_it_can_be_switched_off(self, settings: Any) -> None:
        settings.LIMITS = False
        reader = Client(REMOTE_ADDR=SOMEBODY)
        assert {reader.get("/search/").status_code for _ in range(12)} == {200}


def test_every_page_that_costs_is_one_of_ours() -> None:
    from django.urls import get_resolver

    assert set(COSTS) <= {name for name in get_resolver().reverse_dict if isinstance(name, str)}
