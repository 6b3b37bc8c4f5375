"""Words and sentences, lossless."""
