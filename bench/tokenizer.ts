// Measures the tokenizer on the corpora in the folder named by TEDDY_CORPORA:
//   how well it gives the corpora's own tokens back, how fast it is, and that its time grows linearly.
// Run: node dist/bench/tokenizer.js

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTokenizer, type Token } from '../src/text/tokenizer.js';

const corpora = process.env.TEDDY_CORPORA;
if (corpora === undefined) {
  console.error('bench/tokenizer: TEDDY_CORPORA names no folder of corpora');
  process.exit(1);
}

printRoundTrip('conll2003/dev.conll');
printRoundTrip('wnut17/dev.conll');
printDespaced('conll2003/dev.conll');
printSpeed();
printGrowth();

/** The sentences of a two-column file as lists of tokens. */
function readSentences(name: string): string[][] {
  const sentences: string[][] = [[]];
  for (const line of readFileSync(join(corpora ?? '', name), 'utf8').split(/\r?\n/)) {
    if (line === '') sentences.push([]);
    else if (!line.startsWith('-DOCSTART-'))
      sentences[sentences.length - 1].push(line.split(/[ \t]/)[0]);
  }
  return sentences.filter((sentence) => sentence.length > 0);
}

/** Joins the tokens of each sentence by spaces, tokenizes again, and counts the sentences that stay the same. */
function printRoundTrip(name: string): void {
  const tokenize = createTokenizer();
  const sentences = readSentences(name);
  const differences = new Map<string, number>();
  let same = 0;
  for (const sentence of sentences) {
    const found = tokenize(sentence.join(' '));
    if (found.length === sentence.length && found.every(({ text }, i) => text === sentence[i]))
      same++;
    else
      countDifferences(
        sentence.join(' '),
        spansOf(sentence, () => ' '),
        found,
        differences,
      );
  }
  console.log(
    `round trip ${name}: ${percent(same, sentences.length)} of ${sentences.length} sentences`,
  );
  printCommonest(differences);
}

type Span = { readonly start: number; readonly end: number };

function printCommonest(differences: ReadonlyMap<string, number>): void {
  const commonest = [...differences].sort((a, b) => b[1] - a[1]).slice(0, 15);
  for (const [difference, count] of commonest)
    console.log(`  ${String(count).padStart(5)}  ${difference}`);
}

/** Counts, as "theirs -> ours", the tokens of the corpus that ours cut in two or run together. */
function countDifferences(
  text: string,
  theirs: readonly Span[],
  ours: readonly Token[],
  differences: Map<string, number>,
): void {
  const found = new Set(ours.map(nameOf));
  for (const span of theirs.filter((span) => !found.has(nameOf(span)))) {
    const inside = ours.filter(({ start, end }) => start < span.end && end > span.start);
    const difference = `${text.slice(span.start, span.end)} -> ${inside.map((token) => token.text).join(' ')}`;
    differences.set(difference, (differences.get(difference) ?? 0) + 1);
  }
}

/** The place of each token in the text that joins them by `separator(previous, next)`. */
function spansOf(
  sentence: readonly string[],
  separator: (previous: string, next: string) => string,
): Span[] {
  let end = 0;
  return sentence.map((token, i) => {
    const start = i === 0 ? 0 : end + separator(sentence[i - 1], token).length;
    end = start + token.length;
    return { start, end };
  });
}

/** The written rules: no space before . , ; : ? ! ) 's n't, none after (. */
function writtenSeparator(previous: string, next: string): string {
  return previous === '(' || /^(?:[.,;:?!)]|'s|n't)$/i.test(next) ? '' : ' ';
}

/** Takes the spaces out by the written rules, tokenizes, and scores the tokens' spans and boundaries. */
function printDespaced(name: string): void {
  const tokenize = createTokenizer();
  const spans = { theirs: 0, ours: 0, both: 0 };
  const boundaries = { theirs: 0, ours: 0, both: 0 };
  const differences = new Map<string, number>();
  for (const sentence of readSentences(name)) {
    const theirs = spansOf(sentence, writtenSeparator);
    const text = theirs.reduce((joined, { start }, i) => joined.padEnd(start) + sentence[i], '');
    const ours = tokenize(text);
    count(spans, theirs.map(nameOf), ours.map(nameOf));
    count(boundaries, theirs.flatMap(edgesOf), ours.flatMap(edgesOf));
    countDifferences(text, theirs, ours, differences);
  }
  console.log(`despaced ${name}: boundaries F1 ${f1(boundaries)}, whole tokens F1 ${f1(spans)}`);
  printCommonest(differences);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} %`;
}

type Counts = { theirs: number; ours: number; both: number };

function nameOf({ start, end }: Span): string {
  return `${start}-${end}`;
}

function edgesOf({ start, end }: Span): string[] {
  return [`from ${start}`, `to ${end}`];
}

function f1({ theirs, ours, both }: Counts): string {
  return percent(2 * both, theirs + ours);
}

function count(counts: Counts, theirs: readonly string[], ours: readonly string[]): void {
  const known = new Set(theirs);
  counts.theirs += theirs.length;
  counts.ours += ours.length;
  counts.both += ours.filter((name) => known.has(name)).length;
}

/** Tokens a second: cold on a corpus never seen, cached on one seen before; the best of five. */
function printSpeed(): void {
  const cold = textsOf(['open-english/train.conll']);
  const cached = textsOf(['wnut17/train.conll', 'wnut17/dev.conll', 'wnut17/test.conll']);
  const warm = createTokenizer();
  for (const text of cached) warm(text);
  const runs = [1, 2, 3, 4, 5];
  const coldRates = runs.map(() => tokensPerSecond(createTokenizer(), cold));
  const cachedRates = runs.map(() => tokensPerSecond(warm, cached));
  const show = (rates: readonly number[]): string =>
    `best ${Math.max(...rates).toFixed(0)}, first ${rates[0].toFixed(0)} tokens/s`;
  console.log(`cold, open-english: ${show(coldRates)}`);
  console.log(`cached, wnut17 repeated: ${show(cachedRates)}`);
}

function textsOf(names: readonly string[]): string[] {
  return names.flatMap(readSentences).map((sentence) => sentence.join(' '));
}

function tokensPerSecond(
  tokenize: ReturnType<typeof createTokenizer>,
  texts: readonly string[],
): number {
  const start = performance.now();
  let tokenCount = 0;
  for (const text of texts) tokenCount += tokenize(text).length;
  return (1000 * tokenCount) / (performance.now() - start);
}

/** Milliseconds for texts without a space; each line should double from column to column. */
function printGrowth(): void {
  const sizes = [1 << 17, 1 << 18, 1 << 19, 1 << 20];
  const seeds = ['a', 'word,', 'a.', '1', "'", 'é́', '😀', 'http://a.b/', 'x@y.', '-', "n't"];
  console.log(`no space, ${sizes.map((size) => `${size / 1024} kB`).join(', ')}:`);
  for (const seed of seeds) {
    const times = sizes.map((size) => {
      const text = seed.repeat(Math.ceil(size / seed.length));
      const start = performance.now();
      createTokenizer()(text);
      return (performance.now() - start).toFixed(0).padStart(6);
    });
    console.log(`  ${seed.padEnd(12)} ${times.join(' ')} ms`);
  }
}
