"""The programs that are measured beside one another, each described in a module of its own. Nothing here measures."""

from bench.peers import disan, earlier, eleventy, hugo, jekyll, mkdocs, pelican
from bench.peers.peer import Peer

OURS = disan.PEER
PEERS: dict[str, Peer] = {peer.key: peer for peer in (hugo.PEER, eleventy.PEER, pelican.PEER, mkdocs.PEER, jekyll.PEER, earlier.PEER)}
