// What the command finds and trains, which a browser is held against.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { ScoredEntity } from '../../src/browser/index.js';
import { parseConll } from '../../src/corpora/conll.js';
import { runTagger } from '../e2e/run-tagger.js';

export const MODEL = 'models/en.safetensors';
const CORPUS = 'data/news/train.conll';
const SENTENCE_COUNT = 1000;

export const texts = parseConll(readFileSync(CORPUS), CORPUS)
  .sentences.slice(0, SENTENCE_COUNT)
  .map(({ tokens }) => tokens.join(' '));

/** Lines of JSON, without the tokens. */
export function tagWithCommand(given: readonly string[], flags: readonly string[] = []): unknown[] {
  const { stdout, stderr } = runTagger(['tag', '--format', 'jsonl', ...flags], {
    input: given.map((text) => `${text}\n`).join(''),
  });
  expect(stderr).toBe('');
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).entities);
}

/** Confidences as the command rounds them. */
export const rounded = (found: readonly (readonly ScoredEntity[])[]) =>
  found.map((entities) =>
    entities.map((entity) => ({ ...entity, confidence: Number(entity.confidence.toFixed(4)) })),
  );

export const CORPORA = { train: 'data/teddy/train.conll', dev: 'data/teddy/dev.conll' };

/** Trains with the command, and returns the path of the model. */
export function trainWithCommand(flags: readonly string[]): string {
  const output = join(mkdtempSync(join(tmpdir(), 'browser-')), 'm.safetensors');
  const files = [CORPORA.train, '--dev', CORPORA.dev, '--output', output];
  const { exitCode } = runTagger(['train', ...files, ...flags, '--threads', '1']);
  expect(exitCode).toBe(0);
  return output;
}

export const sha256Of = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');
