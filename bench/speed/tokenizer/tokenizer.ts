// The tokenizer: how well it reproduces the tokens of a corpus, how fast it is, and whether its
// time grows linearly with the text.
import { join } from 'node:path';
import { env } from 'node:process';
import { createRandom } from '../../../src/tensors/random.js';
import { createTokenizer } from '../../../src/text/tokenizer.js';
import { renderMarkdownTable } from '../../harness/markdown.js';
import type { RunScale } from '../../harness/scale.js';
import { renderSamples } from '../figures.js';
import { printPart } from '../print-part.js';
import { elapsedMs, takeTurns } from '../turns.js';
import { despaced, readSentences, roundTrip } from './tokenizer-fit.js';

const MOST_DIFFERENCES = 15;
const rounds = { full: 5, quick: 1 };
const kilobytes = { full: [128, 256, 512, 1024], quick: [1, 2] };

interface Files {
  /** Files whose tokens should be reproduced. */
  readonly fit: readonly string[];
  /** Text for a tokenizer with an empty cache. */
  readonly cold: readonly string[];
  /** Text for a tokenizer that has seen it. */
  readonly cached: readonly string[];
}

await printPart(measureTokenizer);

async function* measureTokenizer(scale: RunScale): AsyncGenerator<string> {
  const files = filesFor(scale);
  for (const path of files.fit) {
    const sentences = readSentences(path);
    const { share, differences } = roundTrip(sentences);
    const name = path.split('/').slice(-2).join('/');
    yield `${name}, joined by spaces: ${percent(share)} of the sentences are reproduced. The most frequent differences:`;
    yield renderDifferences(differences);
    const fit = despaced(sentences);
    yield `${name}, without spaces at punctuation: boundaries F1 ${percent(fit.boundaryF1)}, whole tokens F1 ${percent(fit.tokenF1)}. The most frequent differences:`;
    yield renderDifferences(fit.differences);
  }
  yield await renderSpeed(files, scale);
  yield await renderTimesBySize(scale);
}

function filesFor(scale: RunScale): Files {
  const folder = env.TEDDY_CORPORA;
  if (folder === undefined || scale === 'quick') {
    const own = ['data/teddy/train.conll'];
    return { fit: own, cold: own, cached: own };
  }
  return {
    fit: [join(folder, 'conll2003/dev.conll'), join(folder, 'wnut17/dev.conll')],
    cold: [join(folder, 'open-english/train.conll')],
    cached: ['train', 'dev', 'test'].map((split) => join(folder, 'wnut17', `${split}.conll`)),
  };
}

function renderDifferences(differences: ReadonlyMap<string, number>): string {
  const commonest = [...differences].sort((a, b) => b[1] - a[1]).slice(0, MOST_DIFFERENCES);
  const rows = commonest.map(([difference, count]) => [`\`${difference}\``, `${count}`]);
  return renderMarkdownTable(['theirs -> ours', 'times'], rows);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

async function renderSpeed({ cold, cached }: Files, scale: RunScale): Promise<string> {
  const [unseen, seen] = [cold, cached].map((paths) =>
    paths.flatMap(readSentences).map((sentence) => sentence.join(' ')),
  );
  const warm = createTokenizer();
  for (const text of seen) warm(text);
  const speeds = await takeTurns(
    [() => tokensPerSecond(createTokenizer(), unseen), () => tokensPerSecond(warm, seen)],
    { rounds: rounds[scale], random: createRandom(1) },
  );
  return renderMarkdownTable(
    ['text', 'tokens/s'],
    [
      ['never seen', renderSamples(speeds[0])],
      ['seen before', renderSamples(speeds[1])],
    ],
  );
}

function tokensPerSecond(
  tokenize: ReturnType<typeof createTokenizer>,
  texts: readonly string[],
): number {
  let tokenCount = 0;
  const ms = elapsedMs(() => {
    for (const text of texts) tokenCount += tokenize(text).length;
  });
  return (1000 * tokenCount) / ms;
}

/** Milliseconds for text without spaces; they should double from column to column. */
async function renderTimesBySize(scale: RunScale): Promise<string> {
  const sizes = kilobytes[scale].map((size) => size * 1024);
  const seeds = ['a', 'word,', 'a.', '1', "'", 'é́', '😀', 'http://a.b/', 'x@y.', '-', "n't"];
  const texts = seeds.flatMap((seed) =>
    sizes.map((size) => seed.repeat(Math.ceil(size / seed.length))),
  );
  const elapsed = await takeTurns(
    texts.map((text) => () => elapsedMs(() => void createTokenizer()(text))),
    { rounds: rounds[scale], random: createRandom(1) },
  );
  return renderMarkdownTable(
    ['ms for text without spaces, made of', ...kilobytes[scale].map((size) => `${size} kB`)],
    seeds.map((seed, row) => [
      `\`${seed}\``,
      ...elapsed.slice(row * sizes.length, (row + 1) * sizes.length).map(renderSamples),
    ]),
  );
}
