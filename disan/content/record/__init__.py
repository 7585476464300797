"""What every record has, and how a source becomes one. Sources go in; entries or problems come out."""

from disan.content.record.model import Certainty, Picture, Place, Record, Reviewed, Sound, SourceNote

__all__ = ["Certainty", "Picture", "Place", "Record", "Reviewed", "Sound", "SourceNote"]
