"""Benchmarks beside the best peers, measured in one run. Not tests: nothing here passes or fails."""
