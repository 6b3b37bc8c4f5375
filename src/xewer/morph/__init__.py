"""Readings of words: lexicon, suffixes, analyser, generator, choice in context."""
