"""From a template and a context to a page: what depends on what, what is remembered, and the page at a code's address. Test data only."""

import base64
import hashlib
import itertools
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from disan.content.kinds import KINDS
from disan.core.strings import load
from disan.editing.new_site.examples import original, reference
from disan.pages.contexts import Context
from disan.pages.parts import Said
from disan.pages.plan import Plan
from disan.render import RenderedPage, Renderer, TemplateFaultError
from disan.render.folders import program_templates
from tests.fixtures.projects import SETTINGS, Project, Site, planned, relic
from tests.test_blocks import drawn
from tests.test_retired import LEDGER, RETIRED

CODE = "7K3QM"
TEMPLATES = program_templates()
FILES = sorted(file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*") if file.is_file())
ABSTRACT = {"base.html", "record.html"}
NO_PAGES = re.compile(
    # What others than plans are made of, or plans themselves.
    r"(admin|booklets|fieldwork|forwarding|handouts|handover|manual|newsletter|plaques|posters|share|social|worker)/|scripts/forward\.js|assets/icons/(192|512|maskable)\."
)
"""Files that no page of the site is rendered with."""

REGISTER = """\
kind: relics
title: Chưa có bài
lead: Những tên thử.
totals: [{as_of: 2017, text: 12 nơi thử, source: https://nguon.example/tong-so}]
decisions:
  - level: cấp thử
    count: 1
    sources: [https://nguon.example/danh-sach]
    names:
"""
REGISTER += "".join(f"    - {{name: Đền Xa Thử {number}, district: huyện Thử}}\n" for number in range(400))  # More than a page holds.


def page_of(folder: Path, files: Mapping[str, str], context: object = None, *, language: str = "vi", twin: bool = False) -> RenderedPage:
    """What `page.html` among these files makes of a context, with our own templates behind it."""
    written(folder, files)
    return Renderer([folder, TEMPLATES], lambda path: path).page("page.html", context, load(language), twin=twin)


def written(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_a_record_and_its_code_are_rendered_once(site_of: Site) -> None:
    english = "---\ntitle: Test temple\n---\nA test.\n"
    project = site_of({"content/relics/den-thu/index.vi.md": relic("Đền Thử", code=CODE), "content/relics/den-thu/index.en.md": english})
    page, code = project_page(project, "/di-tich/den-thu/")
    assert "data-moves" not in page
    assert 'data-moves="en /en/relics/den-thu/ "' in code
    mover = re.findall(r"<script>(.*?)</script>", code, re.DOTALL)
    assert len(mover) == 1
    assert "<script>" not in page
    assert policies(code) == {"script-src 'self' " + hashed(mover[0])}
    assert policies(page) == {"script-src 'self'"}
    same = code.replace(f"<script>{mover[0]}</script>", "").replace(' data-moves="en /en/relics/den-thu/ "', "")
    assert unread(same.replace(" " + hashed(mover[0]), "")) == unread(page)


def test_a_page_without_a_translation_is_its_codes_page(site_of: Site) -> None:
    project = site_of({"content/relics/den-thu/index.vi.md": relic("Đền Thử", code=CODE)})
    page, code = project_page(project, "/di-tich/den-thu/")
    assert unread(page) == unread(code)
    assert "@misc" in page
    assert "@misc" not in code


def unread(page: str) -> list[str]:
    """The lines of a page without what its other address does without: what programs alone read, and how to cite it."""
    told = re.sub(
        r'(<link rel="alternate" type="application/json\+oembed"[^>]*>\s*)?<link rel="schema\.DC".*?</script>', "", page, flags=re.DOTALL
    )
    lines = re.sub(r'<(section|p) class="cite".*?</\1>', "", told, flags=re.DOTALL).splitlines()
    return [line for line in lines if line.strip()]


def test_a_page_says_what_its_policy_allows_besides_and_no_other_has_it(tmp_path: Path) -> None:
    asks = "{{ policy }}{{ allow('form-action', \"'self'\") }}{{ allow('script-src', 'thử') }}"
    asked, plain = page_of(tmp_path, {"page.html": asks}).html, page_of(tmp_path, {"page.html": "{{ policy }}"}).html
    assert "form-action 'self'" in asked
    assert "script-src 'self' thử;" in asked
    assert "form-action 'none'" in plain
    assert "script-src 'self';" in plain


def test_an_asset_names_the_assets_that_it_imports_as_they_are_called(tmp_path: Path) -> None:
    def site(engine: str) -> dict[str, str]:
        written(tmp_path, {"assets/engine.js": engine, "assets/field.js": 'import { answer } from "./engine.js";'})
        assets = Renderer([tmp_path], lambda target: target).assets
        return {name: asset.path + asset.content.decode() for name, asset in assets.items()}

    before, after = site("export const answer = 1;"), site("export const answer = 2;")
    name = re.findall(r"engine\.\w{8}\.js", after["engine.js"])
    assert re.findall(r"engine\.\w{8}\.js", after["field.js"]) == name
    assert before["field.js"][: len("/assets/field.12345678.js")] != after["field.js"][: len("/assets/field.12345678.js")]


def test_no_twin_is_made_unless_asked_for(tmp_path: Path) -> None:
    template = "<p>{% call at_code() %}{{ link('/x/') }}{% endcall %}</p>{{ style }}"
    asked = page_of(tmp_path, {"page.html": template}, twin=True)
    assert page_of(tmp_path, {"page.html": template}).twin == ""
    assert asked.html.startswith("<p></p>@layer")
    assert asked.twin.startswith("<p>/x/</p>@layer")


def test_what_programs_read_stands_in_the_page_and_not_in_its_twin(tmp_path: Path) -> None:
    template = "a{% call at_page() %}b{% endcall %}{% call at_code() %}c{% endcall %}d{{ style }}"
    asked = page_of(tmp_path, {"page.html": template}, twin=True)
    assert asked.html.startswith("abd@layer")
    assert asked.twin.startswith("acd@layer")


def project_page(project: Project, path: str) -> tuple[str, str]:
    """A page and its twin."""
    plan, context = next(found for found in planned(project) if found[0].path == path)
    renderer = Renderer([TEMPLATES], lambda target: target)
    rendered = renderer.page(plan.template, context, load(plan.language), twin=True)
    assert rendered.html == renderer.page(plan.template, context, load(plan.language)).html
    return rendered.html, rendered.twin


def policies(html: str) -> set[str]:
    return set(re.findall(r"script-src [^;]*", html.replace("&#39;", "'")))


def hashed(program: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(program.encode()).digest()).decode()}'"


@pytest.fixture
def everything(site_of: Site) -> Project:
    """A project with a page of each sort that the site can have, and all blocks."""
    place = "places:\n  - name: Đồng Lộc\n    as_of: 2025-08\n"
    sources = "sources: [Sách thử]\n"
    shown = "\n".join(
        f"  - file: {name}.png\n    alt: Hình thử\n    credit: Người thử\n    licence: CC BY 4.0\n    {more}"
        for name, more in (("mot", "focus: 20% 30%"), ("hai", "caption: Hai"))
    )
    story = f"---\ntitle: Chuyện thử\npublished: 2026-11-23\n{sources}pictures:\n{shown}\n---\n"
    pictures = {f"content/stories/chuyen-thu/{name}.png": drawn(colour) for name, colour in (("mot", "red"), ("hai", "green"))}
    told = "look_for: [Cổng đá]\ndisagreements: [Sách chép khác nhau]\nformerly: [den-cu]\nfestivals: [{lunar: 15/1}]\nnotice: remains\n"
    stops = "standing: official\nstops: [{at: relics/den-thu}, {at: relics/den-xa}]\n"
    examples = {f"content/{reference(kind)}/index.vi.md": original(kind, "", KINDS) for kind in KINDS}
    counted = "figures: [{measure: members, label: Người thử, value: 300}]\n"
    years = {f"content/figures/{year}/index.vi.md": f"---\ntitle: Năm\nyear: {year}\n{counted}{sources}---\n" for year in (2020, 2021)}
    return site_of(
        {
            **examples,
            **years,
            **pictures,
            "content/site.yml": SETTINGS
            + "benchmarks: {houses: figures/2020#members}\nmanual: có\nshare_cards: có\nkeeper: Người thử\n"
            + "contact: {zalo: 0900 000 000}\n",
            "content/about.vi.md": "---\ntitle: Về trang thử\n---\n## Mục\n\nDữ liệu để thử.\n",
            "content/relics/den-thu/index.vi.md": relic(
                "Đền Thử", code="82MW3", extra=place + told + "period: thế kỷ 15\n", body="Gần [[houses/nha-thu]]."
            ),
            "content/relics/den-thu/index.en.md": "---\ntitle: Test temple\n---\nA test.\n",
            "content/relics/den-xa/index.vi.md": relic("Đền Xa", extra="coordinates: 18.34, 105.9\n"),
            "content/guides/thu-tuc-thu/index.vi.md": f"---\ntitle: Thủ tục thử\nsteps: [{{words: Nộp đơn}}]\n{sources}---\nBài.\n",
            "content/trails/tuyen-thu/index.vi.md": f"---\ntitle: Tuyến thử\n{stops}{sources}---\nBài.\n",
            "content/houses/nha-thu/index.vi.md": f"---\ntitle: Nhà thử\nplaces:\n  - name: xã Đồng Lộc\n{sources}---\nBài.\n",
            "content/stories/chuyen-thu/index.vi.md": story + "## Đầu\n\n![](mot.png)\n\n## Cuối\n\nBài.\n",
            "content/activities/viec-thu/index.vi.md": f"---\ntitle: Việc thử\nregistration: {{zalo: 0900 000 000}}\n{sources}---\nBài.\n",
            "content/stories/chuyen-hai/index.vi.md": f"---\ntitle: Chuyện hai\npublished: 2026-11-23\n{sources}---\nBài.\n",
            "content/plaques.csv": LEDGER,
            "content/dates.csv": "record,published,changed\nrelics/den-xa,2026-11-01T00:00:00Z,2026-11-02T00:00:00Z\n",
            "content/register.yml": REGISTER,
            "content/retired.csv": RETIRED,
            "content/verified.csv": "date,codes,right,failures\n2026-11-16,3,2,82MW3 certificate\n",
        }
    )


def _template(planned: tuple[Plan, Context]) -> str:
    return planned[0].template


@pytest.mark.slow
def test_every_file_among_the_templates_shows_in_a_page(everything: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is altered in turn, and some page has other bytes; what none shows would be dead. Those that no page is made of, all at once."""
    plans, own = planned(everything), tmp_path / "templates"
    compiled = jinja2.Environment.compile
    known: dict[tuple[str, str | None], Any] = {}

    def once(environment: jinja2.Environment, source: str, name: str | None = None, filename: str | None = None, **more: Any) -> Any:
        if (source, name) not in known:
            known[source, name] = compiled(environment, source, name, filename, **more)
        return known[source, name]

    monkeypatch.setattr(jinja2.Environment, "compile", once)
    shutil.copytree(TEMPLATES, own)
    assert {plan.template for plan, _ in plans} == {name for name in FILES if re.fullmatch(r"(kinds/)?\w+\.html", name)} - ABSTRACT

    def rendered() -> Iterator[RenderedPage]:
        renderer = Renderer([own], lambda path: path)
        return (renderer.page(plan.template, context, load(plan.language), twin=True) for plan, context in plans)

    def differs(names: Sequence[str]) -> bool:
        """Whether any page shows it when these files are other ones, which they are for the time of the question."""
        contents = {name: (own / name).read_bytes() for name in names}
        for name, content in contents.items():
            (own / name).write_bytes(altered(name, content))
        found = next((place for place, page in enumerate(rendered()) if page != before[place]), None)
        for name, content in contents.items():
            (own / name).write_bytes(content)
        if found is not None:  # It is asked first about the next file, which often stands beside this one in a page.
            plans.insert(0, plans.pop(found))
            before.insert(0, before.pop(found))
        return found is not None

    by_template = [list(same) for _, same in itertools.groupby(sorted(plans, key=_template), key=_template)]
    plans = [each for rank in itertools.zip_longest(*by_template) for each in rank if each]
    before = list(rendered())
    assert not differs([name for name in FILES if NO_PAGES.match(name)])
    assert [name for name in FILES if not NO_PAGES.match(name) and not differs([name])] == []


def altered(name: str, content: bytes) -> bytes:
    """The same file with something else to show, wherever a page uses of it."""
    if name.endswith(".html"):
        return re.sub(rb"\{\{|<(?=[a-z])", rb"other\g<0>", content)
    return content + {"css": b"b{order:7}", "js": b"\nlet other;"}.get(name.rpartition(".")[2], b" ")


BASES = {"one.html": "{% macro part() %}1{% endmacro %}", "two.html": "{% macro part() %}2{% endmacro %}"}


def test_a_faulty_template_that_does_not_run_harms_no_page(tmp_path: Path) -> None:
    files = {"page.html": '{% if page %}{% include "part.html" %}{% endif %}whole', "part.html": "{% if %}"}
    assert page_of(tmp_path, files, "").html == "whole"
    with pytest.raises(TemplateFaultError) as fault:
        page_of(tmp_path, files, "text")
    assert fault.value.template == "part.html"


CARD = """\
{% macro card(shown) %}
<i class="{{ painted(shown.text, "") }}">{{ link("/" ~ shown.text ~ "/") }} {{ say("page.near") }}</i>
{% endmacro %}
"""
CARDS = {
    "card.html": CARD,
    "page.html": '{% from "card.html" import card %}{% for each in page %}{{ recurring(card, each) }}{% endfor %}{{ style }}',
}


def test_a_part_that_is_remembered_stands_in_a_page_as_though_it_had_run_there(tmp_path: Path) -> None:
    plain = {"page.html": CARDS["page.html"].replace("recurring(card, each)", "card(each)"), "card.html": CARD}
    pages = [tuple(map(Said, words)) for words in (("a", "b"), ("b", "a"), ("b", "<c>", "b"), ("a",))]
    written(tmp_path / "plain", plain)
    written(tmp_path / "cards", CARDS)
    plainly, remembering = (Renderer([tmp_path / name, TEMPLATES], lambda path: f"/at{path}") for name in ("plain", "cards"))
    for page in (*pages, *pages):
        for language in ("vi", "en"):
            expected = plainly.page("page.html", page, load(language))
            assert remembering.page("page.html", page, load(language)) == expected
    assert '<i class="p2">/at/&lt;c&gt;/' in remembering.page("page.html", pages[2], load("vi")).html
    assert "Near" in remembering.page("page.html", pages[0], load("en")).html


def test_a_part_that_is_remembered_runs_once_for_equal_values(tmp_path: Path) -> None:
    written(tmp_path, CARDS)
    renderer = Renderer([tmp_path, TEMPLATES], lambda path: path)
    for _ in range(50):
        renderer.page("page.html", (Said("a"), Said("b")), load("vi"))
    runs = renderer._part.cache_info()
    assert (runs.misses, runs.hits) == (2, 98)


def test_what_is_remembered_does_not_grow_with_the_pages(tmp_path: Path) -> None:
    written(tmp_path, CARDS)
    renderer = Renderer([tmp_path, TEMPLATES], lambda path: path)
    for cache in (renderer._part, renderer._surroundings, renderer._address):
        assert cache.cache_info().maxsize
    for number in range(3000):
        renderer.page("page.html", (Said(f"{number}"),), load("vi"))
    assert renderer._part.cache_info().currsize <= 2048


@pytest.mark.parametrize(
    ("template", "line", "told"),
    [
        ("<p>\n{{ page.nothing }}", 2, "AttributeError: 'str' object has no attribute 'nothing'"),
        ("<p>\n\n{{ say('no.such.sentence') }}", 3, "KeyError: 'no.such.sentence'"),
        ("{{ page + 1 }}", 1, 'TypeError: can only concatenate str (not "int") to str'),
        ("{% macro part(a) %}{{ a }}{% endmacro %}\n{{ part() }}", 1, "parameter 'a' was not provided"),
        ("{{ nobody(1) }}", 1, "'nobody' is undefined"),
        ("{% macro part() %}{% endmacro %}\n{{ part(1, 2) }}", 2, "TypeError: macro 'part' takes not more than 0 argument(s)"),
        ("{{ recurring(say, {}) }}", 1, "TypeError: unhashable type: 'dict'"),
        ("<p>\n{% if %}", 2, "Expected an expression, got 'end of statement block'"),
    ],
)
def test_whatever_a_template_does_wrong_is_told_with_its_line(tmp_path: Path, template: str, line: int, told: str) -> None:
    with pytest.raises(TemplateFaultError) as fault:
        page_of(tmp_path / "templates", {"page.html": template}, "text")
    assert (fault.value.template, fault.value.line, fault.value.message) == ("page.html", line, told)


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        ("part(1, 2)", "1-2-"),
        ("part(1)", "1-9-"),
        ("part(b=2, a=1)", "1-2-"),
        ("part(1, b='<')", "1-&lt;-"),
        ("part('<', part(1))", "&lt;-1-9--"),
        ("part(*[1, 2])", "1-2-"),
        ("part(1, **{'b': 3})", "1-3-"),
        ("several(1, 2, 3)", "1+(2, 3)"),
        ("named(1, c=2)", "1+{&#39;c&#39;: 2}"),
    ],
)
def test_macros_are_called_in_every_way_that_jinja_knows(tmp_path: Path, call: str, shown: str) -> None:
    macros = (
        "{% macro part(a, b=9) %}{{ a }}-{{ b }}-{% endmacro %}"
        "{% macro several(a) %}{{ a }}+{{ varargs }}{% endmacro %}"
        "{% macro named(a) %}{{ a }}+{{ kwargs }}{% endmacro %}"
    )
    assert page_of(tmp_path, {"page.html": f"{macros}{{{{ {call} }}}}"}, "").html == shown


def test_a_macro_shows_what_stands_in_its_call(tmp_path: Path) -> None:
    macros = "{% macro box(name) %}<b>{{ name }}: {{ caller() }}</b>{% endmacro %}"
    inside = "{% for each in page %}{% call box(each) %}<i>{{ each }}</i>{% endcall %}{% endfor %}"
    assert page_of(tmp_path, {"page.html": macros + inside}, ("<", "b")).html == "<b>&lt;: <i>&lt;</i></b><b>b: <i>b</i></b>"


def test_a_value_is_escaped_and_markup_is_not(tmp_path: Path) -> None:
    told = "{{ page.0 }}{{ page.1 }}{{ page.0 }}{{ page.1 }}"
    assert page_of(tmp_path, {"page.html": told}, ("<b>", Markup("<b>"))).html == "&lt;b&gt;<b>&lt;b&gt;<b>"
    assert page_of(tmp_path, {"page.html": told}, (Markup("<i>"), "<i>")).html == "<i>&lt;i&gt;<i>&lt;i&gt;"
    assert page_of(tmp_path, {"page.html": "{{ page }}"}, "<" * 500).html == "&lt;" * 500
    assert page_of(tmp_path, {"page.html": "{{ page.0 }} {{ page.1 }}"}, (True, 1)).html == "True 1"


def test_reading_files_of_templates_loads_no_template_engine() -> None:
    program = (
        "import sys; from pathlib import Path; from disan.render import Renderer;"
        f"Renderer([Path({str(TEMPLATES)!r})], str).source('worker/sw.js'); print('jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=TEMPLATES.parent, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
