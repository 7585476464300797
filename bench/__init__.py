"""Benchmarks: how soon a page is there on a bad network and a slow telephone. Measures the built site and changes nothing of it."""
