// Cells of the confusion matrix as buttons that list their errors. The matrix is one stop of the
// Tab key; arrow keys move in it.

type Choose = (gold: string | null, predicted: string | null) => void;

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly button: HTMLButtonElement;
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function connectConfusion(
  article: HTMLElement,
  types: readonly string[],
  choose: Choose,
): void {
  const elements = article.querySelectorAll<HTMLElement>('.confusion td.wrong');
  const cells = [...elements].map((element): Cell => {
    const [row, column] = [Number(element.dataset.row), Number(element.dataset.column)];
    const [gold, predicted] = [types[row] ?? null, types[column] ?? null];
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    button.textContent = element.textContent;
    button.ariaLabel = `${element.textContent}: gold ${gold ?? 'none'}, predicted ${predicted ?? 'none'}`;
    button.addEventListener('click', () => choose(gold, predicted));
    element.replaceChildren(button);
    return { row, column, button };
  });
  if (cells.length === 0) return;
  cells[0].button.tabIndex = 0;
  article.querySelector('.confusion')?.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent && moveFocus(cells, event.key)) event.preventDefault();
  });
  for (const hint of article.querySelectorAll<HTMLElement>('.hint')) hint.hidden = false;
}

/** Moves to the nearest cell in the direction of an arrow key; whether there is one. */
function moveFocus(cells: readonly Cell[], key: string): boolean {
  const current = cells.find(({ button }) => button === document.activeElement);
  const step = STEPS[key];
  if (!current || !step) return false;
  const distanceOf = ({ row, column }: Cell) => {
    const [rows, columns] = [row - current.row, column - current.column];
    const ahead = rows * step[0] + columns * step[1];
    return ahead > 0 ? ahead + 100 * Math.abs(rows * step[1] + columns * step[0]) : Infinity;
  };
  const nearest = cells.reduce((a, b) => (distanceOf(b) < distanceOf(a) ? b : a));
  if (distanceOf(nearest) === Number.POSITIVE_INFINITY) return false;
  current.button.tabIndex = -1;
  nearest.button.tabIndex = 0;
  nearest.button.focus();
  return true;
}
