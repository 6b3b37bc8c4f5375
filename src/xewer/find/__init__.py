"""The facts: names, times, figures, quotes, events."""
