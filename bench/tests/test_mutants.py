"""Why a mutant stands: said of its function, or of one piece that may be another anywhere."""

import pytest

from bench.mutants import Chosen, Equivalence, Explanation, Mutant, why

CHOSEN = Chosen(
    1,
    (),
    (Explanation("a.b", ("return 1 → return ",), "said"),),
    (Equivalence("'utf-8'", "'UTF-8'", "no case"), Equivalence(", strict=False", "", "so anyway")),
)


@pytest.mark.parametrize(
    ("function", "change", "said"),
    [
        ("a.b", "return 1 → return 2", "said"),
        ("a.c", "return 1 → return 2", ""),
        ("a.b", "return 3 → return 1", ""),
        ("a.c", "x = y.decode('utf-8') + z.decode('utf-8') → x = y.decode('utf-8') + z.decode('UTF-8')", "no case"),
        ("a.c", "x = y.decode('utf-8') + z.decode('utf-8') → x = y.decode('UTF-8') + z.decode('UTF-8')", ""),
        ("a.c", "x = y.decode('utf-8') → x = z.decode('UTF-8')", ""),
        ("a.c", "x = zip(y, z, strict=False) → x = zip(y, z)", "so anyway"),
        ("a.c", "a default of a parameter", ""),
    ],
)
def test_a_mutant_is_explained_by_what_it_changes_and_nothing_else(function: str, change: str, said: str) -> None:
    assert why(Mutant("b.py", "b", function, change), CHOSEN) == said
