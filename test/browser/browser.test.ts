// The bundle for browsers in Chromium, from a static file server, beside the command.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type * as browserLibrary from '../../src/browser/index.js';
import { parseConll } from '../../src/corpora/conll.js';
import { runTagger } from '../e2e/run-tagger.js';
import { launchChromium } from '../report-page/chromium.js';
import { type FileServer, serveFiles } from './serve-files.js';

const BUNDLE = 'dist/src/bundle/browser';
const MODEL = 'models/en.safetensors';
const SENTENCE_COUNT = 1000;

const corpus = 'data/news/train.conll';
const texts = parseConll(readFileSync(corpus), corpus)
  .sentences.slice(0, SENTENCE_COUNT)
  .map(({ tokens }) => tokens.join(' '));

// Globals of the pages.
declare const library: typeof browserLibrary;
declare const tagger: browserLibrary.BrowserTagger;
declare const corpora: readonly string[];

interface Opened {
  readonly page: Page;
  /** Names of the files that the page and its workers have asked for. */
  readonly requests: string[];
}

let browser: Browser;
let server: FileServer;
let plain: Opened;
let isolated: Opened;
const problems: string[] = [];

beforeAll(async () => {
  server = await serveFiles({
    'en.safetensors': MODEL,
    'train.conll': 'data/teddy/train.conll',
    'dev.conll': 'data/teddy/dev.conll',
  });
  browser = await launchChromium();
  plain = await open(server.plain);
  isolated = await open(server.isolated);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

async function open(address: string): Promise<Opened> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', ({ message }) => problems.push(message));
  context.on('request', (request) => requests.push(request.url().replace(address, '')));
  await page.goto(`${address}index.html`);
  await page.evaluate(async (bundle) => {
    const imported: typeof browserLibrary = await import(bundle);
    const loaded = await imported.loadTagger('en.safetensors');
    Object.assign(globalThis, { library: imported, tagger: loaded });
  }, `${address}index.js`);
  return { page, requests };
}

/** What the command finds, a line of JSON for each text. */
function commandOutput(): unknown[] {
  const { stdout, stderr } = runTagger(['tag', '--format', 'jsonl'], {
    input: texts.map((text) => `${text}\n`).join(''),
  });
  expect(stderr).toBe('');
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).entities);
}

let expected: unknown[] | undefined;

/** Holds entities of the browser against those of the command, which rounds their confidences. */
function expectSame(found: readonly (readonly { readonly confidence: number }[])[]): void {
  expected ??= commandOutput();
  const rounded = found.map((entities) =>
    entities.map((entity) => ({ ...entity, confidence: Number(entity.confidence.toFixed(4)) })),
  );
  expect(rounded).toEqual(expected);
}

const tagAll = ({ page }: Opened) =>
  page.evaluate((given) => {
    return tagger.tagBatch(given).map(({ entities }) => entities);
  }, texts);

test('without isolation, one thread tags 1,000 sentences as the command does', async () => {
  expect(texts).toHaveLength(SENTENCE_COUNT);
  expectSame(await tagAll(plain));
  expect(plain.requests.filter((name) => name === 'tagger-worker.js')).toEqual([]);
});

test('with isolation, two threads tag them as well', async () => {
  // Sharing is tried after some waves alone; each job of the other thread begins with a notification.
  const { found, postCount } = await isolated.page.evaluate((given) => {
    const { notify } = Atomics;
    const call: (...args: never[]) => number = notify;
    let count = 0;
    Atomics.notify = (...args: unknown[]) => {
      count++;
      return call(...(args as never[]));
    };
    const entities: browserLibrary.TaggedText['entities'][] = [];
    for (let first = 0; first < given.length; first += 50) {
      const tagged = tagger.tagBatch(given.slice(first, first + 50));
      entities.push(...tagged.map((text) => text.entities));
    }
    Atomics.notify = notify;
    return { found: entities, postCount: count };
  }, texts);
  expect(postCount).toBeGreaterThan(0);
  expectSame(found as Awaited<ReturnType<typeof tagAll>>);
  expect(isolated.requests.filter((name) => name === 'tagger-worker.js')).toHaveLength(1);
});

