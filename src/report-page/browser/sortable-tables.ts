// Headers of the tables of scores as buttons that sort the rows. Averages stay on top.

const FEWEST_ROWS = 3;

export function connectSortableTables(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table.scores')) {
    const body = table.tBodies[table.tBodies.length - 1];
    if (!body || body.rows.length < FEWEST_ROWS) continue;
    const headers = [...table.querySelectorAll<HTMLElement>('thead th:not(.plotted)')];
    headers.forEach((header, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = header.textContent;
      button.addEventListener('click', () => {
        // The first click puts the largest numbers on top, and names in the order of the alphabet.
        const isDescending =
          column === 0 ? isSorted(header, 'ascending') : !isSorted(header, 'descending');
        for (const other of headers) other.removeAttribute('aria-sort');
        header.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
        sortRows(body, column, isDescending ? -1 : 1);
      });
      header.replaceChildren(button);
    });
  }
}

const isSorted = (header: Element, direction: string) =>
  header.getAttribute('aria-sort') === direction;

function sortRows(body: HTMLTableSectionElement, column: number, sign: 1 | -1): void {
  const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column], column) }));
  keyed.sort((a, b) => sign * (a.key < b.key ? -1 : Number(a.key > b.key)));
  body.append(...keyed.map(({ row }) => row));
}

/** A name, or the number at the start of a cell: an interval may follow it. */
function keyOf(cell: HTMLTableCellElement, column: number): string | number {
  const text = cell.firstChild?.textContent ?? '';
  return column === 0 ? text : Number(text.replaceAll(',', ''));
}
