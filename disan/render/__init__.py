"""Pages of templates: a template and its context in, HTML and the facts about it out. `renderer` is the way in."""

from disan.render.faults import TemplateFaultError
from disan.render.files import Asset
from disan.render.renderer import Facts, RenderedPage, Renderer
from disan.render.styles import LAYERS

__all__ = ["LAYERS", "Asset", "Facts", "RenderedPage", "Renderer", "TemplateFaultError"]
