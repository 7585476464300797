"""disan (di sản: heritage): records of relics and village houses in, a static site and its QR codes out."""

__version__ = "0.2.0"
