"""Keeping and finding: the archive file and its index."""
