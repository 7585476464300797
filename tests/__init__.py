"""The tests, one file a module of `disan`."""