test('a tagger in a worker has the same methods with the same results', async () => {
  const { page } = isolated;
  const [inWorker, onPage] = await page.evaluate(
    async (given) => {
      const worker = await library.loadTaggerInWorker('en.safetensors');
      const text = given.slice(0, 5).join(' ');
      const calls: Readonly<Record<string, readonly unknown[]>> = {
        tag: [text],
        tagBatch: [given],
        tagSentences: [[['Teddy', 'slept']]],
        redact: [text],
        score: ['Teddy B-PER\nslept O\n'],
        gates: [text],
        readLabels: [text, { directions: 'forward' }],
        readPrefixes: ['He saw Teddy Roosevelt.'],
        gradientNorms: ['He saw Teddy Roosevelt.', 2, { tag: 'O' }],
        gradientFlow: [given.slice(0, 20)],
      };
      const resultsOf = async (of: object) => {
        const results: Record<string, unknown> = {};
        for (const [name, value] of Object.entries(of)) {
          if (name === 'close') continue;
          results[name] = typeof value === 'function' ? await value(...calls[name]) : value;
        }
        return JSON.stringify(results);
      };
      const results = [await resultsOf(worker), await resultsOf(tagger)];
      worker.close();
      return results;
    },
    texts.slice(0, 40),
  );
  expect(JSON.parse(inWorker)).toEqual(JSON.parse(onPage));
  expect(Object.keys(JSON.parse(onPage))).toContain('gradientFlow');
});

const trainingFlags = ['--epochs', '2', '--hidden', '20', '--cell', 'gru', '--seed', '3'];
const options = { epochs: 2, hidden: 20, cell: 'gru', seed: 3 } as const;

/** The SHA-256 of the model that the command writes. */
function commandModel(): string {
  const output = join(mkdtempSync(join(tmpdir(), 'browser-')), 'm.safetensors');
  const files = ['data/teddy/train.conll', '--dev', 'data/teddy/dev.conll', '--output', output];
  const { exitCode } = runTagger(['train', ...files, ...trainingFlags, '--threads', '1']);
  expect(exitCode).toBe(0);
  return createHash('sha256').update(readFileSync(output)).digest('hex');
}

const train = ({ page }: Opened, method: 'trainTagger' | 'trainTaggerInWorker') =>
  page.evaluate(
    async ({ method, options }) => {
      const names = { name: 'train.conll', devName: 'dev.conll', dev: corpora[1] };
      const kinds: string[] = [];
      for await (const event of library[method](corpora[0], { ...options, ...names })) {
        if (kinds.at(-1) !== event.kind) kinds.push(event.kind);
        if (event.kind !== 'model') continue;
        const digest = await crypto.subtle.digest('SHA-256', event.bytes);
        const bytes = Array.from(new Uint8Array(digest));
        const trained = await library.loadTagger(event.bytes);
        const sha256 = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
        return { kinds, sha256, types: trained.types };
      }
      return undefined;
    },
    { method, options },
  );

const fetchCorpora = ({ page }: Opened) =>
  page.evaluate(async () => {
    const get = async (name: string) => (await fetch(name)).text();
    const corpora = [await get('train.conll'), await get('dev.conll')];
    Object.assign(globalThis, { corpora });
  });

test('training writes the bytes of the command, and asks the network for nothing', async () => {
  await Promise.all([fetchCorpora(plain), fetchCorpora(isolated)]);
  const requestCount = plain.requests.length;
  await plain.page.context().setOffline(true);
  const trained = await train(plain, 'trainTagger');
  await plain.page.evaluate((text) => tagger.tag(text), texts[0]);
  await plain.page.context().setOffline(false);
  expect(plain.requests.slice(requestCount)).toEqual([]);
  const sha256 = commandModel();
  expect(trained).toEqual({
    kinds: ['start', 'batch', 'epoch', 'batch', 'epoch', 'end', 'model'],
    sha256,
    types: ['LOC', 'MISC', 'ORG', 'PER'],
  });
  // With two threads and in a worker, the bytes are the same.
  expect(await train(isolated, 'trainTaggerInWorker')).toEqual(trained);
});

