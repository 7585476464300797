"""The records as data for other programs: tables, JSON, points, Dublin Core, and what describes them. Each is made of fields' own words.

A record by itself goes in and its rows come out, kept with all else that was read of it; a view goes in and files that join the rows come
out. Names no field of a kind, and tells what pages show and no more (`About.internal`).
"""
