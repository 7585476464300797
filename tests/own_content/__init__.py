"""What this repository's own content promises, and nothing about the program.

A fork with other content deletes this folder: no other test judges `content/`. What an editor can get wrong, `check` says; here stands
only what readers of this province's site were promised.
"""
