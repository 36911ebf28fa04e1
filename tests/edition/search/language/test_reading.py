"""What a query string means: the tree that is read, and what is said about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as q

from testimonies.edition.search.language import limits, parse
from testimonies.edition.search.language.nodes import All, Any, Fuzzy, Node, Not, Phrase, Prefix, Wildcard, Word


def tree(text: str) -> Node | None:
    return parse(text, own_words_only=True).tree


def codes(text: str) -> list[str]:
    return [notice.code for notice in parse(text).notices]


A, B, C, D = (Word(letter) for letter in ("aa", "bb", "cc", "dd"))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("aa", A),
        ("aa bb", All((A, B))),
        ("aa AND bb", All((A, B))),
        ("aa OR bb", Any((A, B))),
        ("aa OR bb OR cc", Any((A, B, C))),
        ("aa OR bb cc", All((Any((A, B)), C))),
        ("aa -bb", All((A, Not(B)))),
        ("aa NOT bb", All((A, Not(B)))),
        ("aa -(bb cc)", All((A, Not(All((B, C)))))),
        ("aa (bb OR (cc dd))", All((A, Any((B, All((C, D))))))),
        ('"aa bb"', Phrase("aa bb")),
        ('"aa bb"~5', Phrase("aa bb", 5)),
        ("«aa bb» cc", All((Phrase("aa bb"), C))),
        ("“aa bb”", Phrase("aa bb")),
        ('aa -"bb cc"', All((A, Not(Phrase("bb cc"))))),
        ("loyal*", Prefix("loyal")),
        ("la*r", Wildcard("la*r")),
        ("passprt~", Fuzzy("passprt", 1)),
        ("passprt~2", Fuzzy("passprt", 2)),
        ("passprt~999", Fuzzy("passprt", 2)),
        ("title:aa", Word("aa", "title")),
        ("TITLE:aa bb", All((Word("aa", "title"), B))),
        ("title:(aa bb) cc", All((Word("aa", "title"), Word("bb", "title"), C))),
        ('title:"aa bb"', Phrase("aa bb", 1, "title")),
        ("pseudonym:Jin", Word("Jin", "pseudonym")),
        ("가명:진", Word("진", "pseudonym")),
        ("заголовок:aa", Word("aa", "title")),
        ("-title:aa bb", All((Not(Word("aa", "title")), B))),
        ("http://aa", Word("http://aa")),
        ("aa - bb", All((A, B))),
        ("aa ()", A),
        ("aa OR", A),
        ("OR aa", A),
        ("aa OR OR bb", Any((A, B))),
        ("aa -(-bb)", All((A, B))),
        ("NOT NOT aa", A),
        ("aa bb OR -cc", All((A, Not(All((C, Not(B))))))),
        ("(aa", A),
        ("aa)", A),
        ("aa ~ * ** -- bb", All((A, B))),
    ],
)
def test_meaning(text: str, meaning: Node) -> None:
    assert tree(text) == meaning


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nothing"),
        ("   ", "nothing"),
        ("*", "nothing"),
        ("***", "nothing"),
        ("OR", "nothing"),
        ("-", "nothing"),
        ("~", "nothing"),
        ("title:", "nothing"),
        ("()", "nothing"),
        ('""', "nothing"),
        ("\x00\x01", "nothing"),
        ("\ud800", "nothing"),
        ("...?!", "nothing"),
        ("-aa", "only-not"),
        ("-aa -bb", "only-not"),
        ("NOT (aa OR bb)", "only-not"),
        ("-aa OR -bb", "only-not"),
        ("aa OR -bb", "only-not"),
    ],
)
def test_nothing_to_look_for_finds_nothing_and_says_why(text: str, code: str) -> None:
    question = parse(text)
    assert question.tree is None
    assert code in codes(text)
    assert question.stages == ()
    assert question.query() is q.NullQuery


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('aa "bb cc', "open-quote"),
        ("*aa", "star"),
        ("aa " * 1_000, "long"),
        ("aa " * (limits.WORDS + 1), "many"),
        ("(" * 1_000 + "aa", "deep"),
        ("when was the camp built", "question"),
    ],
)
def test_what_was_cut_or_mended_is_said(text: str, code: str) -> None:
    assert code in codes(text)


def test_an_unclosed_quotation_mark_is_a_space() -> None:
    assert tree('aa "bb cc') == All((A, B, C))


def test_parentheses_a_thousand_deep_are_read() -> None:
    assert tree("(" * 900 + "aa bb" + ")" * 900 + " cc") == All((A, B, C))


HOSTILE = st.text(max_size=200) | st.text(alphabet='ab노진яOR()"“»-~*:| \t\x00?\\[]{}^$.+title', max_size=120)


@given(HOSTILE)
def test_every_string_is_a_question(text: str) -> None:
    question = parse(text)
    for stage in ("all", "most", "question", "near"):
        found = question.query(stage)
        assert (found is q.NullQuery) == (question.tree is None)
    assert question.tree is not None or question.notices


@given(HOSTILE)
def test_a_query_without_words_of_its_own_never_matches_everything(text: str) -> None:
    for stage in ("all", "most", "question"):
        stack = [parse(text).query(stage)]
        while stack:
            node = stack.pop()
            assert not isinstance(node, q.Every | q.Not)
            assert not (isinstance(node, q.Prefix | q.Wildcard) and node.text.strip("*?") == "")
            stack.extend(node.children())


def test_a_star_is_the_only_sign_of_a_pattern() -> None:
    assert list(parse("[vlad*ok^", own_words_only=True).leaves()) == [Wildcard("vlad*ok")]
