"""Why a recording cannot be taken apart, as exceptions: the readers of formats raise them."""


class DamagedError(ValueError):
    """The file begins like one of its format and does not go on like one."""


class UnplayableError(ValueError):
    """The file is whole and phones do not play it, or it is a film; `reason` is `format` or `film`, the text names the format."""

    def __init__(self, name: str, reason: str = "format") -> None:
        super().__init__(name)
        self.reason = reason
