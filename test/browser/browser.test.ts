// The bundle for browsers in Chromium, from a static file server, beside the command.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type * as browserLibrary from '../../src/browser/index.js';
import { launchChromium } from '../report-page/chromium.js';
import {
  CORPORA,
  MODEL,
  rounded,
  sha256Of,
  tagWithCommand,
  texts,
  trainWithCommand,
} from './command-results.js';
import { loadLibrary, tagAll, tagInParts, train } from './on-the-page.js';
import { type FileServer, serveFiles } from './serve-files.js';

const BUNDLE = 'dist/src/bundle/browser';
// Globals of the pages.
declare const library: typeof browserLibrary;
declare const tagger: browserLibrary.BrowserTagger;
declare const corpora: readonly string[];

interface Opened {
  readonly page: Page;
  /** Names of the files that the page and its workers have asked for. */
  readonly requests: string[];
}

const files: Record<string, string> = {
  'en.safetensors': MODEL,
  'train.conll': CORPORA.train,
  'dev.conll': CORPORA.dev,
};
let browser: Browser;
let server: FileServer;
let plain: Opened;
let isolated: Opened;
const problems: string[] = [];

beforeAll(async () => {
  server = await serveFiles(files);
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
  await page.evaluate(loadLibrary, `${address}index.js`);
  return { page, requests };
}

let expected: unknown[] | undefined;

/** Holds entities of the browser against those of the command. */
function expectSame(found: Parameters<typeof rounded>[0]): void {
  expected ??= tagWithCommand(texts);
  expect(rounded(found)).toEqual(expected);
}

test('without isolation, one thread tags 1,000 sentences as the command does', async () => {
  expect(texts).toHaveLength(1000);
  expectSame(await plain.page.evaluate(tagAll, texts));
  expect(plain.requests.filter((name) => name === 'tagger-worker.js')).toEqual([]);
});

test('with isolation, two threads tag them as well', async () => {
  const { found, notificationCount } = await isolated.page.evaluate(tagInParts, texts);
  expect(notificationCount).toBeGreaterThan(0);
  expectSame(found);
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

test('training writes the bytes of the command, and asks the network for nothing', async () => {
  const requestCount = plain.requests.length;
  await plain.page.context().setOffline(true);
  const onPage = { method: 'trainTagger', options } as const;
  const trained = await plain.page.evaluate(train, onPage);
  await plain.page.evaluate((text) => tagger.tag(text), texts[0]);
  await plain.page.context().setOffline(false);
  expect(plain.requests.slice(requestCount)).toEqual([]);
  const sha256 = sha256Of(trainWithCommand(trainingFlags));
  expect(trained).toEqual({
    kinds: ['start', 'batch', 'epoch', 'batch', 'epoch', 'end', 'model'],
    sha256,
    types: ['LOC', 'MISC', 'ORG', 'PER'],
  });
  // With two threads and in a worker, the bytes are the same.
  const inWorker = { method: 'trainTaggerInWorker', options } as const;
  expect(await isolated.page.evaluate(train, inWorker)).toEqual(trained);
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
  expect(found).toEqual([true, 'tag: the tagger was ended', 1]);
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
  const found = await plain.page.evaluate(async () => {
    const { InputError, UsageError, loadTaggerInWorker, trainTaggerInWorker } = library;
    const known = { InputError, UsageError, TypeError };
    const describe = (error: Error) => {
      const [name] = Object.entries(known).find(([, Class]) => error.constructor === Class) ?? [];
      return `${name}: ${error.message}`;
    };
    const failure = (promise: Promise<unknown>) =>
      promise.then((value) => `no error, but ${value}`, describe);
    const en = await loadTaggerInWorker(new Blob([await (await fetch('en.safetensors')).blob()]));
    const failures = [
      await failure(loadTaggerInWorker(new Blob(['no model']))),
      await failure(loadTaggerInWorker(new File(['no model'], 'my.safetensors'))),
      await failure(loadTaggerInWorker(await fetch('dev.conll'))),
      await failure(loadTaggerInWorker(new Blob([]), { threads: 0 })),
      await failure(loadTaggerInWorker((() => {}) as never)),
      await failure(trainTaggerInWorker('a O', { epochs: 0 }).next()),
      await failure(trainTaggerInWorker('a O\n\nb O\n').next()),
      await failure(en.tag(1 as never)),
      await failure(en.gradientNorms('Teddy slept.', 9)),
      await failure(en.gradientNorms('Teddy slept.', 1, { tag: () => {} } as never)),
    ];
    en.close();
    return failures;
  });
  expect(found).toEqual([
    'InputError: the model: expected a safetensors file, found text',
    'InputError: my.safetensors: expected a safetensors file, found text',
    `InputError: ${server.plain}dev.conll: expected a safetensors file, found text`,
    'TypeError: loadTagger: expected threads to be a whole number of at least 1, found 0',
    expect.stringMatching(/^TypeError: expected values that can be sent to a worker: .+ cloned/),
    'UsageError: --epochs: expected a whole number of at least 1, found 0',
    'InputError: corpus.conll: expected at least one entity in the training sentences, found only O tags',
    'TypeError: tag: expected a string, found 1',
    'TypeError: gradientNorms: expected the index of one of 3 tokens, found 9',
    expect.stringMatching(/^TypeError: expected values that can be sent to a worker: .+ cloned/),
  ]);
});

test('when a worker has ended, calls fail, those before and those after it', async () => {
  const found = await plain.page.evaluate(async () => {
    const message = (promise: Promise<unknown>) =>
      promise.then(
        () => 'no error',
        (error: Error) => error.message,
      );
    const en = await library.loadTaggerInWorker('en.safetensors');
    const before = message(en.tag('Teddy slept.'));
    en.close();
    const worker = library.startTaggerWorker();
    const events = worker.trainTagger(corpora[0], { epochs: 1000 });
    await events.next();
    worker.close();
    const training = async () => {
      for await (const { kind } of events) if (kind === 'model') return;
    };
    return [await before, await message(en.tag('Teddy slept.')), await message(training())];
  });
  expect(found).toEqual(['the worker was ended', 'the worker was ended', 'the worker was ended']);
});

test('without the script of the worker, its calls fail', async () => {
  const page = await browser.newPage();
  await page.route('**/worker.js', (route) => route.fulfill({ status: 404 }));
  await page.goto(`${server.plain}index.html`);
  const found = await page.evaluate(async (bundle) => {
    const { startTaggerWorker }: typeof browserLibrary = await import(bundle);
    const worker = startTaggerWorker();
    const load = () => worker.loadTagger('en.safetensors').catch(({ message }) => message);
    return [await load(), await load()];
  }, `${server.plain}index.js`);
  await page.close();
  const message = 'the worker has failed: its file cannot be loaded';
  expect(found).toEqual([message, message]);
});

test('an ensemble tags and trains as with the command', async () => {
  const some = texts.slice(0, 200);
  const flags = ['--epochs', '2', '--hidden', '8', '--learning-rate', '0.02', '--ensemble', '2'];
  const path = trainWithCommand(flags);
  files['ensemble.safetensors'] = path;
  const found = await isolated.page.evaluate(async (given) => {
    const loaded = await library.loadTagger('ensemble.safetensors');
    const entities = loaded.tagBatch(given).map((text) => text.entities);
    loaded.close();
    return entities;
  }, some);
  expect(found.flat().length).toBeGreaterThan(0);
  expect(rounded(found)).toEqual(tagWithCommand(some, ['--model', path]));
  const options = { epochs: 2, hidden: 8, learningRate: 0.02, ensemble: 2 };
  const inTab = { method: 'trainTagger', options } as const;
  expect((await isolated.page.evaluate(train, inTab)).sha256).toBe(sha256Of(path));
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
