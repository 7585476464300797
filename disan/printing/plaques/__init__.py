"""Plaques: print files with a code that scans, made from records and verified before anyone may print them.

Its modules need the extra `plaques`; only the command imports them.
"""
