"""The staff desk in Korean, by keyboard alone, and its pages in each language on a small screen and in the dark."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Archive, Visit
from tests.journeys.staff import make_member, sign_in

# Django's table of tags has a column without a heading; nothing of ours stands in it.
OF_DJANGO = "empty-table-header"


def tab_to(page: Page, wanted: Locator) -> None:
    """Press the tabulator until `wanted` has the focus, as somebody without a mouse does."""
    expect(wanted).to_be_visible()
    # The admin's last script comes late and takes the focus to the first field; people begin after it.
    page.wait_for_load_state("load")
    for _ in range(150):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no keyboard reaches {wanted}")


def press(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def field(page: Page, label: str) -> Locator:
    """The admin keeps a hidden copy of each part of a form, to be added by a button."""
    return page.get_by_label(label, exact=True).filter(visible=True)


def fill(page: Page, label: str, words: str) -> None:
    tab_to(page, field(page, label))
    page.keyboard.type(words)


def choose(page: Page, label: str, wanted: str) -> None:
    """An entry of a list, by pressing the arrow until it is shown."""
    choices = field(page, label)
    tab_to(page, choices)
    for _ in range(40):
        if choices.locator("option:checked").inner_text() == wanted:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{label} does not offer {wanted}")


def find(page: Page, label: str, words: str) -> None:
    """The box that looks a contributor up."""
    press(page, page.get_by_role("combobox", name=label))
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(words)
    expect(page.get_by_role("option", name=words)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name=label)).to_contain_text(words)


def add(page: Page, kind: str) -> None:
    press(page, page.get_by_role("link", name="홈"))
    press(page, page.get_by_role("row", name=re.compile(f"^{kind} 추가")).get_by_role("link", name="추가"))


def save(page: Page) -> None:
    press(page, page.get_by_role("button", name="저장", exact=True))
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_an_account_is_entered_and_submitted_in_korean_by_keyboard_alone(site: Archive, visit: Visit) -> None:
    page = sign_in(visit(locale="ko-KR"), make_member(site, "keyboard-curator", "curator"), "/ko/staff/")
    expect(page.get_by_role("heading", name="내부 업무")).to_be_visible()

    press(page, page.get_by_role("row", name="증언자 추가").get_by_role("link", name="추가"))
    fill(page, "가명:", "하늘")
    save(page)

    add(page, "동의")
    find(page, "증언자", "하늘")
    choose(page, "동의의 근거:", "증언자의 직접 동의")
    choose(page, "형식:", "구두, 녹음됨")
    fill(page, "동의한 날:", "2024-05-02")
    choose(page, "동의한 언어:", "한국어")
    for told in ("본인과 가족에게 있을 수 있는 위험", "철회하는 방법, 이유가 필요 없다는 것"):
        tab_to(page, field(page, told))
        page.keyboard.press("Space")
    choose(page, "본문 공개:", "예")
    save(page)

    add(page, "증언")
    find(page, "증언자", "하늘")
    choose(page, "분야:", "건설")
    choose(page, "언어:", "한국어")
    tab_to(page, field(page, "원문"))
    page.keyboard.press("Space")
    fill(page, "제목:", "추운 창고")
    fill(page, "본문:", "우리는 창고에서 잤다.\n\n여권은 소장이 가지고 있었다.")
    save(page)

    press(page, page.locator(".messagelist").get_by_role("link"))
    code = page.locator(".field-code .readonly").inner_text()
    press(page, page.get_by_role("link", name="검토 요청…"))
    expect(page.get_by_text("여권은 소장이 가지고 있었다.")).to_be_visible()
    press(page, page.get_by_role("button", name="검토 요청"))
    expect(page.get_by_text(f"{code}: 검토 요청됨.")).to_be_visible()

    press(page, page.get_by_role("link", name="홈"))
    press(page, page.get_by_role("link", name="검토 대기 목록"))
    expect(page.get_by_role("row", name=code)).to_contain_text("이 글에 관여하셨습니다.")

    press(page, page.get_by_role("link", name="Русский"))
    expect(page.get_by_role("row", name=code)).to_contain_text("Вы работали над этим текстом.")


PAGES = [
    "",
    "desk/testimony/queue/",
    "desk/testimony/",
    "desk/testimony/add/",
    "desk/testimony/1/change/",
    "desk/testimony/1/history/",
    "desk/testimony/1/withdraw/",
    "desk/testimony/1/submit/",
    "desk/consent/add/",
    "desk/contributor/add/",
]


@pytest.mark.parametrize("language", ["", "/ko", "/ru"])
def test_staff_pages_are_for_everybody(
    site: Archive, visit: Visit, axe: Callable[[Page], list[str]], language: str
) -> None:
    name = f"pages-curator{language.replace('/', '-')}"
    member = make_member(site, name, "curator")
    # Without the content policy, because axe measures with styles of its own.
    page = visit(viewport={"width": 390, "height": 844}, color_scheme="dark", bypass_csp=True)
    page.goto(f"{language}/staff/")
    assert axe(page) == []
    sign_in(page, member, f"{language}/staff/")
    for address in PAGES:
        page.goto(f"{language}/staff/{address}")
        assert [rule for rule in axe(page) if not rule.startswith(OF_DJANGO)] == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
