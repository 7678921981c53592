// Files of a test, and runs of `tagger eval` on them without a model.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHere } from './run-here.js';
import { type Outcome, runTagger } from './run-tagger.js';

export interface Folder {
  readonly path: (name: string) => string;
  /** Writes a file and returns its path. */
  readonly file: (name: string, content: string | Uint8Array) => string;
  readonly read: (name: string) => string;
  readonly remove: () => void;
}

export function createFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), 'eval-'));
  const path = (name: string) => join(folder, name);
  return {
    path,
    file: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** One sentence a string of `word/TAG`; a word alone has the tag O. */
export function columns(...sentences: readonly string[]): string {
  const rows = (sentence: string) =>
    sentence.split(' ').map((word) => {
      const [token, tag = 'O'] = word.split('/');
      return `${token} ${tag}\n`;
    });
  return sentences.map((sentence) => rows(sentence).join('')).join('\n');
}

/** Three of four entities are found: F1 of PER 100, of LOC 66.67, overall 85.71. */
export const goldColumns = columns(
  'Anna/B-PER met Teddy/B-PER',
  'in Paris/B-LOC',
  'or Rome/B-LOC today',
);
export const predictedColumns = columns(
  'Anna/B-PER met Teddy/B-PER',
  'in Paris/B-LOC',
  'or Rome today',
);

export const evaluate = (...args: readonly string[]): Outcome => runTagger(['eval', ...args]);

/** The same in the process of the test. */
export const evaluateHere = (...args: readonly string[]): Promise<Outcome> =>
  runHere(['eval', ...args]);
