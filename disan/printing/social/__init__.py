"""Pictures, a short animation and the words for posting a record on social networks. A record goes in, files for a folder come out.

What a post says are the record's own words, as its page has them. Each picture's code is read back before anything is written.
Posts nothing and asks nothing of a network.
"""
