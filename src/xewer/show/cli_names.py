"""``xewer names``: the user's own names, which the reader then knows in every case form."""

from __future__ import annotations

import click

from xewer.find.own_names import LABELS, OwnName, add_name, own_names, remove_name
from xewer.show.terminal import as_json

__all__ = ["names"]


@click.group()
def names() -> None:
    """Add your own names of people, bodies and places; they are kept in your data folder.

    \b
    Examples:
      xewer names add "ئالىم ساۋۇت" --label PERSON --english "Alim Sawut"
      xewer names list
      xewer names remove "ئالىم ساۋۇت"
    """


@names.command()
@click.argument("form")
@click.option("--label", type=click.Choice(LABELS), default="PERSON", show_default=True, help="What it is.")
@click.option("--english", default="", help="English name.")
@click.option("--id", "ident", default="", help="Identity shared by other spellings of the same name.")
@click.option("--json", "json_", is_flag=True, help="One object.")
def add(form: str, label: str, english: str, ident: str, *, json_: bool) -> None:
    """Add one name, without suffix, in any script; a name that is there already is replaced."""
    _show(add_name(form, label, english, ident), json_=json_)


@names.command()
@click.argument("form")
def remove(form: str) -> int:
    """Forget one of your names."""
    if remove_name(form):
        return 0
    click.echo(f"xewer: no such name: {form} (see: xewer names list)", err=True)
    return 1


@names.command("list")
@click.option("--json", "json_", is_flag=True, help="One object a line.")
def list_(*, json_: bool) -> None:
    """Show your names."""
    for name in own_names():
        _show(name, json_=json_)


def _show(name: OwnName, *, json_: bool) -> None:
    click.echo(as_json(name._asdict()) if json_ else "\t".join(name).rstrip("\t"))
