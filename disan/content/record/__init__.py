"""What every record has, and how a source becomes one. Sources go in; entries or problems come out."""

from disan.content.record.model import Audience, Record
from disan.content.record.motif import Motif
from disan.content.record.particulars import Certainty, Picture, Place, Reviewed, Sound, SourceNote
from disan.content.record.phases import Action, Phase

__all__ = ["Action", "Audience", "Certainty", "Motif", "Phase", "Picture", "Place", "Record", "Reviewed", "Sound", "SourceNote"]
