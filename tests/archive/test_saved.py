from __future__ import annotations

import pytest

from xewer.archive.saved import drop_query, news, save_query, saved_queries, tag, tags, untag
from xewer.errors import ArchiveError, QueryError


def test_tags_survive_a_new_version_and_go_with_the_article(archive, make):
    archive.add(make("پۇتىن كەلدى.", "a"))
    archive.add(make("ترامپ كەلدى.", "b"))
    for ident, name in (("a", "later"), ("b", " later "), ("a", "x"), ("a", "x")):
        tag(archive, ident, name)
    archive.add(make("پۇتىن كەتتى.", "a"))
    assert tags(archive) == {"later": 2, "x": 1}
    assert tags(archive, "b") == {"later": 2}
    untag(archive, "b", "later")
    archive.remove("a")
    assert tags(archive) == {}
    with pytest.raises(ArchiveError, match="no article"):
        tag(archive, "a", "x")
    with pytest.raises(ArchiveError):
        tag(archive, "b", " ")


def test_a_saved_query_tells_what_is_new(archive, make):
    archive.add(make("پۇتىن كەلدى.", "old"))
    save_query(archive, "p", "putin")
    assert news(archive, "p") == []
    archive.add(make("پۇتىن كەتتى.", "new"))
    archive.add(make("ترامپ كەتتى.", "other"))
    assert news(archive, "p", seen=False) == ["new"]
    assert news(archive, "p") == ["new"]
    assert news(archive, "p") == []
    archive.add(make("پۇتىن قايتتى.", "old"))
    assert news(archive, "p") == ["old"]
    assert [(q.name, q.query) for q in saved_queries(archive)] == [("p", "putin")]
    drop_query(archive, "p")
    assert saved_queries(archive) == []
    with pytest.raises(ArchiveError, match="no saved query"):
        news(archive, "p")
    with pytest.raises(QueryError):
        save_query(archive, "bad", "(")
