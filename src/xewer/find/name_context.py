"""Names that no table has, told by the words around them: marks, heads, titles, forms of address, given names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.endings import endings
from xewer.find.english_names import (
    GIVEN,
    PERSON,
    PLACE,
    SURNAME,
    body_name,
    english_guess,
    english_match,
    figure_kinds,
)
from xewer.find.gazetteer import role_nouns
from xewer.find.gloss import gloss_word
from xewer.find.marks import marked_spans
from xewer.find.name_bodies import organisation_end, organisation_head
from xewer.find.name_book import SURE, possessed, suffixed
from xewer.find.name_chinese import chinese_name
from xewer.find.name_hidden import hidden_last
from xewer.find.name_parts import english_head, organisation_name
from xewer.find.name_places import headed_name, place_head
from xewer.resources import read_table

if TYPE_CHECKING:
    from xewer.find.name_book import NameBook
    from xewer.model import Token

__all__ = ["addressed", "from_context", "from_marks", "from_openers", "unknown_pairs"]

MARKED_WORDS = 5  # a longer stretch between marks is no newspaper's or club's name
EXACT = 0.04  # distance by sound at which a common word may be an English first name
SURELY = 0.02  # ... where a title stands before it
LEAST_SLAVIC = 5  # letters
LONGEST_WORD = 14  # letters; a longer unknown word is two words run together
GLOSS = 6  # tokens of a gloss with its brackets


def from_marks(book: NameBook) -> None:
    """A newspaper, agency or club in quotation marks before its head: «رويتېرس» ئاگېنتلىقى. The name is inside."""
    for marked in marked_spans(book.text):
        inside = book.tokens_in(marked.start, marked.end)
        if not 1 <= len(inside) <= MARKED_WORDS or not marked.closed:
            continue
        after = inside[-1] + 2
        if after >= len(book.tokens) or book.tokens[after].start - marked.close > 1:
            continue
        head = organisation_head(book, after)
        if head is None:
            continue
        words = [gloss_word(book.tokens[i]) or english_guess(book.tokens[i].lemma, PLACE) for i in inside]
        name = " ".join([*(w[:1].upper() + w[1:] for w in words), *filter(None, [english_head(book, head, book.home)])])
        book.add(inside[0], inside[-1], "ORG", name, "name/marked-organisation", 0.8, guess=True)


def from_openers(book: NameBook) -> None:
    """«دۆلەتلىك … ئىدارىسى», «خەلقئارا … تەشكىلاتى»: a word that opens the names of public bodies, and a head."""
    openers = function_words("body")
    for i, token in enumerate(book.tokens):
        royal = i + 1 < len(book.tokens) and book.of_a_house(i)  # «خان جەمەتى»
        if (royal or (token.lemma in openers and not suffixed(token))) and i not in book.used:
            if i and book.unknown(i - 1) and book.joined(i - 1) and not book.title_before(i - 1):
                continue  # «زەينسۋىل شەھەرلىك …»: its name stands before
            last = organisation_end(book, i, i + royal)
            if last is not None and last - i >= 1:
                book.add(i, last, "ORG", organisation_name(book, last, "", i - 1), "name/public-body", 0.75)


def from_context(book: NameBook) -> None:
    """Runs of unknown name words, told apart by head nouns, titles and forms of address."""
    i, n, particles = 0, len(book.tokens), role_nouns("particle")
    while i < n:
        j = i
        while book.initial(j):
            j += 1
        if not book.unknown(j):
            i = max(j, i + 1)
            continue
        while j + 1 < n and book.joined(j):
            if book.unknown(j + 1) or book.initial(j + 1):
                j += 1
            elif j + 2 < n and book.tokens[j + 1].text in particles and _goes_on(book, j):
                j += 2  # «ماريا دا سىلۋا»
            else:
                break
        start = book.initials_before(i)
        j = hidden_last(book, start, _word_name_behind(book, book.dotted(j)))
        hidden = _hidden_first(book, start)
        for first, last in _split(book, hidden, j):
            _run(book, first, last, hidden=hidden < start)
        i = j + 1


def _goes_on(book: NameBook, j: int) -> bool:
    """Whether a word of no lexicon stands behind the particle that follows: «دى پەيس»."""
    return book.unknown(j + 2) and book.blank_between(j + 1)


def _split(book: NameBook, first: int, last: int) -> list[tuple[int, int]]:
    """A run of four words with a given name in third place is two people: «سكوت پىتمان ئالان ماكگرېگور»."""
    third = first + 2
    again = last > third and book.given_name(third) and book.tokens[third].text not in role_nouns("particle")
    if again and not any(book.initial(i) for i in range(first, last + 1)):
        return [(first, first + 1), (third, last)]
    if last - first >= 2 and _somebody_else(book, first, last):
        return [(first, last - 1), (last, last)]
    if last - first == 2 and book.given_name(first + 1) and _surname_before(book, first):
        return [(first, first), (first + 1, last)]
    return [(first, last)]


def _somebody_else(book: NameBook, first: int, last: int) -> bool:
    """«لۇك ۋالتون جامېسنىڭ ...»: two words are a full name, and the third is somebody known from elsewhere."""
    if book.tokens[last].lemma not in book.persons or not book.given_name(first):
        return False
    inside = [e.text for e in book.found if book.tokens[last].lemma in e.text]
    return not any(book.tokens[k].lemma in text for k in range(first, last) for text in inside)


def _hidden_first(book: NameBook, first: int) -> int:
    """A first name that is also a word of the language, before a surname: «توم بروۋن», «تارا كاپ»."""
    i = first - 1
    if i < 0 or i in book.used or not book.blank_between(i):
        return first
    token, surname = book.tokens[i], book.tokens[first]
    if not surname.reading.listed and book.title_before(i) and english_match(token.text, GIVEN)[1] <= SURELY:
        return i  # «تەپتىش يۇتتا زىمون»: also where the first name reads as a form of a word
    if not book.joined(i):
        return first
    if _slavic(surname.lemma) and not surname.reading.listed and not suffixed(token):
        named = token.lemma in book.word_names or token.lemma in book.given
        if named or (book.title_before(i) and token.upos in {"NOUN", "ADJ", "ADV"} and not book.speaker_noun(token)):
            return i
    if (
        token.lemma in book.titles
        or token.lemma in speaker_kinds()  # «ئەيىبلىگۈچى تەرەپ ۋېبېرنىڭ …»: a side speaks, and is no first name
        or book.speaker_noun(token)
        or token.upos not in {"NOUN", "PROPN", "VERB", "ADJ", "X"}
    ):
        return first
    if suffixed(token) or surname.reading.listed:
        return first
    if book.title_before(i) and token.upos == "NOUN" and surname.upos == "PROPN":
        return i
    if token.lemma in book.word_names and surname.lemma in book.given:
        return i
    if english_match(token.text, GIVEN)[1] > EXACT:
        return first
    return i if english_match(surname.lemma, SURNAME)[1] <= SURE else first


def _slavic(lemma: str) -> bool:
    """A surname in the Russian manner: «كەرىموف», «باكىروۋا»."""
    return len(lemma) > LEAST_SLAVIC and lemma.endswith(tuple(function_words("slavic")))


def _word_name_behind(book: NameBook, last: int) -> int:
    """«ئايشە تۆمۈر»: behind a given name of the table, a father's name that is also a word belongs to it."""
    if last + 1 >= len(book.tokens) or last + 1 in book.used or not book.joined(last):
        return last
    given = book.tokens[last].lemma in book.given
    return last + 1 if given and book.tokens[last + 1].lemma in book.word_names else last


