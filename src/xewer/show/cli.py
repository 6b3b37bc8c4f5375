"""The command line: verbs, ``-`` for standard input, ``--json`` for one object a line, ``--script`` to choose letters.

Results go to standard output, progress and complaints to standard error. Exit codes: 0 done, 1 failed, 2 usage,
3 done in part, 130 interrupted. Heavy imports stay inside the commands, so that ``--help`` is quick.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any

import click

from xewer import __version__
from xewer.errors import XewerError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Commands", "cli", "main"]

# Command -> (module, attribute, help line): the module is loaded when the command runs.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "add": ("cli_harvest", "add", "Put texts, pages, feeds, documents, addresses or folders into the archive."),
    "analyse": ("cli_text", "analyse", "Readings of words: lemma, tags, segments, gloss."),
    "backup": ("cli_archive", "backup", "Copy the archive into a new file, safely, while it is in use."),
    "collocates": ("cli_corpus", "collocates", "Words that stand near the hits of a query."),
    "convert": ("cli_text", "convert", "Convert between Arabic, Latin, Cyrillic and other scripts."),
    "correct": ("cli_remarks", "correct", "Correct date, title, source or author; say that a mark is wrong."),
    "decode": ("cli_text", "decode", "Decode text written in an old font encoding."),
    "demo": ("cli_demo", "demo", "Fill an archive with the example articles, search it, serve the desk."),
    "detect": ("cli_text", "detect", "Language and script of each line."),
    "doctor": ("cli_archive", "doctor", "What is installed and where things are."),
    "export": ("cli_archive", "export", "Write the archive out: JSON lines, CSV, CoNLL-U, VRT, brat and more."),
    "facts": ("cli_facts", "facts", "The ledger: who, what, whom, where, how many; --figures, --timeline, --parquet."),
    "names": ("cli_names", "names", "Your own names of people, bodies and places: add, list, remove."),
    "load": ("cli_remarks", "load", "Take in what xewer export wrote: readings, tags, notes."),
    "normalise": ("cli_text", "normalise", "Normal form of each line; --explain lists what was changed."),
    "note": ("cli_remarks", "note", "Write a note on an article or on some of its words."),
    "notes": ("cli_remarks", "notes", "Notes and corrections, listed or taken back."),
    "numbers": ("cli_text", "numbers", "Numbers and dates to words and back."),
    "read": ("cli_read", "read", "What an article says: people, places, times, figures, quotes, events."),
    "reextract": ("cli_harvest", "reextract", "Extract articles anew from the originals that were kept."),
    "remove": ("cli_archive", "remove", "Take an article out of the archive, really."),
    "saved": ("cli_remarks", "saved", "Saved queries, and what they find that is new."),
    "search": ("cli_search", "search", "Search the archive: any script, any inflection; --kwic, --facets, --counts."),
    "sentences": ("cli_text", "sentences", "Sentences, one a line."),
    "serve": ("cli_archive", "serve", "Open the desk in a browser on this machine."),
    "show": ("cli_show", "show", "Show one article of the archive; its versions, and what they changed."),
    "sort": ("cli_text", "sort", "Sort lines in dictionary order."),
    "syllables": ("cli_text", "syllables", "Syllables of the words of each line."),
    "tag": ("cli_text", "tag", "Fill lemma, part of speech and features of a CoNLL-U file."),
    "tags": ("cli_remarks", "tags", "Tags in use; put on articles and taken off."),
    "twins": ("cli_show", "twins", "Near-duplicates: the same text on many pages, in any script."),
    "verify": ("cli_archive", "verify", "Check the archive: file, hashes, spans, index."),
    "words": ("cli_corpus", "words", "How often each word stands; what marks one query's articles from another's."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module, attribute, line = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"xewer.show.{module}"), attribute)
        command.short_help = line
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list in ``--help``, from the help lines alone: nothing is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in sorted(COMMANDS.items())])

    def invoke(self, ctx: click.Context) -> Any:
        """As Click's, but that a reader who leaves early (``| head -1``) is no failure."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            import os

            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return result

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click's, with a suggestion for a misspelt command."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], list(COMMANDS), n=1)
            if near:
                raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from error
            raise


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="xewer")
def cli() -> None:
    """Xewer reads Uyghur news: keeps it, finds it, and gives the dated, sourced facts that it states.

    Everything happens on this machine; nothing is sent anywhere.

    \b
    Examples:
      xewer read article.txt              what an article says
      xewer add news/ page.html           into the archive
      xewer search putin                  any script, any inflection
      xewer facts --csv > ledger.csv      who did or said what, according to whom
      xewer serve                         the desk, in your browser
    """


def main(argv: list[str] | None = None) -> None:
    """Run the command line; errors become one line and an exit code, never a traceback."""
    _utf8()
    gc.set_threshold(20_000, 20, 50)  # looking for garbage among the tables took a fifth of a first reading
    sys.exit(_run(lambda: cli.main(args=argv, prog_name="xewer", standalone_mode=False)))


def _run(command: Callable[[], Any]) -> int:
    try:
        result = command()
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.UsageError as error:
        error.show()
        return 2
    except click.ClickException as error:
        error.show()
        return 1
    except (click.Abort, KeyboardInterrupt):
        print("interrupted", file=sys.stderr)
        return 130
    except XewerError as error:
        complain(str(error), error.hint)
        if getattr(error, "spot", ""):
            print(f"  {error.spot}", file=sys.stderr)  # type: ignore[attr-defined]
        return 1
    except OSError as error:
        complain(
            f"{error.strerror or error}: {error.filename or ''}".rstrip(": "), "check the path and its permissions"
        )
        return 1
    return result if isinstance(result, int) else 0


def complain(message: str, hint: str = "") -> None:
    """One line on standard error, with the next thing to do."""
    print(f"xewer: {message}" + (f" ({hint})" if hint else ""), file=sys.stderr)


def _utf8() -> None:
    """Uyghur needs UTF-8 whatever the terminal's locale says; lone surrogates are shown, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="surrogateescape")
