// What the English model is trained on: the sentences of corpora, their labels mended, and some of them again in capitals
// and in lower case, as headlines and chats have them.
//
// Run: node dist/models/prepare-en.js [--mend-only] [--without CORPUS] CORPUS... > MENDED
//
// --mend-only writes each sentence once; --without leaves out what stands in another corpus.
import { stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { type LabeledSentence, readConll } from '../src/corpora/conll.js';
import { renderConllRows } from '../src/corpora/render-conll.js';
import type { Span } from '../src/corpora/tags.js';
import { unseenSentences } from '../src/corpora/unseen-sentences.js';
import { InputError } from '../src/errors.js';
import { mendLabels, rules } from './mend-labels.js';

// Of so many sentences one comes again.
const CAPITALS_EVERY = 15;
const LOWER_CASE_EVERY = 30;

try {
  await prepare();
} catch (error) {
  const isOfUse = error instanceof InputError || hasCode(error, /^ERR_PARSE_ARGS_/);
  if (!isOfUse) throw error;
  stderr.write(`prepare-en: ${error.message}\n`);
  process.exitCode = 1;
}

async function prepare(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { 'mend-only': { type: 'boolean' }, without: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new InputError('expected CORPUS, found none');
  const others = values.without === undefined ? [] : (await readConll(values.without)).sentences;
  const mended: LabeledSentence[] = [];
  for (const path of positionals) mended.push(...(await mendCorpus(path, others)));
  const again = values['mend-only'] ? [] : recased(mended);
  for (const sentence of [...mended, ...again]) stdout.write(`${renderConllRows(sentence)}\n`);
}

/** Its sentences, without those that stand in others, with their labels mended. */
async function mendCorpus(
  path: string,
  others: readonly LabeledSentence[],
): Promise<LabeledSentence[]> {
  const { sentences } = await readConll(path);
  const left = unseenSentences(sentences, others);
  const mended = left.map(mendLabels);
  const changed = mended.filter(({ spans }, index) => isOther(spans, left[index].spans));
  const counts = `${left.length} of ${sentences.length} sentences, ${changed.length} of them mended`;
  stderr.write(`${path}: ${counts} by ${rules.length} rules\n`);
  return mended;
}

function hasCode(error: unknown, code: RegExp): error is Error {
  return error instanceof Error && 'code' in error && code.test(String(error.code));
}

function isOther(a: readonly Span[], b: readonly Span[]): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

function recased(sentences: readonly LabeledSentence[]): LabeledSentence[] {
  const again = (every: number, recase: (word: string) => string) =>
    sentences
      .filter((_, index) => index % every === 0)
      .map((sentence) => ({ ...sentence, tokens: sentence.tokens.map(recase) }));
  return [
    ...again(CAPITALS_EVERY, (word) => word.toUpperCase()),
    ...again(LOWER_CASE_EVERY, (word) => word.toLowerCase()),
  ];
}
