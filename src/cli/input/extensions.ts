// The extensions of files that hold each kind of input.
import type { InputName } from '../commands/tag/inputs-flags.js';

export const inputExtensions: Readonly<Record<InputName, readonly string[]>> = {
  text: ['txt', 'text'],
  tokens: ['txt', 'tok', 'tokens'],
  conll: ['conll', 'conllu', 'iob', 'iob2', 'bio', 'tsv'],
  jsonl: ['jsonl', 'ndjson'],
  html: ['html', 'htm', 'xhtml'],
  markdown: ['md', 'markdown'],
};
