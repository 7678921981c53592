// Speed of the library in a browser tab beside Node: time to load, time to the first answer, tokens
// per second. Each figure is the best of several rounds.
//
// Run: npm run build && node dist/bench/browser-speed.js
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type * as browserLibrary from '../src/browser/index.js';
import { parseConll } from '../src/corpora/conll.js';
import { loadTagger } from '../src/index.js';
import { serveFiles } from '../test/browser/serve-files.js';
import { launchChromium } from '../test/report-page/chromium.js';

const ROUNDS = 5;
const MODEL = 'models/en.safetensors';
const CORPUS = 'data/news/train.conll';

const { sentences, tokenCount } = parseConll(readFileSync(CORPUS), CORPUS);
const texts = sentences.map(({ tokens }) => tokens.join(' '));

interface Figures {
  readonly loadMs: number;
  readonly firstMs: number;
  readonly tagMs: number;
}

const best = (rounds: readonly Figures[]): Figures => ({
  loadMs: Math.min(...rounds.map(({ loadMs }) => loadMs)),
  firstMs: Math.min(...rounds.map(({ firstMs }) => firstMs)),
  tagMs: Math.min(...rounds.map(({ tagMs }) => tagMs)),
});

async function inNode(): Promise<Figures> {
  const rounds: Figures[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const tagger = await loadTagger(MODEL);
    const loaded = performance.now();
    tagger.tag(texts[0]);
    const first = performance.now();
    tagger.tagBatch(texts);
    const tagMs = performance.now() - first;
    rounds.push({ loadMs: loaded - start, firstMs: first - loaded, tagMs });
  }
  return best(rounds);
}

const server = await serveFiles({ 'en.safetensors': MODEL });
const browser = await launchChromium();

/** Loads the model anew in each round; its bytes come from this machine. */
async function inTab(
  address: string,
  method: 'loadTagger' | 'loadTaggerInWorker',
): Promise<Figures> {
  const page = await browser.newPage();
  await page.goto(`${address}index.html`);
  const rounds = await page.evaluate(
    async ({ bundle, method, count, texts }) => {
      const library: typeof browserLibrary = await import(bundle);
      const found: Figures[] = [];
      for (let round = 0; round < count; round++) {
        const start = performance.now();
        const tagger = await library[method]('en.safetensors');
        const loaded = performance.now();
        await tagger.tag(texts[0]);
        const first = performance.now();
        await tagger.tagBatch(texts);
        const tagMs = performance.now() - first;
        found.push({ loadMs: loaded - start, firstMs: first - loaded, tagMs });
        tagger.close();
      }
      return found;
    },
    { bundle: `${address}index.js`, method, count: ROUNDS, texts },
  );
  await page.close();
  return best(rounds);
}

const rows: readonly (readonly [string, Figures])[] = [
  ['Node, one thread', await inNode()],
  ['page, one thread', await inTab(server.plain, 'loadTagger')],
  ['worker, one thread', await inTab(server.plain, 'loadTaggerInWorker')],
  ['worker, two threads', await inTab(server.isolated, 'loadTaggerInWorker')],
];
console.log(`${cpus()[0].model}, Node ${process.versions.node}, Chromium ${browser.version()}`);
console.log(`${texts.length} sentences, ${tokenCount} tokens`);
for (const [name, { loadMs, firstMs, tagMs }] of rows) {
  const speed = Math.round(tokenCount / tagMs) * 1000;
  console.log(
    `${name.padEnd(20)} load ${loadMs.toFixed(0)} ms, first answer ${firstMs.toFixed(0)} ms, ${speed} tokens/s`,
  );
}
await browser.close();
await server.close();
