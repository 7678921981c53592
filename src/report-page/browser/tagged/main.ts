// The script of the page that `tagger tag --format html` writes: moves the filters to the top, and
// shows the lines and entities that pass them.
import { renderInteger } from '../../../evaluation/report/elements/numbers.js';

const main = document.querySelector('main');
const filter = document.querySelector<HTMLElement>('.filter');
if (main && filter) connect(main, filter);

function connect(main: HTMLElement, filter: HTMLElement): void {
  const types = [...filter.querySelectorAll<HTMLInputElement>('.type')];
  const search = filter.querySelector<HTMLInputElement>('[type=search]');
  const onlyEntities = filter.querySelector<HTMLInputElement>('.only-entities');
  const status = filter.querySelector('.found');
  const lineCount = main.querySelectorAll('.line').length;
  const filterLines = createLineFilter(main);

  function showLines(): void {
    const count = filterLines(search?.value ?? '', onlyEntities?.checked ?? false);
    if (status) status.textContent = renderFound(count, lineCount);
  }

  filter.addEventListener('input', ({ target }) => {
    if (types.some((type) => type === target)) highlight(main, types);
    showLines();
  });
  filter.addEventListener('submit', (event) => event.preventDefault());
  document.querySelector('.counts')?.remove();
  main.before(filter);
  filter.hidden = false;
  // A browser may have kept what was chosen before a reload.
  highlight(main, types);
  showLines();
}

/** Highlights the entities of the types that are checked. */
function highlight(main: HTMLElement, types: readonly HTMLInputElement[]): void {
  const off = new Set(types.filter(({ checked }) => !checked).map(({ value }) => value));
  for (const mark of main.querySelectorAll<HTMLElement>('mark')) {
    mark.classList.toggle('off', off.has(mark.dataset.type ?? ''));
  }
}

/** A function that shows the lines with a text or with highlighted entities, and counts them. */
function createLineFilter(main: HTMLElement): (text: string, onlyEntities: boolean) => number {
  const sections = [...main.querySelectorAll<HTMLElement>('.file')];
  const lines = [...main.querySelectorAll<HTMLElement>('.line')];
  let texts: string[] | undefined;
  return (text, onlyEntities) => {
    const sought = text.toLowerCase();
    if (sought !== '') texts ??= lines.map(textOf);
    let count = 0;
    for (const [index, line] of lines.entries()) {
      const isFound = sought === '' || texts?.[index].includes(sought);
      const hasEntity = !onlyEntities || line.querySelector('mark:not(.off)') !== null;
      line.hidden = !isFound || !hasEntity;
      if (!line.hidden) count++;
    }
    for (const section of sections) {
      section.hidden = count > 0 && section.querySelector('.line:not([hidden])') === null;
    }
    return count;
  };
}

/** The text of a line without the types of its entities. */
function textOf(line: HTMLElement): string {
  let text = '';
  for (const node of line.childNodes) {
    text += (node.nodeName === 'MARK' ? node.firstChild : node)?.textContent ?? '';
  }
  return text.toLowerCase();
}

function renderFound(count: number, total: number): string {
  const lines = total === 1 ? '1 line' : `${renderInteger(total)} lines`;
  return count === total ? lines : `${renderInteger(count)} of ${lines}`;
}
