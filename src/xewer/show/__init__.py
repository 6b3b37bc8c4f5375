"""Where people meet Xewer: command line, desk, marks."""
