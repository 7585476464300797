"""A site handed over: everything of it as one archive that needs nobody's service, and the proof that an archive is undamaged.

A project with its built site goes in; an archive (`bag`) comes out, with what could not be put into it told as values.
"""

from disan.verify.handover.checking import Damage, damages
from disan.verify.handover.packing import PackOrder, PackReport, pack
from disan.verify.handover.pieces import LeftOut, Piece

__all__ = ["Damage", "LeftOut", "PackOrder", "PackReport", "Piece", "damages", "pack"]
