"""Letter tables by which texts of neighbouring languages are turned into the other scripts they are written in.

Good enough to count letter sequences and to test the detector; not converters for readers.
"""

from __future__ import annotations

import re

__all__ = ["ALPHABETS", "OTHER", "THIRD", "transliterate"]


def _table(rows: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in rows.split())


_KAZ_ARABIC = _table(
    "а=ا ә=ا б=ب в=ۆ г=گ ғ=ع д=د е=ە ё=يو ж=ج з=ز и=ي й=ي к=ك қ=ق л=ل м=م н=ن ң=ڭ о=و ө=و п=پ р=ر с=س "
    "т=ت у=ۋ ұ=ۇ ү=ۇ ф=ف х=ح һ=ھ ц=تس ч=چ ш=ش щ=شش ъ= ы=ى і=ى ь= э=ە ю=يۋ я=يا"
)
_KIR_ARABIC = _table(
    "а=ا б=ب в=ۋ г=گ д=د е=ە ё=يو ж=ج з=ز и=ى й=ي к=ك л=ل м=م н=ن ң=ڭ о=و ө=ۅ п=پ р=ر с=س т=ت у=ۇ ү=ۉ "
    "ф=ف х=ح ц=تس ч=چ ш=ش щ=شش ъ= ы=ى ь= э=ە ю=يۇ я=يا"
)
_TAT_ARABIC = _table(
    "а=ا ә=ە б=ب в=ۋ г=گ д=د е=ی ё=یو ж=ژ җ=ج з=ز и=ی й=ی к=ك л=ل м=م н=ن ң=ڭ о=و ө=و п=پ р=ر с=س т=ت "
    "у=و ү=و ф=ف х=خ һ=ه ц=تس ч=چ ш=ش щ=شچ ъ= ы=ی ь= э=ی ю=یو я=یا"
)
_UZB_ARABIC = _table(
    "oʻ=و gʻ=غ sh=ش ch=چ ng=نگ a=ه b=ب d=د e=ې f=ف g=گ h=ه i=ی j=ج k=ک l=ل m=م n=ن o=ا p=پ q=ق r=ر s=س "
    "t=ت u=و v=و x=خ y=ی z=ز ʼ=ع c=س w=و"
)
_AZE_ARABIC = _table(
    "a=ا b=ب c=ج ç=چ d=د e=ئ ə=ه f=ف g=گ ğ=غ h=ه x=خ ı=ی i=ی j=ژ k=ک q=ق l=ل m=م n=ن o=و ö=ؤ p=پ r=ر "
    "s=س ş=ش t=ت u=و ü=ۆ v=و y=ی z=ز w=و"
)
_KAZ_LATIN = _table(
    "а=a ә=ä б=b в=v г=g ғ=ğ д=d е=e ё=io ж=j з=z и=i й=i к=k қ=q л=l м=m н=n ң=ñ о=o ө=ö п=p р=r с=s "
    "т=t у=u ұ=ū ү=ü ф=f х=h һ=h ц=ts ч=ch ш=ş щ=ş ъ= ы=y і=ı ь= э=e ю=iu я=ia"
)
_KIR_LATIN = _table(
    "а=a б=b в=v г=g д=d е=e ё=yo ж=j з=z и=i й=y к=k л=l м=m н=n ң=ng о=o ө=ö п=p р=r с=s т=t у=u ү=ü "
    "ф=f х=h ц=ts ч=ch ш=sh щ=sh ъ= ы=y ь= э=e ю=yu я=ya"
)
_TAT_LATIN = _table(
    "а=a ә=ä б=b в=w г=g д=d е=e ё=yo ж=j җ=c з=z и=i й=y к=k л=l м=m н=n ң=ñ о=o ө=ö п=p р=r с=s т=t "
    "у=u ү=ü ф=f х=x һ=h ц=ts ч=ç ш=ş щ=şç ъ= ы=ı ь= э=e ю=yu я=ya"
)
_UZB_CYRILLIC = _table(
    "oʻ=ў gʻ=ғ sh=ш ch=ч ya=я yu=ю yo=ё ts=ц a=а b=б d=д e=е f=ф g=г h=ҳ i=и j=ж k=к l=л m=м n=н o=о "
    "p=п q=қ r=р s=с t=т u=у v=в x=х y=й z=з ʼ=ъ c=с w=в"
)
_AZE_CYRILLIC = _table(
    "a=а b=б c=ҹ ç=ч d=д e=е ə=ә f=ф g=ҝ ğ=ғ h=һ x=х ı=ы i=и j=ж k=к q=г l=л m=м n=н o=о ö=ө p=п r=р "
    "s=с ş=ш t=т u=у ü=ү v=в y=ј z=з w=в"
)
_TUK_CYRILLIC = _table(
    "a=а b=б ç=ч d=д e=е ä=ә f=ф g=г h=х i=и j=җ ž=ж k=к l=л m=м n=н ň=ң o=о ö=ө p=п r=р s=с ş=ш t=т "
    "u=у ü=ү w=в y=ы ý=й z=з"
)
ALPHABETS: dict[str, dict[str, dict[str, str]]] = {
    "kaz": {"arabic": _KAZ_ARABIC, "latin": _KAZ_LATIN},
    "kir": {"arabic": _KIR_ARABIC, "latin": _KIR_LATIN},
    "tat": {"arabic": _TAT_ARABIC, "latin": _TAT_LATIN},
    "uzb": {"arabic": _UZB_ARABIC, "cyrillic": _UZB_CYRILLIC},
    "aze": {"arabic": _AZE_ARABIC, "cyrillic": _AZE_CYRILLIC},
    "tuk": {"cyrillic": _TUK_CYRILLIC},
}
# Second tables, for spellings that differ: Kazakh with the hamza in the letter, Kyrgyz and Uzbek with Uyghur's vowels.
OTHER: dict[str, dict[str, dict[str, str]]] = {
    "kaz": {"arabic": _KAZ_ARABIC | _table("ә=ٵ ө=ٶ ү=ٷ і=ٸ и=ىي в=ۋ щ=شچ у=ۋ")},
    "kir": {"arabic": _KIR_ARABIC | _table("ө=ۆ ү=ۈ и=ي е=ې э=ې ж=ج")},
    "uzb": {
        "arabic": _UZB_ARABIC | _table("oʻ=ۆ ng=ڭ a=ە e=ې h=ھ i=ى k=ك u=ۇ v=ۋ y=ي ʼ=ئ w=ۋ"),
        "cyrillic": _UZB_CYRILLIC | _table("ye=е yoʻ=йў e=э"),
    },
}
# And third ones: all three in Uyghur's letters, with a hamza before the first vowel, or without it.
THIRD: dict[str, dict[str, dict[str, str]]] = {
    "kaz": {"arabic": _KAZ_ARABIC | _table("ә=ە ө=ۆ ү=ۈ ғ=غ и=ى х=خ в=ۋ")},
    "kir": {"arabic": _KIR_ARABIC | _table("ө=ۆ ү=ۈ и=ى")},
    "uzb": {"arabic": _UZB_ARABIC | _table("oʻ=و ng=ڭ a=ا e=ە h=ھ i=ى k=ك o=و u=ۇ v=ۋ y=ي ʼ=ئ w=ۋ")},
}
_WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ'’‘`][^\W\d_]+)*[ʻʼ'’‘`]?")
_MARKS = {",": "،", ";": "؛", "?": "؟"}


def transliterate(text: str, table: dict[str, str], language: str, script: str, *, usage: str = "") -> str:
    """A text in another script of its language; words with letters outside the table stay."""
    longest = max(map(len, table))

    def word(match: re.Match[str]) -> str:
        old = match[0].replace("İ", "i").replace("I", "ı" if language in ("aze", "tur") else "i").lower()
        old = re.sub("[‘’'`]", "ʻ" if language == "uzb" else "ʼ", old)
        old = re.sub("(?<=[^og])ʻ", "ʼ", old)
        out, i = [], 0
        while i < len(old):
            for size in range(longest, 0, -1):
                piece = table.get(old[i : i + size])
                if piece is not None:
                    out.append(piece)
                    i += size
                    break
            else:
                return match[0]
        new = "".join(out)
        if script != "arabic":
            return new
        return _finish_other(old, new, language, usage) if usage else _finish(old, new, language)

    text = _WORD.sub(word, text)
    if script == "arabic":
        text = re.sub("[,;?]", lambda m: _MARKS[m[0]], text)
    return text


