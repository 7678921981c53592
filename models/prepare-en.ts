// What the English model is trained on: the sentences of a corpus, their labels mended, and some of them again in capitals
// and in lower case, as headlines and chats have them.
//
// Run: node dist/models/prepare-en.js [--mend-only] CORPUS > MENDED
import { stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { InputError } from '../src/errors.js';
import { type LabelledSentence, readConll } from '../src/text/conll.js';
import { renderTags, type Span } from '../src/text/tags.js';
import { mendLabels, rules } from './mend-labels.js';

// Of so many sentences one comes again.
const CAPITALS_EVERY = 15;
const LOWER_CASE_EVERY = 30;

const { values, positionals } = parseArgs({
  options: { 'mend-only': { type: 'boolean', default: false } },
  allowPositionals: true,
});
try {
  await prepare(positionals[0], values['mend-only']);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  stderr.write(`prepare-en: ${error.message}\n`);
  process.exitCode = 1;
}

async function prepare(path: string | undefined, onlyMends: boolean): Promise<void> {
  if (path === undefined) throw new InputError('expected CORPUS, found none');
  const { sentences } = await readConll(path);
  const mended = sentences.map(mendLabels);
  const changed = mended.filter(({ spans }, index) => isOther(spans, sentences[index].spans));
  stderr.write(
    `${path}: ${changed.length} of ${sentences.length} sentences mended by ${rules.length} rules\n`,
  );
  const again = onlyMends ? [] : recased(mended);
  for (const sentence of [...mended, ...again]) stdout.write(render(sentence));
}

function isOther(a: readonly Span[], b: readonly Span[]): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

function recased(sentences: readonly LabelledSentence[]): LabelledSentence[] {
  const again = (every: number, recase: (word: string) => string) =>
    sentences
      .filter((_, index) => index % every === 0)
      .map((sentence) => ({ ...sentence, tokens: sentence.tokens.map(recase) }));
  return [
    ...again(CAPITALS_EVERY, (word) => word.toUpperCase()),
    ...again(LOWER_CASE_EVERY, (word) => word.toLowerCase()),
  ];
}

function render({ tokens, spans }: LabelledSentence): string {
  const tags = renderTags(spans, tokens.length, 'IOB2');
  return `${tokens.map((token, index) => `${token} ${tags[index]}\n`).join('')}\n`;
}
