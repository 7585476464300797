"""What went wrong with a template, as one exception that names template and line."""


class TemplateFaultError(Exception):
    """A template went wrong: which one, at which line, and what the template engine says."""

    def __init__(self, template: str, line: int, message: str) -> None:
        super().__init__(message)
        self.template, self.line, self.message = template, line, message
