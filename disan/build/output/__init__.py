"""Files into place, whole or not at all: what a build makes in, a site folder out. Decides nothing about content."""

from disan.build.output.making import MadeFile, put_made
from disan.build.output.publishing import LIST, Published, foreign, listed, publish
from disan.build.output.stage import Stage, Staged
from disan.build.output.turns import turn

__all__ = ["LIST", "MadeFile", "Published", "Stage", "Staged", "foreign", "listed", "publish", "put_made", "turn"]
