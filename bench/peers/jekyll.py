"""Jekyll with rqrcode, both as the system's packages bring them (Debian: jekyll, ruby-rqrcode); left out where they are not installed."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence

from bench.peers.peer import Build, Peer, Step, source

_ASKED = "puts [RUBY_VERSION, *%w[jekyll rqrcode].map { |name| Gem::Specification.find_by_name(name).version }].join(' ')"


def _install() -> None:
    if not _asked():
        raise RuntimeError("Jekyll and rqrcode are not installed; Debian has them as jekyll and ruby-rqrcode")


def _asked() -> list[str]:
    """The versions of Ruby, Jekyll and rqrcode; none where one of them is missing."""
    if shutil.which("ruby") is None or shutil.which("jekyll") is None:
        return []
    done = subprocess.run(("ruby", "-e", _ASKED), capture_output=True, text=True, check=False)
    return done.stdout.split()


def _versions() -> Mapping[str, str]:
    return dict(zip(("Ruby", "Jekyll", "rqrcode"), _asked(), strict=True))


def _command(build: Build) -> Sequence[str]:
    incremental = () if build.step in (Step.RECORD, Step.TEMPLATE) else ("--incremental",)
    return ("jekyll", "build", "--quiet", *incremental)


PEER = Peer(
    key="jekyll",
    name="Jekyll",
    install=_install,
    versions=_versions,
    source=source,
    source_file="_relics/{slug}.md",
    template="_layouts/relic.html",
    command=_command,
    output="site",
    partial=True,
    caches=(".jekyll-cache", ".jekyll-metadata"),
    filled=("_layouts/relic.html", "listing.html"),
    settings=(
        "`jekyll build --incremental` with its cache. After an edited record that leaves other pages as they were, so it is shown apart "
        "and a full build is compared; so after an edited template. Twins are copied at its hook `post_write`. "
        "The symbol is drawn from rqrcode's modules as a path, for its own SVG would double the page."
    ),
    differs="All bytes. Neighbours are names in front matter. No link is checked.",
)