def _surname_before(book: NameBook, first: int) -> bool:
    """Whether a word is somebody else: part of a name of the article, or a surname that is no first name."""
    lemma = book.tokens[first].lemma
    if lemma in book.persons:
        return not any(e.text.startswith(lemma) and book.tokens[first + 1].lemma in e.text for e in book.found)
    return not book.given_name(first) and english_match(lemma, SURNAME)[1] <= SURE


def addressed(book: NameBook) -> None:
    """«سۈرەن خانىم»: what stands before a form of address is a name, even if it is also a word of the language."""
    for i in range(1, len(book.tokens)):
        row = book.titles.get(book.tokens[i].lemma)
        name = book.tokens[i - 1]
        if row is None or row["place"] != "after" or i - 1 in book.used or suffixed(name) or name.text.isascii():
            continue
        listed = not {name.lemma, name.text}.isdisjoint(book.word_names)  # «مۇيەسسەر خانىم»: also an adjective
        noun = name.upos in {"NOUN", "PROPN", "X"} or listed
        if not noun or name.lemma in book.titles or book.speaker_noun(name):
            continue
        if name.lemma in _classifiers() or book.of_a_house(i):
            continue  # «ئۈچ نەپەر بېك», «سائۇسۋارك خان جەمەتى سوتى»
        first = i - 1
        while (
            first
            and book.joined(first - 1)
            and (
                book.unknown(first - 1)
                or book.initial(first - 1)
                or (first == i - 1 and book.tokens[first - 1].lemma in book.word_names)
                or (first == i - 1 and chinese_name(f"{book.tokens[first - 1].text} {name.text}"))
            )
        ):
            first -= 1
        first = book.initials_before(first)
        book.add(first, i - 1, "PERSON", book.spelt(first, i - 1), "name/address", 0.85, guess=True)


