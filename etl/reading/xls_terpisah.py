"""`python -m etl.reading.xls_terpisah`: reads an .xls from standard input in a process of its own and writes its cells, pickled, to standard output.

The reader of this old format can ask for any amount of memory, or end its whole process, when a file is damaged.
"""

from __future__ import annotations

import io
import pickle
import resource
import sys

MEMORI_TERBANYAK = 1_500_000_000


def main() -> int:
    """0 when the cells were written."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI_TERBANYAK, MEMORI_TERBANYAK))
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
            visible = calamine.SheetVisibleEnum.Visible
            metas = [meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
            sheets = [(meta.name, meta.visible != visible, book.get_sheet_by_name(meta.name)) for meta in metas]
            content = [
                (nama, hidden, (sheet.start, sheet.end), list(sheet.iter_rows()), sheet.merged_cell_ranges or [])
                for nama, hidden, sheet in sheets
            ]
    except (calamine.CalamineError, ValueError, MemoryError, OverflowError):
        return 1
    pickle.dump(content, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
