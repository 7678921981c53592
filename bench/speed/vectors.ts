// Reading word vectors: a gzipped file in turns with zcat, and an unpacked one.
import { spawnSync } from 'node:child_process';
import { createRandom } from '../../src/tensors/random.js';
import { readWordVectors } from '../../src/vectors/word-vectors.js';
import { renderMarkdownTable, renderWholeNumber } from '../harness/markdown.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';
import { renderRatio, renderSamples } from './figures.js';
import { printPart } from './print-part.js';
import { type Measure, takeTurns } from './turns.js';
import { unpackVectors, vectorsPath } from './vectors-file.js';

const sizes = { full: { rounds: 5, warmUps: 1 }, quick: { rounds: 1, warmUps: 0 } };

const WANTED = 25_000;
const KEPT = 100_000;

await printPart((scale) => inTemporaryFolder((inFolder) => measureVectors(scale, inFolder)));

async function* measureVectors(
  scale: RunScale,
  inFolder: (name: string) => string,
): AsyncGenerator<string> {
  const packed = vectorsPath();
  if (packed === undefined) {
    console.error('vectors: skipped, because TEDDY_VECTORS does not name a file');
    return;
  }
  const plain = await unpackVectors(packed, inFolder('vectors'));
  const { words } = await readWordVectors(plain, { wanted: new Set(), keep: Infinity });
  const wanted = spreadOver(words, WANTED);
  const read = (path: string, keep: number, own: ReadonlySet<string>) =>
    elapsedOf(() => readWordVectors(path, { wanted: own, keep }));
  const some = `${renderWholeNumber(wanted.size)} wanted`;
  const cases: { readonly names: readonly string[]; readonly measure: Measure }[] = [
    { names: ['plain', some], measure: read(plain, 0, wanted) },
    {
      names: ['plain', `first ${renderWholeNumber(KEPT)} and ${some}`],
      measure: read(plain, KEPT, wanted),
    },
    { names: ['plain', 'all'], measure: read(plain, Infinity, new Set()) },
  ];
  if (packed !== plain) {
    cases.unshift(
      { names: ['gzip', '`zcat FILE > /dev/null`'], measure: elapsedOf(() => unpackOnly(packed)) },
      { names: ['gzip', some], measure: read(packed, 0, wanted) },
    );
  }
  const elapsed = await takeTurns(
    cases.map(({ measure }) => measure),
    { ...sizes[scale], random: createRandom(1) },
  );
  yield `Reading ${renderWholeNumber(words.length)} rows of word vectors${packed === plain ? '' : '; for the gzipped file, the ratio is to `zcat`'}.`;
  const rows = cases.map(({ names }, row) => [
    ...names,
    renderSamples(elapsed[row]),
    renderSamples(elapsed[row].map((ms) => (1000 * words.length) / ms)),
    names[0] === 'gzip' ? renderRatio(elapsed[row], elapsed[0]) : '',
  ]);
  yield renderMarkdownTable(['file', 'rows', 'ms', 'rows/s', 'time to zcat'], rows);
}

/** `count` words, spread evenly over the file. */
function spreadOver(words: readonly string[], count: number): Set<string> {
  const at = (index: number) => words[Math.floor((index * words.length) / count)];
  return new Set(Array.from({ length: count }, (_, index) => at(index)));
}

function elapsedOf(run: () => unknown): Measure {
  return async () => {
    const start = performance.now();
    await run();
    return performance.now() - start;
  };
}

function unpackOnly(path: string): void {
  const { status, error } = spawnSync('zcat', [path], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw error ?? new Error(`zcat ${path}: exit code ${status}`);
}
