"""Whether a record is Uyghur: only that is taken in, unless the user wants the rest too."""

from __future__ import annotations

from dataclasses import replace

from xewer.harvest.record import Record, Refusal
from xewer.text.detect import detect
from xewer.text.legacy import suggest_legacy

__all__ = ["uyghur_only"]

_UNSURE = 30  # letters below which a text may be too short to tell its language
_NAMES = {
    "ara": "Arabic", "arb": "Arabic", "aze": "Azerbaijani", "bak": "Bashkir", "ckb": "Kurdish",
    "deu": "German", "eng": "English", "fas": "Persian", "fra": "French", "jpn": "Japanese", "kaz": "Kazakh",
    "kir": "Kyrgyz",
    "pus": "Pashto", "rus": "Russian", "snd": "Sindhi", "spa": "Spanish", "tat": "Tatar", "tgk": "Tajik",
    "tuk": "Turkmen", "tur": "Turkish", "urd": "Urdu", "uzb": "Uzbek", "zho": "Chinese",
}  # fmt: skip


def uyghur_only(record: Record, *, keep_other: bool) -> Record | Refusal:
    """The record itself, or its refusal: another language, or the old fonts, which must be decoded first.

    >>> uyghur_only(Record("The school was opened on Monday, and many pupils came."), keep_other=False).reason
    'not Uyghur: it seems to be English'
    """
    detection = detect(record.text, explain=False)
    if detection.language == "uig":
        return record
    encoding = suggest_legacy(record.text)
    if encoding:
        return Refusal(
            record.origin,
            f"text of the old font encoding {encoding}",
            f"decode it first: xewer decode --from {encoding} < FILE > NEW",
        )
    letters = sum(map(str.isalpha, record.text[:1000]))
    if keep_other:
        return record
    if not letters:
        return Refusal(record.origin, "no words in it", "an article is made of words")
    if detection.language == "und" and detection.script and letters < _UNSURE:
        return replace(record, notes=(*record.notes, "too short to be sure that it is Uyghur"))
    name = _NAMES.get(detection.language, detection.language)
    seems = "in a language not known here" if detection.language == "und" else f"it seems to be {name}"
    return Refusal(record.origin, f"not Uyghur: {seems}", "keep it all the same with --keep-other")
