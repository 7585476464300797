"""Which codes are to be asked, each at the address that its plaque shows. The ledger and the records go in."""

from collections.abc import Iterable

from disan.core import addresses as places
from disan.core.addresses import Addresses
from disan.ledger import Ledger
from disan.verify.finding import Subject


def subjects(ledger: Ledger, codes: Iterable[str], addresses: Addresses) -> tuple[Subject, ...]:
    """Every row of the ledger, then every code that was given (`codes`) or retired and is on no plaque yet."""
    printed = [Subject(row.code, row.batch, row.address) for row in sorted(ledger.rows, key=lambda row: (row.date, row.batch, row.code))]
    others = sorted(({*codes} | ledger.retired().keys()) - ledger.printed().keys())
    return (*printed, *(Subject(code, "", addresses.plaque(places.code_path(code))) for code in others))
