"""CoNLL-U comes out as it went in, save for lemma, class and features."""

from __future__ import annotations

import pytest

from xewer.errors import InputError
from xewer.morph.conllu import read_conllu, reading_rows, tag_conllu, write_conllu
from xewer.morph.tag import tag

TEXT = """# sent_id = 1
# text = بۇ كىتابنى.
1\tبۇ\t_\t_\t_\t_\t2\tdet\t_\t_
2-3\tكىتابنى.\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tكىتابنى\t_\t_\tX\t_\t0\troot\t_\tSpaceAfter=No
2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_
3\t.\t_\t_\t_\t_\t2\tpunct\t_\t_

# sent_id = 2
1\t#\t_\t_\t_\t_\t_\t_\t_\t_

"""


def test_round_trip():
    lines = TEXT.split("\n")
    assert "\n".join([*write_conllu(read_conllu(lines)), ""]) == TEXT


def test_only_three_columns_change():
    before = list(read_conllu(TEXT.split("\n")))
    after = list(tag_conllu(before))
    for one, other in zip(before, after, strict=True):
        assert one.comments == other.comments
        for row, filled in zip(one.rows, other.rows, strict=True):
            assert [c for i, c in enumerate(row) if i not in (2, 3, 5)] == [
                c for i, c in enumerate(filled) if i not in (2, 3, 5)
            ]
    assert after[0].rows[2][2:6] == ("كىتاب", "NOUN", "X", "Case=Acc")
    assert after[0].rows[1] == before[0].rows[1]


@pytest.mark.parametrize("bad", ["1\tكىتاب", "x" + "\t_" * 9, "\t" * 9, "1x" + "\t_" * 9, "1\t" + "\t_" * 8])
def test_refused_rows_name_their_line(bad):
    with pytest.raises(InputError, match="line 2"):
        list(read_conllu(["# a", bad]))


def test_last_sentence_without_blank_line_and_crlf():
    (only,) = read_conllu(["1\tكىتاب" + "\t_" * 8 + "\r\n"])
    assert only.words() == ["كىتاب"]


def test_rows_of_a_tagged_sentence():
    words = ["كىتابنى", "."]
    rows = reading_rows(words, tag([words])[0], [False, True])
    assert rows[0][9] == "SpaceAfter=No"
    assert rows[1][3] == "PUNCT"


def test_words_are_read_in_normal_form_and_kept_as_written():
    (only,) = tag_conllu(read_conllu(["1\tكى\u200dتابنى" + "\t_" * 8]))
    assert only.rows[0][1:3] == ("كى\u200dتابنى", "كىتاب")


def test_a_spoilt_sentence_is_named_kept_and_the_rest_goes_on():
    told = []
    lines = ["# a", "1\tx", "", *TEXT.split("\n")]
    sentences = list(tag_conllu(read_conllu(lines, told.append)))
    assert [str(error) for error in told] == ["line 2: 2 columns instead of ten"]
    assert "ten columns" in told[0].hint
    assert list(write_conllu(sentences))[:3] == ["# a", "1\tx", ""]
    assert sentences[1].rows[2][2] == "كىتاب"


def test_a_byte_order_mark_is_no_error():
    (only,) = read_conllu(["\ufeff1\tكىتاب" + "\t_" * 8])
    assert only.words() == ["كىتاب"]
