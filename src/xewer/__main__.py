"""``python -m xewer`` is the command line."""

from xewer.show.cli import main

main()