@lru_cache(maxsize=1)
def _classifiers() -> frozenset[str]:
    """Words that stand between a number and what is counted: «نەپەر»."""
    return frozenset(row["form"] for row in read_table("counters.tsv") if row["class"] == "classifier")


def _run(book: NameBook, first: int, last: int, *, hidden: bool = False) -> None:
    """One run: a place, an organisation, a person, or nothing that the words around would say."""
    if book.of_an_event(last):
        book.barred.update(range(first, last + 1))
        return
    head = place_head(book, last)
    if head is not None:
        chain = organisation_end(book, first, last)
        if chain is not None and chain > head.last:
            head = None  # «بروۋارد ناھىيەسى شېرىف ئىشخانىسى»
    if head is not None:
        name = headed_name(book, book.spelt(first, last, place=True), head)
        book.add(first, head.last, head.row["label"], name, "name/unknown-place-head", 0.75, guess=True)
        return
    chain = organisation_end(book, first, last)
    if chain is not None and any(k in book.used for k in range(last + 1, chain + 1)):
        chain = None  # «كارول ئەتكىنسون | بى بى سى … رادىيوسىغا»: the name of a body stands between
    if chain is not None and first < last < chain - 1 and book.title_before(first):
        chain = None  # «52 ياشلىق كارېن ۋىتلوك … سوتىدا»: a person, and a body further on
    if chain is not None and book.tokens[chain].lemma in function_words("team"):
        if chain == last + 1:
            book.teams.append((first, last))  # whose team it is shows when the people are known
        else:
            _team(book, first, last, chain)
        return
    if chain is not None:
        book.bodies.append((first, last, chain))
        return
    if last - first >= 2 and _no_person(book.tokens[last]):
        last -= 1  # «ماكوتو يوشىكاۋا | ساگامىخارادا», «ھېلېن مارچبەنكس | زاسىداتېللارغا»
    head_row = book.title_row(book.tokens[first])
    if first < last and head_row is not None and book.tokens[first].lemma not in book.word_names:
        first += 1
    # «سۇلتان كەرىموف»: a title that is also a given name, before a surname
    given = book.tokens[first].lemma in book.word_names and _slavic(book.tokens[last].lemma)
    if book.title_before(first):
        if last - first >= 2 and _case_apart(book, last):
            last -= 1  # «مودېل كارى ئىنابا | بونس نىڭ …»: whose it is
        if first < last or _nameworthy(book, first):
            book.add(first, last, "PERSON", book.spelt(first, last), "name/title", 0.85, guess=True)
    elif first < last and _titled(book, first) and not given:
        book.add(first + 1, last, "PERSON", book.spelt(first + 1, last), "name/title", 0.8, guess=True)
    elif book.title_after(last):
        book.add(first, last, "PERSON", book.spelt(first, last), "name/address", 0.85, guess=True)
    elif book.initial(first):
        book.add(first, last, "PERSON", book.spelt(first, last), "name/initials", 0.85, guess=True)
    elif first < last and (hidden or given or book.given_name(first)):
        book.add(first, last, "PERSON", book.spelt(first, last), "name/given-name", 0.75, guess=True)


def _no_person(token: Token) -> bool:
    """Whether a word by its form is no part of a person's name: where something is, or several of them."""
    return token.feat("Case") == "Loc" or token.feat("Number") == "Plur"


def _case_apart(book: NameBook, last: int) -> bool:
    """Whether a case ending stands apart right behind a word: «ۋېستخىل غا»."""
    after = book.tokens[last + 1] if last + 1 < len(book.tokens) else None
    return after is not None and after.upos == "PART" and bool(after.feat("Case")) and book.blank_between(last)


def _titled(book: NameBook, i: int) -> bool:
    """A word that no lexicon knows but the table of titles, or a noun for a person: «شاڭۋېي لارري گىلېس»."""
    if book.tokens[i].lemma in book.word_names:
        return False  # «سۇلتان كەرىموف»
    row = book.title_row(book.tokens[i])
    return book.speaker_noun(book.tokens[i]) or (row is not None and row["place"] == "before")


def _nameworthy(book: NameBook, i: int) -> bool:
    """A single word behind a title: not a short one that no English name resembles."""
    if book.tokens[i].feat("Number") == "Plur":
        return False  # «ھەمجىنىسلار»: several are no one's name
    return len(book.tokens[i].lemma) > 3 or book.given_name(i)


def _team(book: NameBook, first: int, last: int, chain: int) -> None:
    """«خولت ئالدىنقى ھەپتە خىرتىس كوماندىسى»: the club is the unknown word before the head, not all the way."""
    start = chain - 1
    if book.unknown(start):
        while start - 1 > last and book.unknown(start - 1) and book.joined(start - 1):
            start -= 1
        book.teams.append((start, chain - 1))
        if first < last and book.given_name(first):
            book.add(first, last, "PERSON", book.spelt(first, last), "name/given-name", 0.75, guess=True)


