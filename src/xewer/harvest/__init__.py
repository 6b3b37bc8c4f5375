"""Bringing news in."""
