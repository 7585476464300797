"""A project's folder made into a site folder: read, link, plan, render, check, publish.

Content, templates and what the cache still holds go in; a site, or every problem at once, comes out. It decides nothing about what a page
shows and prints nothing for the shop.
"""
