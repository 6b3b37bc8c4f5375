"""Text read aloud by espeak-ng where it is installed: a WAV file, made only when it is asked for."""

from __future__ import annotations

import shutil
import subprocess
import threading
from functools import lru_cache

from xewer.errors import InputError, MissingExtraError

__all__ = ["LONGEST", "can_speak", "speak"]

LONGEST = 20_000
"""Code points that are read at once: some twenty minutes."""
_PATIENCE = 60
_voice = threading.Lock()


@lru_cache(maxsize=1)
def _program() -> str | None:
    """Where espeak-ng is, if it has a voice for Uyghur."""
    program = shutil.which("espeak-ng")
    if program is None:
        return None
    try:
        said = subprocess.run([program, "--voices=ug"], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603 - no word of it is foreign
    except (OSError, subprocess.TimeoutExpired):
        return None
    return program if len(said.stdout.splitlines()) > 1 else None


def can_speak() -> bool:
    """Whether texts can be read aloud on this machine."""
    return _program() is not None


def speak(text: str) -> bytes:
    """The text spoken in Uyghur, as a WAV file (22,050 Hz, one channel).

    Args:
        text: in any script; it is read in Arabic letters.

    Raises:
        MissingExtraError: espeak-ng is not installed.
        InputError: there is nothing to read, or the program failed.
    """
    from xewer.text.scripts import canonical

    program = _program()
    if program is None:
        raise MissingExtraError("reading aloud needs espeak-ng", hint="install it: apt install espeak-ng")
    if not text.strip():
        raise InputError("nothing to read", hint="choose a passage")
    words = canonical(text[:LONGEST]).text.replace("\x00", " ")
    with _voice:  # one at a time: the machine has other things to do
        try:
            done = subprocess.run(  # noqa: S603 - the text goes in by standard input
                [program, "-v", "ug", "-s", "150", "--stdin", "--stdout"],
                input=words.encode("utf-8", "replace"),
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise InputError("reading aloud failed", hint="choose a shorter passage") from error
    if done.returncode or done.stdout[:4] != b"RIFF":
        raise InputError("reading aloud failed", hint="choose a shorter passage")
    return _with_sizes(done.stdout)


def _with_sizes(sound: bytes) -> bytes:
    """A WAV file that was written to a pipe knows no sizes; browsers show its length only with them."""
    at = sound.find(b"data")
    if at < 0:
        return sound
    total, data = (len(sound) - 8).to_bytes(4, "little"), (len(sound) - at - 8).to_bytes(4, "little")
    return sound[:4] + total + sound[8 : at + 4] + data + sound[at + 8 :]
