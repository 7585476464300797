"""Pages as the preview shows them: a page of the built site goes in; the same with what reloads it and tells its problems comes out.

The page's own policy goes on holding, and admits what is added and nothing else. Reads no file.
"""

import base64
import hashlib
import html
import re

from disan.core import strings

RELOAD_SCRIPT = "/livereload.js"
"""The address of the script that loads an open page again."""
_NOTICE_STYLE = (
    ".disan-problems{background:#fff4f2;border-block-end:4px solid #a11;color:#222;font:16px/1.5 system-ui,sans-serif;padding:1rem}"
    ".disan-problems h2{color:#8a0f0f;font-size:1.125rem;margin:0 0 .5rem}"
    ".disan-problems pre{background:none;color:inherit;font:14px/1.5 ui-monospace,monospace;margin:0;overflow-x:auto}"
)
_NOTICE_HASH = f"'sha256-{base64.b64encode(hashlib.sha256(_NOTICE_STYLE.encode()).digest()).decode()}'"
_POLICY = re.compile(r'(<meta\b[^>]*http-equiv="?Content-Security-Policy"?[^>]*content=")([^"]*)(")', re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def preview_page(page: str, host: str, problems_text: str, sentences: strings.Strings) -> str:
    """Completes a page for the preview: with the reload script, its policy admitting that, and the problems when there are any.

    `host` is the host and port that the browser asked.
    """
    reload_script = f'<script src="{RELOAD_SCRIPT}" defer></script>'
    head, notice = reload_script, ""
    if problems_text:
        head += f"<style>{_NOTICE_STYLE}</style>"
        notice = _notice(problems_text, sentences)
    admitted = _POLICY.sub(lambda found: found[1] + html.escape(_extend_policy(html.unescape(found[2]), host)) + found[3], page, count=1)
    with_head = admitted.replace("</head>", f"{head}</head>", 1)
    return _BODY.sub(lambda found: found[0] + notice, with_head, count=1) if notice else with_head


def _extend_policy(policy: str, host: str) -> str:
    """The page's policy and, beside what it admits, the reload script, its socket and the notice's style.

    A directive that is absent falls back to default-src (CSP level 3, section 6.8), so it starts from a copy of that.
    """
    directives = {name.lower(): sources for name, *sources in (part.split() for part in policy.split(";") if part.strip())}
    added = {"script-src": f"http://{host}{RELOAD_SCRIPT}", "connect-src": f"ws://{host}", "style-src": _NOTICE_HASH}
    for name, source in added.items():
        sources = directives.get(name, directives.get("default-src"))
        if sources is not None:  # Without either, everything is admitted already.
            directives[name] = [each for each in sources if each != "'none'"] + [source]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def _notice(problems_text: str, sentences: strings.Strings) -> str:
    title = html.escape(sentences.say("serve.problems"))
    return (
        f'<aside class="disan-problems" lang="{sentences.language}" aria-labelledby="disan-problems">'
        f'<h2 id="disan-problems">{title}</h2><pre tabindex="0">{html.escape(problems_text)}</pre></aside>'
    )


def plain_page(sentences: strings.Strings, sentence: str, link: str = "") -> str:
    """A page of the preview's own, where the site has none to show."""
    text = html.escape(sentence)
    shown = f'<a href="{html.escape(link)}">{text}</a>' if link else text
    return (
        f'<!doctype html><html lang="{sentences.language}"><head><meta charset="utf-8"><title>disan</title>'
        f'<meta name="viewport" content="width=device-width"></head><body><main><h1>disan</h1><p>{shown}</p></main></body></html>'
    )
