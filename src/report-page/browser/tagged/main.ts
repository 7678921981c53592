// The script of the page that `tagger tag --format html` writes: moves the filters to the top, and
// shows the lines and entities that pass them.
import { renderInteger } from '../../../evaluation/report/elements/numbers.js';

const main = document.querySelector('main');
const filter = document.querySelector<HTMLElement>('.filter');
if (main && filter) connect(main, filter);

function connect(main: HTMLElement, filter: HTMLElement): void {
  const sections = [...main.querySelectorAll<HTMLElement>('.file')];
  const lines = [...main.querySelectorAll<HTMLElement>('.line')];
  const types = [...filter.querySelectorAll<HTMLInputElement>('.type')];
  const search = filter.querySelector<HTMLInputElement>('[type=search]');
  const onlyEntities = filter.querySelector<HTMLInputElement>('.only-entities');
  const status = filter.querySelector('.found');
  let texts: string[] | undefined;

  function showTypes(): void {
    const off = new Set(types.filter(({ checked }) => !checked).map(({ value }) => value));
    for (const mark of main.querySelectorAll<HTMLElement>('mark')) {
      mark.classList.toggle('off', off.has(mark.dataset.type ?? ''));
    }
  }

  function showLines(): void {
    const sought = search?.value.toLowerCase() ?? '';
    if (sought !== '') texts ??= lines.map(textOf);
    let count = 0;
    for (const [index, line] of lines.entries()) {
      const isFound = sought === '' || texts?.[index].includes(sought);
      const hasEntity = !onlyEntities?.checked || line.querySelector('mark:not(.off)') !== null;
      line.hidden = !isFound || !hasEntity;
      if (!line.hidden) count++;
    }
    for (const section of sections) {
      section.hidden = section.querySelector('.line:not([hidden])') === null && count > 0;
    }
    if (status) status.textContent = renderFound(count, lines.length);
  }

  filter.addEventListener('input', ({ target }) => {
    if (types.some((type) => type === target)) showTypes();
    showLines();
  });
  filter.addEventListener('submit', (event) => event.preventDefault());
  document.querySelector('.counts')?.remove();
  main.before(filter);
  filter.hidden = false;
  // A browser may have kept what was chosen before a reload.
  showTypes();
  showLines();
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
