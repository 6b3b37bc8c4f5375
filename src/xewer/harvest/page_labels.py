"""Labels of pages and words of their classes, by kind: ``data/page_labels.tsv``, in three scripts."""

from __future__ import annotations

from functools import lru_cache

from xewer.resources import read_table

__all__ = ["bare_label", "label_of", "label_set", "labels"]


@lru_cache(maxsize=64)
def labels(kind: str) -> tuple[str, ...]:
    """Forms of one kind of label or class word (``data/page_labels.tsv``), longest first.

    >>> "مەنبە" in labels("source")
    True
    """
    forms = (row["form"] for row in read_table("page_labels.tsv") if row["kind"] == kind)
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@lru_cache(maxsize=64)
def label_set(kind: str) -> frozenset[str]:
    """The same as a set, for look-ups."""
    return frozenset(labels(kind))


def bare_label(text: str) -> str:
    """A label without the marks around it, in lower case.

    >>> bare_label("«ئىنكاسلار» :")
    'ئىنكاسلار'
    """
    return " ".join(text.split()).strip(' :：·|-–—«»"()[]').lower()


def label_of(text: str, kinds: tuple[str, ...]) -> tuple[str, str] | None:
    """Kind and value of a line that begins with a label and a colon.

    >>> label_of("مەنبە: كۈندىلىك گېزىت", ("author", "source"))
    ('source', 'كۈندىلىك گېزىت')
    """
    name, colon, value = text.partition(":")
    if not colon:
        name, colon, value = text.partition("：")
    bare = bare_label(name)
    if colon and len(bare) <= 30:
        for kind in kinds:
            if bare in label_set(kind):
                return kind, value.strip()
    return None
