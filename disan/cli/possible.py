"""Work that may turn out impossible as it was asked for, or for want of the extra libraries: work in, an exit code out."""

import argparse
import sys
from collections.abc import Callable

from disan.cli.shared import USAGE, wrong_arguments
from disan.core import installation
from disan.core.strings import Strings

_EXTRA = frozenset({"cv2", "ezdxf", "numpy", "pikepdf", "pypdfium2", "zxingcpp"})


class NotPossibleError(Exception):
    """The order cannot be carried out as it was given; its text, in the reader's language, says why."""


def possible(work: Callable[[], int], options: argparse.Namespace, strings: Strings) -> int:
    """The exit code of the work, or that of wrong usage, after saying why it cannot be done and what would help."""
    wrong = wrong_arguments(argparse.Namespace(base_url=None, out=options.out, root=options.root), strings)
    if not wrong:
        try:
            return work()
        except NotPossibleError as error:
            wrong = str(error)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in _EXTRA:
                raise
            wrong = strings.say("plaques.not_installed", module=error.name, install=installation.command("plaques"))
    print(wrong, file=sys.stderr)
    return USAGE
