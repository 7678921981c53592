// A model small enough to be trained by a test: it knows its few sentences by heart.
import { readFileSync, writeFileSync } from 'node:fs';

// A letter before the slash is a token's tag: P, L, O for the first token of a name, + for another of it.
const sentences = [
  'P/Teddy +/Roosevelt was a great president .',
  'P/Anna +/Berg met P/Teddy +/Roosevelt in L/Paris .',
  'In L/New +/York it rained .',
  'O/Acme sold P/Anna a bear .',
  'The bear was on sale .',
  'P/Anna lives in L/New +/York .',
  'Nobody was here .',
  'L/Paris is in the north .',
  'O/Acme is a company .',
  'P/Teddy +/Roosevelt saw L/Paris .',
];

const tagNames: Readonly<Record<string, string>> = { P: 'PER', L: 'LOC', O: 'ORG' };

/** The sentences as a corpus in IOB2. */
export const tinyCorpus = sentences
  .map((sentence) => {
    let label = '';
    const rows = sentence.split(' ').map((word) => {
      const [, letter, token] = /^(?:([PLO+])\/)?(.+)$/.exec(word)!;
      if (letter === undefined) return `${token} O`;
      if (letter !== '+') label = tagNames[letter];
      return `${token} ${letter === '+' ? 'I' : 'B'}-${label}`;
    });
    return `${rows.join('\n')}\n`;
  })
  .join('\n');

/** The sentences with another mark at their ends, so that none of them is in the tiny corpus. */
export const withEnds = (corpus: string, mark: string) => corpus.replaceAll('. O\n', `${mark} O\n`);

const NAME = 'tiny model';

/**
 * Writes a model that finds all entities of the tiny corpus. The test files of a worker share its
 * training.
 */
export async function writeTinyModel(path: string): Promise<void> {
  const bytes = globalThis.keptBytes?.get(NAME);
  if (bytes !== undefined) return writeFileSync(path, bytes);
  // Most test files need no more than the corpus.
  const { trainTinyModel } = await import('./train-tiny-model.js');
  await trainTinyModel(tinyCorpus, path);
  globalThis.keptBytes?.set(NAME, readFileSync(path));
}
