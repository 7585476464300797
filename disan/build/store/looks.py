"""The last looks at the disk, as a store keeps them: each once as a whole, and what has changed since, so that little costs little.

A store goes in and looks come out, or the other way round. Knows nothing of what was looked at.
"""

from typing import NamedTuple

from disan.build.store import Store, packed, stamps
from disan.build.store.stamps import NOTHING, Snapshot

_WHOLE_AGAIN = 8
"""A look of which more than an eighth has changed is kept as a whole again."""


class KeptSnapshots(NamedTuple):
    """A look as it was kept as a whole, and as it is with all that has changed since."""

    whole: Snapshot
    seen: Snapshot


def read(store: Store, name: str) -> KeptSnapshots:
    """The look kept under a name; nothing where there is none, or none that can be read."""
    try:
        whole = stamps.unpacked(*store.get("known", name))
        since = store.get("known", _since(name))
        if since == ():
            return KeptSnapshots(whole, whole)
        changed, gone = stamps.unpacked(*since[0]), set(since[1])
    except (TypeError, ValueError):
        return KeptSnapshots(NOTHING, NOTHING)
    both = Snapshot({**whole.stamps, **changed.stamps}, {**whole.digests, **changed.digests})
    return KeptSnapshots(whole, _of(both, [path for path in both.stamps if path not in gone]) if gone else both)


def keep(store: Store, name: str, whole: Snapshot, seen: Snapshot) -> None:
    """Keeps a look; `whole` is what was kept as a whole under its name."""
    changed = [
        path for path, stamp in seen.stamps.items() if whole.stamps.get(path) != stamp or whole.digests.get(path) != seen.digests[path]
    ]
    gone = whole.stamps.keys() - seen.stamps.keys()
    if (len(changed) + len(gone)) * _WHOLE_AGAIN > len(seen.stamps):
        store.put("known", [(name, packed(stamps.packed(seen))), (_since(name), packed(()))])
    else:
        store.put("known", [(_since(name), packed((stamps.packed(_of(seen, changed)), tuple(gone))))])


def _of(seen: Snapshot, paths: list[str]) -> Snapshot:
    return Snapshot({path: seen.stamps[path] for path in paths}, {path: seen.digests[path] for path in paths})


def _since(name: str) -> str:
    return f"{name}, since"
