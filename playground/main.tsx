// The script of the playground: fetches the models and the sample corpora, then shows the page.
import { render } from 'preact';
import { startTaggerWorker } from 'teddy-tagger/browser';
import { fetchCatalog } from './models/catalog.js';
import { Playground } from './playground.js';

const main = document.getElementById('playground');
if (main) start(main);

async function start(main: HTMLElement): Promise<void> {
  render(<p role="status">Loading …</p>, main);
  try {
    // Every worker starts now, so that no script is fetched later.
    const workers = {
      looking: startTaggerWorker(),
      training: [startTaggerWorker(), startTaggerWorker()] as const,
    };
    const catalog = await fetchCatalog();
    render(<Playground catalog={catalog} workers={workers} />, main);
  } catch (error) {
    render(<p role="alert">{error instanceof Error ? error.message : String(error)}</p>, main);
  }
}
