"""What strangers may put into a project, as tables by kind, and what has to come of each: `python -m tests.hostile` tries many more."""
