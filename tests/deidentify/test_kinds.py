"""One plain example of every kind of finding in each language: all that an account may say about who somebody is."""

import pytest

from testimonies.deidentify.detect import detect
from testimonies.deidentify.finding import Kind

# Each line: the words to be found, and the sentence around them; every name and number is made up.
EXAMPLES: dict[Kind, dict[str, tuple[str, str]]] = {
    Kind.NAME: {
        "en": ("Pak Yong-nam", "Then Pak Yong-nam came to the door."),
        "ko": ("박영남", "그때 박영남이 문을 두드렸다."),
        "ru": ("Пак Ён Нам", "Потом пришёл Пак Ён Нам."),
    },
    Kind.PHONE: {
        "en": ("+7 900 000 11 22", "Call him at +7 900 000 11 22 at night."),
        "ko": ("공일공 영영영일 이이삼삼", "번호는 공일공 영영영일 이이삼삼 이였소."),
        "ru": ("восемь девятьсот ноль ноль один два", "Диктую: восемь девятьсот ноль ноль один два."),
    },
    Kind.EMAIL: {
        "en": ("somebody@example.org", "Write to somebody@example.org for the rest."),
        "ko": ("somebody@example.org", "편지는 somebody@example.org로 보내십시오."),
        "ru": ("somebody@example.org", "Пишите на somebody@example.org в любое время."),
    },
    Kind.HANDLE: {
        "en": ("sparkypool", "My KakaoTalk is sparkypool and nobody knows it."),
        "ko": ("pool_77", "카카오톡 아이디는 pool_77입니다."),
        "ru": ("sparkypool", "Мой телеграм: sparkypool, там и пишите."),
    },
    Kind.PASSPORT: {
        "en": ("000 111 222", "He made me learn it by heart: 000 111 222."),
        "ko": ("900011122", "내 번호요? 900011122, 적으십시오."),
        "ru": ("РВП 00 № 0001112", "Ему выдали РВП 00 № 0001112 весной."),
    },
    Kind.ADDRESS: {
        "en": ("14 Rechnaya Street", "We slept at 14 Rechnaya Street for a month."),
        "ko": ("경기도 안산시 단원구", "지금 사는 곳은 경기도 안산시 단원구 어느 골목이다."),
        "ru": ("ул. Речная, д. 54, оф. 12", "Контора была на ул. Речная, д. 54, оф. 12, во дворе."),
    },
    Kind.PLACE: {
        "en": ("Ussuriysk", "The train stopped in Ussuriysk at dawn."),
        "ko": ("하바롭스크", "기차는 하바롭스크에 섰다."),
        "ru": ("Уссурийске", "Поезд стоял в Уссурийске до утра."),
    },
    Kind.COORDINATES: {
        "en": ("48.4802, 135.0719", "The camp lay at 48.4802, 135.0719 on the map."),
        "ko": ("북위 46도 12분, 동경 143도 40분", "위치는 북위 46도 12분, 동경 143도 40분 쯤이였다."),
        "ru": ("48.4802, 135.0719", "Лагерь стоял по точке 48.4802, 135.0719 на карте."),
    },
    Kind.URL: {
        "en": ("https://example.org/us", "The photo is at https://example.org/us since May."),
        "ko": ("https://example.org/us", "사진은 https://example.org/us 에 있다."),
        "ru": ("https://example.org/us", "Снимок лежит на https://example.org/us с мая."),
    },
    Kind.BIRTH_DATE: {
        "en": ("3 March 1984", "I was born on 3 March 1984 in the mountains."),
        "ko": ("1991년 7월생", "동생은 1991년 7월생입니다."),
        "ru": ("3 марта 1984 года", "Я родился 3 марта 1984 года в горах."),
    },
    Kind.AGE: {
        "en": ("six", "My daughter was six when I left."),
        "ko": ("마흔셋", "나이가 마흔셋이였다."),
        "ru": ("шесть лет", "Дочери было шесть лет, когда я уехал."),
    },
    Kind.DATE: {
        "en": ("12 November 2018", "On 12 November 2018 the pay stopped."),
        "ko": ("2018년 11월 12일", "2018년 11월 12일에 로임이 끊겼다."),
        "ru": ("12 ноября 2018 года", "12 ноября 2018 года платить перестали."),
    },
    Kind.UNIT: {
        "en": ("61st Construction Regiment", "We belonged to the 61st Construction Regiment then."),
        "ko": ("제3건설사업소 2중대", "저는 제3건설사업소 2중대에 있었습니다."),
        "ru": ("вторая рота 61-го строительного полка", "Это была вторая рота 61-го строительного полка."),
    },
    Kind.SHIP: {
        "en": ("Taebong-9", "We unloaded the Taebong-9 until the morning."),
        "ko": ("대동강호", "부두에서 대동강호 짐을 부리였다."),
        "ru": ("«Чильбосан-3»", "Мы работали на борту теплохода «Чильбосан-3» зимой."),
    },
    Kind.EMPLOYER: {
        "en": ("Vostok-Les LLC", "We were lent to Vostok-Les LLC for a year."),
        "ko": ("동해무역 주식회사", "우리는 동해무역 주식회사에 넘겨졌다."),
        "ru": ("ООО «Восток-Лес»", "Нас отдали в ООО «Восток-Лес» на год."),
    },
    Kind.RANK: {
        "en": ("lieutenant colonel", "Before that he was a lieutenant colonel in the army."),
        "ko": ("대위", "그는 대위였다고 한다."),
        "ru": ("подполковник", "Раньше он был подполковник в отставке."),
    },
    Kind.FAMILY: {
        "en": ("two small daughters", "He left two small daughters at home."),
        "ko": ("두 딸", "집에 두 딸을 두고 왔다."),
        "ru": ("двое сыновей", "Дома осталось двое сыновей и мать."),
    },
    Kind.INJURY: {
        "en": ("one leg", "Since that winter I have one leg."),
        "ko": ("왼손을 잃었", "그 사고로 왼손을 잃었다."),
        "ru": ("без ноги", "С тех пор он без ноги."),
    },
    Kind.EVENT: {
        "en": ("explosion killed four", "The explosion killed four of us."),
        "ko": ("탄광 폭발", "형은 탄광 폭발로 죽었다."),
        "ru": ("в пожаре погибли", "Тогда в пожаре погибли трое."),
    },
    Kind.NICKNAME: {
        "en": ("Bear", "He was the one whom all of us called the Bear."),
        "ko": ("곰", "다들 《곰》이라고 불렀다."),
        "ru": ("«Медведь»", "Мы его звали «Медведь» за глаза."),
    },
    Kind.SITE: {
        "en": ("Zarechny sawmill", "We slept beside the Zarechny sawmill for two winters."),
        "ko": ("고려호텔 공사장", "우리는 고려호텔 공사장에서 잤다."),
        "ru": ("лесопилке «Тальник»", "Мы жили на лесопилке «Тальник» две зимы."),
    },
}


def test_there_is_an_example_of_every_kind() -> None:
    assert set(EXAMPLES) == set(Kind)


@pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind, examples in EXAMPLES.items() for language in examples]
)
def test_every_kind_is_found_in_every_language(kind: Kind, language: str) -> None:
    words, sentence = EXAMPLES[kind][language]
    start = sentence.index(words)
    at = set(range(start, start + len(words)))
    found = detect(sentence, language)
    covering = [finding for finding in found if finding.start < start + len(words) and start < finding.end]
    for finding in covering:
        at -= set(range(finding.start, finding.end))
    left = "".join(sentence[place] for place in sorted(at) if sentence[place].isalnum())
    assert left == "", f"{kind} in {language}: “{left}” was passed over"
