"""How a type says no: an error whose type is a rule's name and whose context holds the values of its sentences."""

from pydantic_core import PydanticCustomError


def refused(rule: str, /, **values: object) -> PydanticCustomError:
    """The error to raise; `values` fill the sentences `rules.<rule>.*`."""
    return PydanticCustomError(rule, "{rule}", {"rule": rule, **values})
