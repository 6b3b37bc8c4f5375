"""Scans: pictures of pages, recognised by the tesseract program of this machine, then put right.

Page segmentation 3, not 6: on a page of noise 6 writes thousands of letters of rubbish, 3 none. What is recognised
passes the language check as all else does, so rubbish is refused.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xewer.errors import InputError, MissingExtraError
from xewer.harvest.document_head import headed_record
from xewer.harvest.scan_lines import mended
from xewer.harvest.scan_repair import repaired
from xewer.harvest.scan_words import Word, recognised, tesseract_languages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xewer.harvest.record import Record

__all__ = ["is_picture", "scan_record", "scanned_pdf_record"]

_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_DOTS = 300
_MOST_PAGES = 500
_SURE_LATIN = 80.0  # confidence of a Latin word that replaces what was read as Uyghur
_HALF = 45.0  # the same of one beside another Latin word
_UNSURE = 72.0  # confidence below which a Uyghur word may be a Latin one; 95 of 100 real ones lie above
_LATIN = re.compile(r"[(«\"]?[A-Za-zÀ-ÿ][\w.&'-]*[A-Za-zÀ-ÿ][)».,:\"]?$")
_UYGHUR = re.compile("[\u0626-\u06d5]{2}")
_LARGER = 1.3  # times as high: another size of letters
_SHORT = 4  # heights that the last line of a paragraph ends before the column does
_STRAIGHT = 60.0  # mean confidence below which a page may lie on its side
_INSTALL = "install it: apt install tesseract-ocr tesseract-ocr-uig (or: brew install tesseract tesseract-lang)"


def is_picture(data: bytes) -> bool:
    """Whether a file begins as a picture does that tesseract reads.

    >>> is_picture(bytes.fromhex("89504e470d0a1a0a")), is_picture(b"GIF89a")
    (True, False)
    """
    return data.startswith(_PICTURES) and (not data.startswith(b"RIFF") or data[8:12] == b"WEBP")


def scan_record(path: Path, origin: str) -> Record:
    """The text on a picture (or on each page of a TIFF) as one article.

    Raises:
        InputError: a damaged picture, or nothing can be read on it.
        MissingExtraError: tesseract or its Uyghur data are not installed.
    """
    _check_installed()
    return _record(_read(path), origin)


def scanned_pdf_record(path: Path, origin: str, stepped: Callable[[], object] = lambda: None) -> Record:
    """The same for a PDF of pictures; ``stepped`` is called after each page.

    Raises:
        InputError: too many pages, or nothing can be read on them.
        MissingExtraError: tesseract, its Uyghur data or pypdfium2 are not installed.
    """
    _check_installed()
    words: list[Word] = []
    with tempfile.TemporaryDirectory(prefix="xewer-") as folder:
        for number, picture in enumerate(_drawn(path, Path(folder)), 1):
            found = _read(picture)
            words += [replace(word, page=number) for word in found]
            picture.unlink()
            stepped()
    return _record(words, origin)


def _check_installed() -> None:
    languages = tesseract_languages()
    if "uig" not in languages:
        what = "its Uyghur data (uig)" if languages else "the program tesseract"
        raise MissingExtraError(f"scans need {what}", hint=_INSTALL)


def _drawn(path: Path, folder: Path) -> Iterator[Path]:
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtraError(
            "PDF documents need the package pdfplumber", hint='install it: pip install "xewer[pdf]"'
        ) from error
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise InputError("a damaged PDF", hint="print it to a new PDF") from error
    try:
        if len(document) > _MOST_PAGES:
            raise InputError(f"a scanned PDF of {len(document)} pages", hint=f"split it: at most {_MOST_PAGES}")
        for number in range(len(document)):
            picture = folder / f"{number}.png"
            document[number].render(scale=_DOTS / 72, grayscale=True).to_pil().save(picture, dpi=(_DOTS, _DOTS))
            yield picture
    finally:
        document.close()


def _read(path: Path) -> list[Word]:
    """Words of a picture, turned upright if it must be, with what the first reading missed."""
    words = recognised(path, "uig")
    letters = sum(len(word.text) for word in words)
    if _mean(words) >= _STRAIGHT and 2 * sum(len(word.text) for word in words if _lies(word)) >= letters:
        return _completed(path, words)
    with tempfile.TemporaryDirectory(prefix="xewer-") as folder:
        upright, words = _turned(path, Path(folder), words)
        return _completed(upright, words)


def _completed(path: Path, words: list[Word]) -> list[Word]:
    """With the lines and numbers that were passed over, and the Latin words that were read as Uyghur."""
    words = mended(path, words)
    if any(_may_be_latin(word) for word in words) and "eng" in tesseract_languages():
        latin = [w for w in recognised(path, "eng") if w.sure >= _HALF and _LATIN.match(w.text)]
        words = _with_latin(words, [w for w in latin if w.sure >= _SURE_LATIN])
        words = _from_left(_beside_latin(words, latin))
    return words


def _beside_latin(words: list[Word], latin: list[Word]) -> list[Word]:
    """What stands beside a Latin word and holds no Uyghur letter is Latin too, where it can be read so."""
    out = list(words)
    for step in (1, -1):
        for i in range(len(out))[::step]:
            j = i - step
            beside = 0 <= j < len(out) and _place(out[j]) == _place(out[i]) and _LATIN.match(out[j].text)
            if beside and not _UYGHUR.search(out[i].text) and not _LATIN.match(out[i].text):
                here = sorted((w for w in latin if out[i].covers(w)), key=lambda w: w.left)
                if here:
                    out[i] = replace(out[i], text=" ".join(w.text for w in here), sure=_HALF)
    return out


def _from_left(words: list[Word]) -> list[Word]:
    """Latin words that stand side by side in a line, in their own order: they were read from the right."""
    out: list[Word] = []
    run: list[Word] = []
    for word in words:
        of_run = _LATIN.match(word.text) and (not run or _place(run[-1]) == _place(word))
        if not of_run:
            out += reversed(run)
            run = []
        if _LATIN.match(word.text):
            run.append(word)
        else:
            out.append(word)
    return [*out, *reversed(run)]


def _place(word: Word) -> tuple[int, int, int, int]:
    return word.page, word.block, word.paragraph, word.line


def _may_be_latin(word: Word) -> bool:
    return word.sure < _UNSURE and not _UYGHUR.search(word.text)


def _with_latin(words: list[Word], latin: list[Word]) -> list[Word]:
    """Uyghur words, but for unsure ones that lie where a sure Latin word does; a pair is read from the left."""
    out: list[Word] = []
    taken: set[int] = set()
    for word in words:
        here = [i for i, other in enumerate(latin) if word.covers(other)] if _may_be_latin(word) else []
        if not here:
            out.append(word)
            continue
        text = " ".join(latin[i].text for i in sorted(here, key=lambda i: latin[i].left) if i not in taken)
        taken.update(here)
        if text:
            out.append(replace(word, sure=_SURE_LATIN, text=text))
    return out


def _turned(path: Path, folder: Path, words: list[Word]) -> tuple[Path, list[Word]]:
    """The best reading of a picture that may lie on its side or on its head, and the picture as it was read."""
    try:
        from PIL import Image
    except ImportError:
        return path, words
    best = path, words
    with Image.open(path) as picture:
        if getattr(picture, "n_frames", 1) > 1:
            return best
        for angle in (90, 270, 180):
            turned = folder / f"{angle}.png"
            picture.rotate(angle, expand=True).save(turned, dpi=picture.info.get("dpi", (_DOTS, _DOTS)))
            found = recognised(turned, "uig")
            if _weight(found) > 1.5 * _weight(best[1]):
                best = turned, found
    return best


def _weight(words: list[Word]) -> float:
    """How much was read surely, in lines that lie: tesseract reads some lines that stand, and tells their boxes so."""
    return sum(len(word.text) for word in words if word.sure > _STRAIGHT and _UYGHUR.search(word.text) and _lies(word))


def _lies(word: Word) -> bool:
    return word.width > word.height or len(word.text) < 3


def _mean(words: list[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / letters if letters else 0.0


def _record(words: list[Word], origin: str) -> Record:
    found = _paragraphs(words)
    if not found:
        raise InputError("a picture without text that can be read", hint="scan it at 300 dots an inch, straight")
    usual = sorted(w.height for w in words)[len(words) // 2]
    texts = [repaired(" ".join(w.text for w in group)) for group in found]
    titled = len(texts) > 1 and max(w.height for w in found[0]) > _LARGER * usual and len(texts[0]) < 200
    title = texts.pop(0) if titled else None
    note = f"recognised from a scan, with a mean confidence of {_mean(words):.0f} per cent"
    return headed_record(texts, title, origin, (note,))


def _paragraphs(words: list[Word]) -> list[list[Word]]:
    """Words of each paragraph; one ends where tesseract says so, at a line of another size, and after a short line."""
    lines: dict[tuple[int, int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault((word.page, word.block, word.paragraph, word.line), []).append(word)
    edges: dict[tuple[int, int], int] = {}
    for word in words:
        place = (word.page, word.block)
        edges[place] = min(edges.get(place, word.left), word.left)
    out: list[list[Word]] = []
    before: list[Word] = []
    for line in lines.values():
        if before and not _begins(before, line, edges[before[0].page, before[0].block]):
            out[-1] += line
        else:
            out.append(list(line))
        before = line
    return out


def _begins(before: list[Word], line: list[Word], edge: int) -> bool:
    a, b = max(w.height for w in before), max(w.height for w in line)
    other_size = max(a, b) > _LARGER * min(a, b)
    short = min(w.left for w in before) - edge > _SHORT * a
    same = (before[0].page, before[0].block, before[0].paragraph) == (line[0].page, line[0].block, line[0].paragraph)
    return not same or other_size or short
