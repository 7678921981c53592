// The script of the HTML report: the error browser, the choice of a system, the confusion matrix,
// the sorting of tables.
import { render } from 'preact';
import type { PageData, PageError } from '../../evaluation/report/html/page-data.js';
import { type BrowserState, INITIAL_STATE, type ShownSystem } from './browser-state.js';
import { connectConfusion } from './confusion-cells.js';
import { ErrorBrowser } from './error-browser.js';
import { NO_FILTERS } from './filters.js';
import { connectSortableTables } from './sortable-tables.js';
import { connectSystemSwitch } from './system-switch.js';

const data: PageData = JSON.parse(document.getElementById('page-data')?.textContent ?? '');
const lowerCase = data.sentences.map((tokens) => tokens.join(' ').toLowerCase());

const connected = new Set<HTMLElement>();

connectSystemSwitch((article) => {
  const container = article.querySelector<HTMLElement>('.error-browser');
  if (!container || connected.has(article)) return;
  connected.add(article);
  connect(article, container);
});
connectSortableTables();

function connect(article: HTMLElement, container: HTMLElement): void {
  const index = Number(container.dataset.system);
  const system = data.systems[index];
  const shown: ShownSystem = {
    system,
    corpus: data.corpus,
    other: index === 0 ? data.other : undefined,
    tokensOf: ({ sentence }: PageError) => data.sentences[sentence],
    textOf: ({ sentence }: PageError) => lowerCase[sentence],
  };
  let state = INITIAL_STATE;

  function change(changed: Partial<BrowserState>): void {
    state = { ...state, ...changed };
    render(<ErrorBrowser shown={shown} state={state} onChange={change} />, container);
  }

  container.replaceChildren();
  change({});
  connectConfusion(article, system.types, (gold, predicted) => {
    change({ filters: { ...NO_FILTERS, gold, predicted }, page: 0 });
    container.querySelector<HTMLElement>('.examples-title')?.focus();
  });
}
