"""Readers are given anything: by hypothesis in the suite (tests/test_fuzz.py), by atheris on demand (`python -m tests.fuzz`)."""
