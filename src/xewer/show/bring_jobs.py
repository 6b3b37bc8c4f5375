"""Bringing news in while the pages stay open: one thread a batch, what it has done so far, its tally."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from xewer.errors import InputError, XewerError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.archive.store import Archive
    from xewer.harvest.job import Step, Tally
    from xewer.harvest.record import Record, Refusal, Remark
    from xewer.model import Article

__all__ = ["COUNTED", "MOST", "Batch", "Jobs", "Trouble"]

MOST = 200_000_000
"""Bytes of all files that one form may bring."""
_SHOWN = 200  # ids and troubles that a page lists
_REMEMBERED = 20
_BLOCK = 1 << 20
COUNTED = ("new", "updated", "same", "refused", "failed")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be taken in: its name, why, what to do."""

    origin: str
    reason: str
    hint: str


@dataclass(slots=True)
class Batch:
    """One batch: bytes read of all, articles by what became of them, troubles; ``running`` until it has its tally."""

    id: str
    what: list[str]
    size: int = 0
    done: int = 0
    now: str = ""
    running: bool = True
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    undated: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[Trouble] = field(default_factory=list)
    articles: list[tuple[str, str]] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Articles and files that have been dealt with."""
        return sum(self.counts.values())

    def to_dict(self) -> dict[str, Any]:
        """The batch for JSON."""
        told = ("id", "running", "size", "done", "now", "undated", "sent")
        return {
            **{k: getattr(self, k) for k in told},
            "counts": dict(self.counts),
            "articles": [{"id": i, "title": t} for i, t in self.articles],
            "troubles": [{"origin": t.origin, "reason": t.reason, "hint": t.hint} for t in self.troubles],
        }


class Jobs:
    """The batches of this desk, the newest remembered."""

    def __init__(self, archive: str | Path | None) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._batches: OrderedDict[str, Batch] = OrderedDict()
        self._threads: list[threading.Thread] = []

    def get(self, ident: str) -> Batch | None:
        """A batch by its id."""
        return self._batches.get(ident)

    def close(self) -> None:
        """Wait until every batch has kept what it was reading."""
        for thread in self._threads:
            thread.join(60)

    def files(self, brought: Iterable[tuple[str, BinaryIO]], *, published: str | None = None) -> Batch:
        """Take in files; ``brought`` are their names, told by the browser, and their bytes.

        Raises:
            InputError: there is no file, or they are too large together.
        """
        folder = Path(tempfile.mkdtemp(prefix="xewer-bring-"))
        try:
            names: dict[str, str] = {}
            size = 0
            for n, (name, source) in enumerate(brought):
                place = folder / f"{n:04}{_ending(name)}"
                with place.open("wb") as out:
                    while block := source.read(_BLOCK):
                        size += len(block)
                        if size > MOST:
                            raise InputError(
                                f"more than {MOST // 1_000_000} MB at once",
                                hint="bring fewer files, or add the folder with `xewer add`",
                            )
                        out.write(block)
                names[str(place)] = Path(name.replace("\\", "/")).name[:200] or "?"
            if not names:
                raise InputError("no file was chosen", hint="choose one, or drop it on the field")
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        batch = self._new(list(names.values()), size)

        def work(archive: Archive) -> Tally:
            from xewer.harvest.job import add

            try:
                return add(
                    list(names), archive, published=published, workers=0,
                    progress=lambda step: _follow(batch, step, names), kept=lambda _, a: _kept(batch, a),
                )  # fmt: skip
            finally:
                shutil.rmtree(folder, ignore_errors=True)

        self._start(batch, work, names)
        return batch

    def text(self, record: Record, *, published: str | None = None) -> Batch:
        """Keep a text that was pasted."""
        batch = self._new([record.origin], len(record.text.encode("utf-8", "replace")))

        def work(archive: Archive) -> Tally:
            return _add_found([record], archive, batch, published)

        self._start(batch, work, {})
        return batch

    def address(self, url: str) -> Batch:
        """Fetch an address, which the user has agreed to, and take in what lies there."""
        batch = self._new([url], 0)

        def work(archive: Archive) -> Tally:
            from xewer.harvest.fetch import Fetcher, address_records

            fetcher = Fetcher(sent=batch.sent)
            return _add_found(address_records(url, fetcher), archive, batch, None)

        self._start(batch, work, {})
        return batch

    def _new(self, what: list[str], size: int) -> Batch:
        batch = Batch(secrets.token_urlsafe(9), what, size)
        with self._lock:
            self._batches[batch.id] = batch
            while len(self._batches) > _REMEMBERED:
                self._batches.popitem(last=False)
        return batch

    def _start(self, batch: Batch, work: Any, names: dict[str, str]) -> None:
        def run() -> None:
            from xewer.archive.store import Archive

            try:
                with Archive(self._archive) as archive:
                    _finish(batch, work(archive), names)
            except XewerError as error:
                batch.troubles.append(Trouble(", ".join(batch.what)[:200], str(error), error.hint))
            except Exception as error:  # told on the page: a thread has nobody else to tell
                reason = f"failed: {type(error).__name__}: {error}"[:300]
                batch.troubles.append(Trouble(", ".join(batch.what)[:200], reason, "please report it"))
            finally:
                batch.running = False

        thread = threading.Thread(target=run, name=f"bring-{batch.id}", daemon=True)
        with self._lock:
            self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()


def _add_found(
    found: Iterable[Record | Refusal | Remark], archive: Archive, batch: Batch, published: str | None
) -> Tally:
    from xewer.harvest.job import add_found

    return add_found(
        iter(found), archive, published=published, progress=lambda step: _follow(batch, step, {}),
        kept=lambda _, article: _kept(batch, article), size=batch.size,
    )  # fmt: skip


def _ending(name: str) -> str:
    """The ending of a file's name, by which its kind is known; nothing else of a foreign name is used.

    >>> _ending("../a b.warc.gz"), _ending("x.t/y")
    ('.warc.gz', '')
    """
    endings = [e for e in Path(name.replace("\\", "/")).suffixes[-2:] if e[1:].isalnum() and e.isascii()]
    return "".join(endings)[:20].lower()


def _follow(batch: Batch, step: Step, names: dict[str, str]) -> None:
    batch.done = max(batch.done, step.done)
    batch.now = _named(step.origin, names)
    if step.status:
        batch.counts[step.status] += 1


def _kept(batch: Batch, article: Article) -> None:
    if len(batch.articles) < _SHOWN:
        batch.articles.append((article.id, article.title or ""))


def _finish(batch: Batch, tally: Tally, names: dict[str, str]) -> None:
    batch.counts = {k: getattr(tally, k) for k in COUNTED}
    batch.undated = tally.undated
    batch.done = batch.size
    batch.troubles = [Trouble(_named(r.origin, names), r.reason, r.hint) for r in tally.refusals[:_SHOWN]]
    batch.notes = [Trouble(_named(o, names), note, "") for o, note in tally.notes[:_SHOWN]]


def _named(origin: str, names: dict[str, str]) -> str:
    """An origin under the name that the user gave: the file that we made of it has another."""
    for place, name in names.items():
        if origin.startswith(place):
            return name + origin[len(place) :]
    return origin
