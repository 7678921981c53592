// The training corpus of the English model: the sentences of several corpora with normalized
// labels, some of them again in capitals and in lower case, as in headlines and chats.
//
// Run: node dist/models/prepare-en.js [FLAG]... CORPUS... > NORMALIZED
//
// --normalize-only          writes each sentence once
// --keep-labels CORPUS      keeps the labels of this corpus; only its types are mapped
// --find-documents CORPUS   finds the documents of this corpus, which does not mark them; without
//                           it, the sentences of such a corpus stay alone
// --without CORPUS          leaves out the sentences of this corpus
import { stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import type { LabeledSentence } from '../src/corpora/conll.js';
import { readConll } from '../src/corpora/conll-file.js';
import { documentsOf, joinCorpora } from '../src/corpora/documents.js';
import { renderConllRows } from '../src/corpora/render-conll.js';
import type { Span } from '../src/corpora/tags.js';
import { InputError } from '../src/errors.js';
import { findDocuments } from './find-documents.js';
import { mapTypes, normalizeLabels } from './normalize-labels.js';
import { runCommand } from './run-command.js';
import { unseenSentences } from './unseen-sentences.js';

// One of so many documents is repeated.
const CAPITALS_EVERY = 15;
const LOWER_CASE_EVERY = 30;

await runCommand('prepare-en', prepare);

async function prepare(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      'normalize-only': { type: 'boolean' },
      without: { type: 'string', multiple: true, default: [] },
      'find-documents': { type: 'string', multiple: true, default: [] },
      'keep-labels': { type: 'string', multiple: true, default: [] },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new InputError('expected CORPUS, found none');
  for (const flag of ['find-documents', 'keep-labels'] as const) {
    const other = values[flag].find((path) => !positionals.includes(path));
    if (other !== undefined) throw new InputError(`--${flag} ${other}: expected one of CORPUS`);
  }
  const excluded: LabeledSentence[] = [];
  for (const path of values.without) excluded.push(...(await readConll(path)).sentences);
  const corpora: LabeledSentence[][] = [];
  for (const path of positionals) {
    const normalize = values['keep-labels'].includes(path) ? mapTypes : normalizeLabels;
    const corpus = await normalizeCorpus(path, { excluded, normalize });
    corpora.push(values['find-documents'].includes(path) ? findDocuments(corpus) : corpus);
  }
  const sentences = joinCorpora(corpora);
  const repeated = values['normalize-only'] ? [] : recased(sentences);
  for (const document of documentsOf([...sentences, ...repeated])) {
    stdout.write(`-DOCSTART- O\n\n${document.map((one) => `${renderConllRows(one)}\n`).join('')}`);
  }
}

interface Normalization {
  readonly excluded: readonly LabeledSentence[];
  normalize(sentence: LabeledSentence): LabeledSentence;
}

/** The sentences of a corpus that are not excluded, with normalized labels. */
async function normalizeCorpus(
  path: string,
  { excluded, normalize }: Normalization,
): Promise<LabeledSentence[]> {
  const { sentences } = await readConll(path);
  const left = unseenSentences(sentences, excluded);
  const normalized = left.map(normalize);
  const changed = normalized.filter(({ spans }, index) => areDifferent(spans, left[index].spans));
  const counts = `${left.length} of ${sentences.length} sentences, ${changed.length} of them changed`;
  stderr.write(`${path}: ${counts}\n`);
  return normalized;
}

function areDifferent(a: readonly Span[], b: readonly Span[]): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

/** Copies of some documents in capitals and in lower case. */
function recased(sentences: readonly LabeledSentence[]): LabeledSentence[] {
  const documents = [...documentsOf(sentences)];
  const copies = (every: number, recase: (word: string) => string) =>
    documents
      .filter((_, index) => index % every === 0)
      .flat()
      .map((sentence) => ({ ...sentence, tokens: sentence.tokens.map(recase) }));
  return [
    ...copies(CAPITALS_EVERY, (word) => word.toUpperCase()),
    ...copies(LOWER_CASE_EVERY, (word) => word.toLowerCase()),
  ];
}
