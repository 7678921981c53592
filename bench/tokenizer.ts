// Measures the tokenizer on the corpora in the folder named by TEDDY_CORPORA:
//   how well it gives the corpora's own tokens back, how fast it is, and that its time grows linearly.
// Run: node dist/bench/tokenizer.js

import { join } from 'node:path';
import { createTokenizer } from '../src/text/tokenizer.js';
import { despaced, readSentences, roundTrip } from './tokenizer-fit.js';

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

function sentencesOf(name: string): string[][] {
  return readSentences(join(corpora ?? '', name));
}

function printRoundTrip(name: string): void {
  const { share, differences } = roundTrip(sentencesOf(name));
  console.log(`round trip ${name}: ${percent(share)} of the sentences`);
  printCommonest(differences);
}

function printDespaced(name: string): void {
  const { boundaryF1, tokenF1, differences } = despaced(sentencesOf(name));
  const scores = `boundaries F1 ${percent(boundaryF1)}, whole tokens F1 ${percent(tokenF1)}`;
  console.log(`despaced ${name}: ${scores}`);
  printCommonest(differences);
}

function printCommonest(differences: ReadonlyMap<string, number>): void {
  const commonest = [...differences].sort((a, b) => b[1] - a[1]).slice(0, 15);
  for (const [difference, count] of commonest)
    console.log(`  ${String(count).padStart(5)}  ${difference}`);
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

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
  return names.flatMap(sentencesOf).map((sentence) => sentence.join(' '));
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
