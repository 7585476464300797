"""The newsletter: what came and changed on the site in some weeks, what is to come, a story; as an e-mail, a page and a leaflet.

A view and a period go in; one frozen value comes out, and of it three files that say the same, the e-mail small enough to be shown whole.
It sends nothing, knows no reader, and names no kind of record.
"""