def unknown_pairs(book: NameBook) -> None:
    """Two or three words in a row that no lexicon knows and that nothing else explains: a person, with less trust."""
    i, n = 0, len(book.tokens)
    while i + 1 < n:
        j = i
        while j < n and _part(book, j) and (j == i or book.joined(j - 1)):
            j += 1
        first, last = i, j - 1
        if last - first == 1 and _person_and_place(book, first, last):
            last = first  # «كىئېرنان كرەيگلاڭدىن»: somebody of the article, and where from
        if last > first and last - first <= 2 and not book.barred & {first, last}:
            near = [english_match(book.tokens[k].lemma, PERSON)[1] <= 0.1 for k in range(first, last + 1)]
            places = [english_match(book.tokens[k].lemma, PLACE)[1] < 0.05 for k in (first, last)]
            somewhere = (book.tokens[last].feat("Case") == "Loc" and not near[0]) or _ending_behind(book, last)
            place = somewhere or (all(places) and not all(near))
            label = "GPE" if place else "PERSON"
            trust = 0.75 if all(near) else 0.6 if any(near) else 0.5
            rule = "name/english-pair" if all(near) else "name/half-english-pair" if any(near) else "name/unknown-pair"
            book.add(first, last, label, book.spelt(first, last, place=place), rule, trust, guess=True)
        i = max(j, i + 1)
    for first, last in book.teams:
        team(book, first, last)
    for first, last, chain in book.bodies:
        _body(book, first, last, chain)


def _ending_behind(book: NameBook, last: int) -> bool:
    """«مېرسىر تىدفىل (Merthyr Tydfil) دىكى»: an ending written apart, perhaps behind a gloss, tells where."""
    at = last + 1
    if at < len(book.tokens) and book.tokens[at].text == "(":
        at = next((k + 1 for k in range(at, min(at + GLOSS, len(book.tokens))) if book.tokens[k].text == ")"), at)
    return at < len(book.tokens) and book.tokens[at].text in endings("locative", "at")


def _person_and_place(book: NameBook, first: int, last: int) -> bool:
    """A person of the article before an unknown word that tells from where or where to."""
    return (
        book.tokens[last].feat("Case") in {"Abl", "Loc", "Dat"}
        and book.person_like(book.tokens[first].lemma)
        and not book.person_like(book.tokens[last].lemma)
        and not book.given_name(first)
    )


def _part(book: NameBook, i: int) -> bool:
    """A word that can be half of a name that nothing explains."""
    if not book.unknown(i) or book.tokens[i].upos != "PROPN":
        return False
    token = book.tokens[i]
    if book.title_row(token) is not None:
        return False
    if i and book.tokens[i - 1].text in function_words("said"):
        return False  # «دەپ يازىدى فلېيشېر»: behind the quotation comes its verb
    if any(first <= i <= last for first, last in book.teams) or any(a <= i <= b for a, b, _ in book.bodies):
        return False
    if len(token.lemma) > LONGEST_WORD:
        return False
    if token.lemma.endswith(tuple(function_words("participle"))) and english_match(token.lemma, PERSON)[1] > SURE:
        return False  # «تورغان ئايىر»: a verb in a strange spelling
    return not (possessed(token) and not suffixed(token))


def _body(book: NameBook, first: int, last: int, chain: int) -> None:
    """Unknown words and a head; a person of the article in front of them is no part of the name."""
    if book.tokens[first].lemma in book.persons:
        book.add(first, first, "PERSON", book.spelt(first, first), "name/article", 0.75, guess=True)
        if first == last:
            return
        first += 1
    spelt = (body_name(book.tokens[first].lemma) if first == last else "") or book.spelt(first, last, place=True)
    whole = organisation_name(book, chain, spelt, last)
    book.add(first, chain, "ORG", whole, "name/unknown-organisation", 0.7, guess=True)


def _athlete(word: str) -> bool:
    """«شېرزېر كوماندىسى»: a word that sounds like the surname of a known athlete, and like no club."""
    surname, far = english_match(word, SURNAME)
    return far <= SURE and "athlete" in figure_kinds(surname) and not body_name(word)


def team(book: NameBook, first: int, last: int) -> None:
    """«X كوماندىسى»: X alone if it is a person of the article or a known athlete, else the club with its head."""
    words = [book.tokens[k].lemma for k in range(first, last + 1)]
    person = any(book.person_like(w) for w in words) or (len(words) > 1 and book.given_name(first))
    person = person or (first == last and _athlete(words[0]))
    if person:
        book.add(first, last, "PERSON", book.spelt(first, last), "name/team-of-person", 0.7, guess=True)
    else:
        name = book.spelt(first, last, place=True)
        book.add(first, last + 1, "ORG", name, "name/team", 0.7, guess=True)
