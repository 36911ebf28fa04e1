"""Whatever the tree, an answer or a refusal with a name; never another exception, never a held worker."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as q

from testimonies.edition.search.engine import Engine, EngineError, TooComplex, writer
from testimonies.edition.search.engine.fuzzy import near_terms
from testimonies.edition.search.engine.lexicon import Lexicon, pack
from tests.edition.search.engine import schemas


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path, rng = tmp_path_factory.mktemp("bounds"), schemas.seeded(2)
    odd = [
        {"code": f"O{n}", "body": text}
        for n, text in enumerate(["a\u2028b", "\ud800", "é" * 500, "노동자 충성자금", "[*?"])
    ]
    writer.build(path, [*(schemas.document(number, rng) for number in range(200)), *odd], schemas.schema())
    return Engine(path)


@pytest.mark.parametrize("kind", [q.And, q.Or, q.DisjunctionMax, q.Not, q.ConstantScoreQuery, q.AndNot, q.AndMaybe])
def test_nested_a_thousand_deep(engine: Engine, kind: type[q.Query]) -> None:
    query: q.Query = q.Term("body", "work")
    for _ in range(1000):
        if issubclass(kind, q.AndNot | q.AndMaybe):
            query = kind(query, q.Term("body", "work"))
        elif issubclass(kind, q.Not | q.ConstantScoreQuery):
            query = kind(query)
        else:
            query = kind([query, q.Term("body", "tast")])
    with pytest.raises(TooComplex):
        engine.search(query)


def test_ten_thousand_parts(engine: Engine) -> None:
    with pytest.raises(TooComplex):
        engine.search(q.Or([q.Term("body", str(number)) for number in range(10_000)]))


_texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="*?[]!-\\^$.+(){}|\n\x00a", max_size=60),
    st.sampled_from(["*" * 5000, "?*" * 300, "*a" * 400 + "b", "[" * 200, "a" * 100_000, "\ud800", "노*", "*금", ""]),
)


@given(text=_texts, kind=st.integers(0, 7), field=st.sampled_from(["body", "title", "tags", "year", "nowhere"]))
def test_any_text_in_any_leaf(engine: Engine, text: str, kind: int, field: str) -> None:
    query = (
        lambda: q.Term(field, text),
        lambda: q.Phrase(field, [text, "work", text], slop=10**9),
        lambda: q.Prefix(field, text),
        lambda: q.Wildcard(field, text),
        lambda: q.FuzzyTerm(field, text, maxdist=2, prefixlength=0),
        lambda: q.TermRange(field, text, "work"),
        lambda: q.NumericRange(field, 3, 10**30),
        lambda: q.Sequence([q.Term(field, text), q.Term("body", "work")]),
    )[kind]()
    start = time.perf_counter()
    try:
        page = engine.search(query, facets=("sector",))
        assert page.count >= len(page.codes)
    except EngineError:
        pass
    assert time.perf_counter() - start < 1.0


def test_what_only_whoosh_runs_is_refused_by_name_when_it_fails(engine: Engine) -> None:
    with pytest.raises(TooComplex):
        engine.search(q.Regex("body", "("))
    assert engine.search(q.Regex("body", "wor[kd]")).count == engine.search(q.Wildcard("body", "wor[kd]")).count


_letters = st.text(alphabet="abcdé노", max_size=7)


@given(word=_letters, others=st.sets(_letters, max_size=8), limit=st.integers(0, 3), shared=st.integers(0, 2))
def test_near_terms_are_the_textbook_ones(word: str, others: set[str], limit: int, shared: int) -> None:
    terms = Lexicon(*pack(sorted(other.encode() for other in others)))
    found = {terms[number].decode() for number in near_terms(terms, word, limit, shared)}
    alike = {other for other in others if other and other.startswith(word[:shared])}
    assert found == ({other for other in alike if _distance(word, other) <= limit} if word else set())


def _distance(a: str, b: str) -> int:
    rows = [[*range(len(b) + 1)]]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
