"""Letters, normal form, scripts, language: the text itself."""
