// The bundle for browsers in Firefox, if it is installed, beside the command.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  CORPORA,
  MODEL,
  rounded,
  sha256Of,
  tagWithCommand,
  texts,
  trainWithCommand,
} from './command-results.js';
import { createFirefoxPage, findFirefox } from './firefox.js';
import { loadLibrary, tagInParts, train } from './on-the-page.js';
import { type FileServer, serveFiles } from './serve-files.js';

const path = findFirefox(process.env);
const testInFirefox = path === undefined ? test.skip : test;
const page = createFirefoxPage();
let server: FileServer;

beforeAll(async () => {
  if (path === undefined) {
    process.stderr.write(
      'The tests in Firefox are skipped, because it is not installed: "apt-get install firefox-esr", or set FIREFOX to its path.\n',
    );
    return;
  }
  const files = { 'en.safetensors': MODEL, 'train.conll': CORPORA.train, 'dev.conll': CORPORA.dev };
  server = await serveFiles(files, page.answers);
  page.open(path, server.isolated);
});

afterAll(async () => {
  await page.close();
  await server?.close();
});

testInFirefox('two threads tag 1,000 sentences as the command does', async () => {
  await page.evaluate(loadLibrary, `${server.isolated}index.js`);
  const { found, notificationCount } = await page.evaluate(tagInParts, texts);
  expect(notificationCount).toBeGreaterThan(0);
  expect(rounded(found)).toEqual(tagWithCommand(texts));
});

testInFirefox(
  'training writes the bytes of the command, and asks the network for nothing',
  async () => {
    const requestCount = server.requests.length;
    const options = { epochs: 2, hidden: 20, cell: 'gru', seed: 3 } as const;
    const { sha256 } = await page.evaluate(train, { method: 'trainTagger', options });
    const flags = ['--epochs', '2', '--hidden', '20', '--cell', 'gru', '--seed', '3'];
    expect(sha256).toBe(sha256Of(trainWithCommand(flags)));
    // Each second thread loads its script, and what it shares with the library.
    const others = server.requests
      .slice(requestCount)
      .filter((name) => !/^(?:tagger-worker|chunk-\w+)\.js$/.test(name));
    expect(others).toEqual([]);
  },
);