def _finish(old: str, new: str, language: str) -> str:
    """What stands at the start of a word, or depends on the whole word."""
    if language == "kaz":
        soft = re.search("[әөүі]", old) and not re.search("[егк]", old)
        return "\u0674" + new if soft else new
    if language in ("kir", "tat") and re.search("[аоуы]", old) and not re.search("[әөүэ]", old):
        new = new.replace("ك", "ق").replace("گ", "ع" if language == "kir" else "غ")
    if language == "tat":
        return "ئ" + new if re.match("[аәоөуүыэ]", old) else new
    if language in ("uzb", "aze"):
        # Short vowels inside are often left out; a vowel at the start stands on alef.
        new = re.sub("(?<=.)ه(?=.)", "", new) if language == "aze" else new
        if re.match("[eiuüoöəı]", old):
            return "ا" + new.lstrip("هئ")
        return "آ" + new[1:] if old[0] == "a" and language == "aze" else new
    return new


def _finish_other(old: str, new: str, language: str, usage: str) -> str:
    """The same for the further tables."""
    if usage == "third" and language != "uzb":
        return "ئ" + new if re.match("[аәеоөұүыіэ]", old) else new
    if language == "kir" and re.search("[аоуы]", old) and not re.search("[әөүэ]", old):
        return new.replace("ك", "ق").replace("گ", "غ")
    return "ئ" + new if usage == "other" and language == "uzb" and re.match("[aeiou]", old) else new