test('one worker has several taggers and trainings, and loads its script once', async () => {
  const requestCount = plain.requests.length;
  const found = await plain.page.evaluate(async () => {
    const { startTaggerWorker, loadTagger } = library;
    const worker = startTaggerWorker();
    const text = 'Teddy Roosevelt slept.';
    const en = await worker.loadTagger('en.safetensors');
    const options = { epochs: 1, hidden: 4 };
    const results: unknown[] = [];
    // Left in its first epoch, so that it makes no model.
    for await (const { kind } of worker.trainTagger(corpora[1], { ...options, epochs: 1000 })) {
      if (kind === 'batch') break;
    }
    for await (const event of worker.trainTagger(corpora[1], options)) {
      if (event.kind !== 'model') continue;
      const trained = await worker.loadTagger(event.bytes.slice());
      const alone = await loadTagger(event.bytes);
      results.push(
        JSON.stringify(await trained.readLabels(text)) === JSON.stringify(alone.readLabels(text)),
      );
      trained.close();
      results.push(await trained.tag(text).catch(({ message }) => message));
    }
    results.push((await en.tag(text)).length);
    worker.close();
    return results;
  });
  expect(found).toEqual([true, 'no method tag', 1]);
  const scripts = plain.requests.slice(requestCount).filter((name) => name === 'worker.js');
  expect(scripts).toHaveLength(1);
});

test('an aborted training in a worker ends with the best model so far', async () => {
  const events = await isolated.page.evaluate(async () => {
    const controller = new AbortController();
    const options = { epochs: 1000, hidden: 4, signal: controller.signal, gradientFlow: true };
    const found: string[] = [];
    for await (const event of library.trainTaggerInWorker(corpora[1], options)) {
      if (event.kind === 'epoch') controller.abort();
      if (event.kind === 'gradient-flow') found.push(`flow after ${event.epoch}`);
      if (event.kind === 'end') found.push(event.reason);
      if (event.kind === 'model') found.push(event.kind);
    }
    return found;
  });
  expect(events.slice(0, 2)).toEqual(['flow after 0', 'flow after 1']);
  expect(events.slice(-2)).toEqual(['interrupted', 'model']);
});

test('errors in a worker have the class and the sentence of the library', async () => {
  const messages = await plain.page.evaluate(async () => {
    const { InputError, UsageError, loadTaggerInWorker, trainTaggerInWorker } = library;
    const failure = (promise: Promise<unknown>) => promise.then(String, (error) => error);
    const missing = await failure(loadTaggerInWorker(new Blob(['no model'])));
    const wrong = await failure(trainTaggerInWorker('a O', { epochs: 0 }).next());
    return [
      missing instanceof InputError,
      missing.message,
      wrong instanceof UsageError,
      wrong.message,
    ];
  });
  expect(messages).toEqual([
    true,
    'the model: expected a safetensors file, found text',
    true,
    '--epochs: expected a whole number of at least 1, found 0',
  ]);
});

test('nothing was printed, and nothing has failed', () => {
  expect(problems).toEqual([]);
});

test('the bundle has at most 120 KB, gzipped, and no module of Node', () => {
  const files = readdirSync(BUNDLE).map((name) => readFileSync(join(BUNDLE, name)));
  expect(files.length).toBeGreaterThan(2);
  const size = files.reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0);
  expect(size).toBeLessThanOrEqual(120 * 1024);
  for (const bytes of files) expect(bytes.toString()).not.toMatch(/["'`]node:/);
});
