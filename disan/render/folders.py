"""Where templates are looked for. A project's folder goes in, folders with templates come out, the first to win first."""

from pathlib import Path


def program_templates() -> Path:
    """The folder of the templates that come with the program: inside the package where it is installed, beside it in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def template_folders(root: Path) -> tuple[Path, ...]:
    """The folders in which a project's templates are looked for: its own, if it has some, then the program's."""
    own, program = root / "templates", program_templates()
    return (own, program) if own.is_dir() and own.resolve() != program.resolve() else (program,)


def folder_with(root: Path, name: str) -> Path:
    """The first of a project's folders of templates that has a folder or a template of this name."""
    return next(folder for folder in template_folders(root) if (folder / name).exists())
