"""Pelican's settings for the test site: its caches on, its feeds and archives off."""

SITENAME = "Trang thử"
SITEURL = "https://disan.example"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PATH = "content"
OUTPUT_PATH = "site"
THEME = "theme"
PAGE_PATHS = ["di-tich"]
ARTICLE_PATHS: list[str] = ["none"]
STATIC_PATHS: list[str] = []
PAGE_URL = "di-tich/{slug}/"
PAGE_SAVE_AS = "di-tich/{slug}/index.html"
SLUGIFY_SOURCE = "basename"
DIRECT_TEMPLATES = ["listing", "sitemap"]
LISTING_SAVE_AS = "di-tich/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {"extensions": ["extra", "meta", "toc"], "output_format": "html5"}
PLUGIN_PATHS = ["."]
PLUGINS = ["pelican_codes"]
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "mtime"
