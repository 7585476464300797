"""The printed codes as a table: a row a code and batch, as the ledger has it, with the record that the code opens. A view in, CSV out."""

from disan.core import listeners
from disan.core.listeners import Cell
from disan.core.strings import Words
from disan.ledger.model import LedgerRow
from disan.pages.open_data import columns
from disan.pages.open_data.columns import DataColumn
from disan.pages.view import View

COLUMNS = (
    DataColumn("code", Words("Mã", "Code")),
    DataColumn("batch", Words("Đợt in", "Batch")),
    columns.RECORD,
    DataColumn("date", Words("Ngày in", "Day of printing")),
    DataColumn("address", Words("Địa chỉ ghi trong mã QR", "Address that the QR code says")),
    DataColumn("level", Words("Mức sửa lỗi của mã QR: L, M, Q hoặc H", "Error correction of the QR code: L, M, Q or H")),
    DataColumn("matrix", Words("Dấu vết của các ô trong mã QR", "Digest of the QR code's modules")),
    DataColumn("size", Words("Khổ biển", "Size of the plaque")),
    DataColumn("quantity", Words("Số biển", "Number of plaques"), "integer"),
    DataColumn("note", Words("Ghi chú", "Note")),
)


def content(view: View) -> bytes:
    """The rows in the ledger's order; of a code that opens no record none is named."""
    rows = (list(_cells(view, row).values()) for row in view.ledger.rows)
    return columns.header(COLUMNS) + listeners.csv(rows).encode()


def _cells(view: View, row: LedgerRow) -> dict[str, Cell]:
    opened = view.catalogue.by_code.get(row.code)
    told: dict[str, Cell] = {"record": opened.reference if opened else "", "date": row.date.isoformat(), "quantity": row.quantity}
    return {column.name: told[column.name] if column.name in told else str(getattr(row, column.name)) for column in COLUMNS}
