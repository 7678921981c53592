// The playground in a browser, with models of the test: one browser for all tests of a file.
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  type BrowserTagger,
  loadTagger,
  type TrainOptions,
  trainTagger,
} from '../../src/browser/index.js';
import { launchChromium } from '../report-page/chromium.js';
import { DESKTOP } from '../report-page/open-report.js';
import { type FileServer, servePlayground } from './serve-playground.js';

/** The models of the page, as the library loads them. */
export interface TestModels {
  readonly lstm: BrowserTagger;
  readonly forward: BrowserTagger;
  readonly gru: BrowserTagger;
  readonly rnn: BrowserTagger;
}

interface Opened {
  page(options?: Parameters<Browser['newPage']>[0]): Promise<Page>;
  /** The message of a page that has no models. */
  withoutModels(): Promise<string | null>;
  readonly models: TestModels;
  /** The bytes of the model that is chosen at first. */
  readonly lstmBytes: Uint8Array;
  /** Addresses that were asked for since the page was loaded. */
  readonly requests: readonly string[];
}

const corpus = readFileSync('data/teddy/dev.conll');
const smallOptions: Readonly<Record<keyof TestModels, TrainOptions>> = {
  lstm: { epochs: 20, learningRate: 0.02 },
  forward: { unidirectional: true },
  gru: { cell: 'gru' },
  rnn: { cell: 'rnn' },
};

async function trainSmall(options: TrainOptions): Promise<Uint8Array> {
  const shared = { decoder: 'softmax', hidden: 8, wordDimension: 10, epochs: 2 } as const;
  for await (const event of trainTagger(corpus, { ...shared, ...options, dev: corpus })) {
    if (event.kind === 'model') return event.bytes;
  }
  throw new Error('training ended without a model');
}

/** After each test, nothing may have been printed or have failed. */
export function usePlayground(): Opened {
  const problems: string[] = [];
  const requests: string[] = [];
  const models: Partial<Record<keyof TestModels, BrowserTagger>> = {};
  const files = new Map<string, string | Uint8Array>();
  let server: FileServer;
  let browser: Browser;

  beforeAll(async () => {
    for (const [name, options] of Object.entries(smallOptions)) {
      const bytes = await trainSmall(options);
      files.set(`teddy-${name}.safetensors`, bytes);
      models[name as keyof TestModels] = await loadTagger(bytes);
    }
    const list = [...files.keys()].map((file) => ({ file, name: file, about: 'of the test' }));
    files.set('models.json', JSON.stringify(list));
    for (const name of ['train', 'dev', 'test']) files.set(`${name}.conll`, corpus);
    server = await servePlayground(files);
    browser = await launchChromium();
  });
  afterEach(() => expect(problems.splice(0)).toEqual([]));
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  return {
    models: models as TestModels,
    requests,
    get lstmBytes() {
      return files.get('teddy-lstm.safetensors') as Uint8Array;
    },
    withoutModels: async () => {
      const empty = await servePlayground(new Map());
      const page = await browser.newPage();
      await page.goto(empty.address);
      const message = await page.getByRole('alert').textContent();
      await page.close();
      await empty.close();
      return message;
    },
    page: async (options = {}) => {
      const page = await browser.newPage({ ...DESKTOP, ...options });
      page.on('console', (message) => problems.push(`console: ${message.text()}`));
      page.on('pageerror', ({ message }) => problems.push(`error: ${message}`));
      await page.goto(server.address);
      await page.locator('mark, .highlighted p').first().waitFor();
      requests.length = 0;
      page.context().on('request', (request) => requests.push(request.url()));
      await page.context().setOffline(true);
      return page;
    },
  };
}
