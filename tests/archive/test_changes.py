from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.archive.changes import Piece, changes, word_changes
from xewer.errors import ArchiveError


def test_the_changed_words_of_an_update(archive, make):
    archive.add(make("سىند كەلكۈنى: 43 ئادەم ئۆلدى. ھۆكۈمەت ياردەم ئەۋەتتى."))
    archive.add(make("سىند كەلكۈنى: 51 ئادەم قازا قىلدى. ھۆكۈمەت ياردەم ئەۋەتتى."))
    assert [piece[1:] for piece in changes(archive, "1") if not piece.same] == [("43", "51"), ("ئۆلدى", "قازا قىلدى")]
    assert changes(archive, "1", seq=2) == changes(archive, "1")


def test_what_was_put_in_and_taken_out():
    assert word_changes("a c", "a b c") == [Piece(True, "a ", "a "), Piece(False, "", "b "), Piece(True, "c", "c")]
    assert word_changes("a", "a") == [Piece(True, "a", "a")]
    assert word_changes("", "") == []


@given(st.text(" abcئا.\n", max_size=60), st.text(" abcئا.\n", max_size=60))
def test_both_texts_are_given_back(old, new):
    pieces = word_changes(old, new)
    assert "".join(p.old for p in pieces) == old
    assert "".join(p.new for p in pieces) == new
    assert all((p.old == p.new) == p.same for p in pieces)


def test_without_an_earlier_version(archive, make):
    archive.add(make("پۇتىن كەلدى."))
    for wrong in ({"id": "1"}, {"id": "1", "seq": 3}, {"id": "nobody"}):
        with pytest.raises(ArchiveError) as caught:
            changes(archive, **wrong)
        assert caught.value.hint
