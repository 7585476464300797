"""The site on the editor's own machine, built again after each change.

A way to build, the built site and the folders to watch go in; pages on loopback that renew themselves come out. It knows no record.
"""
