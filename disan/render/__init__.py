"""Templates into pages; `renderer` is the way in.

The name of a template and its context go in; HTML, with what the checks need to know about it, comes out. It knows no record and chooses
nothing: what a page shows is decided before.
"""

from disan.render.faults import TemplateFaultError
from disan.render.files import Asset
from disan.render.renderer import Facts, RenderedPage, Renderer
from disan.render.styles import LAYERS

__all__ = ["LAYERS", "Asset", "Facts", "RenderedPage", "Renderer", "TemplateFaultError"]
