// Other taggers and ours on the same sentences, in turns.
import { env } from 'node:process';
import { createRandom } from '../../../src/tensors/random.js';
import { median } from '../../../src/training/optimization/gradients.js';
import { pathOf } from '../../harness/corpora.js';
import { renderMarkdownTable } from '../../harness/markdown.js';
import { sampleCorpusName } from '../../harness/sample-corpus.js';
import type { RunScale } from '../../harness/scale.js';
import { inTemporaryFolder } from '../../harness/temporary-folder.js';
import { renderRatio, renderSamples } from '../figures.js';
import { printPart } from '../print-part.js';
import { takeTurns } from '../turns.js';
import { unpackVectors, vectorsPath } from '../vectors-file.js';
import { measureOurs, ourVariants } from './our-speed.js';
import type { TaggerSpeed } from './peer-output.js';
import { findPython, peersOf } from './peer-scripts.js';

const sizes = { full: { rounds: 3, trainBatches: 300 }, quick: { rounds: 1, trainBatches: 5 } };

type InFolder = (name: string) => string;

await printPart((scale) => inTemporaryFolder((inFolder) => measurePeers(scale, inFolder)));

async function* measurePeers(scale: RunScale, inFolder: InFolder): AsyncGenerator<string> {
  const folder = env.TEDDY_PEERS;
  const python = folder && findPython(folder);
  if (!folder || !python) {
    const reason = folder
      ? `found no Python in ${folder}/bin, and TEDDY_PEERS_PYTHON is not set`
      : 'TEDDY_PEERS is not set';
    console.error(`peers: skipped, because ${reason}`);
    return;
  }
  const { rounds, trainBatches } = sizes[scale];
  const corpus = sampleCorpusName(scale);
  // Reading vectors takes too long for the quick scale.
  const packed = scale === 'full' ? vectorsPath() : undefined;
  const vectors = packed && (await unpackVectors(packed, inFolder('vectors')));
  const files = { train: pathOf(corpus, 'train'), dev: pathOf(corpus, 'dev'), vectors };
  const ours = ourVariants.map((variant) => ({
    name: `Teddy, ${variant.name}`,
    measure: () => measureOurs({ ...files, output: inFolder('model') }, variant),
  }));
  const taggers = [...ours, ...peersOf(files, { folder, python, trainBatches })];
  const samples = await takeTurns<TaggerSpeed>(
    taggers.map(({ measure }) => measure),
    { rounds, random: createRandom(1) },
  );
  const start = vectors ? 'from word vectors' : 'without word vectors';
  yield `Tokens/s on ${corpus}: training ${start}, without the time of reading (Teddy: two epochs; PyTorch: ${trainBatches} steps of 10 sentences after as many to warm up); tagging the tokenized dev sentences in process (PyTorch: 32 at once). The other taggers use one thread.`;
  yield* renderPeers(
    taggers.map(({ name }) => name),
    samples,
  );
}

function* renderPeers(
  names: readonly string[],
  samples: readonly TaggerSpeed[][],
): Generator<string> {
  const speeds = (of: (speed: TaggerSpeed) => number | undefined) =>
    samples.map((rounds) => rounds.map(of).filter((speed) => speed !== undefined));
  const training = speeds((speed) => speed.training);
  const seconds = speeds((speed) => speed.trainingSeconds);
  const tagging = speeds((speed) => speed.tagging);
  const [trainer, tagger] = [fasterPyTorch(names, training), fasterPyTorch(names, tagging)];
  const trainingCells = (row: number): string[] => {
    if (training[row].length > 0) {
      return [renderSamples(training[row]), renderRatio(training[row], training[trainer])];
    }
    return [seconds[row].length > 0 ? `${renderSamples(seconds[row])} s in all` : '', ''];
  };
  const rows = names.map((name, row) => [
    name,
    ...trainingCells(row),
    renderSamples(tagging[row]),
    renderRatio(tagging[row], tagging[tagger]),
  ]);
  yield renderMarkdownTable(['tagger', 'training', 'to PyTorch', 'tagging', 'to PyTorch'], rows);
  const [one, two] = ['exact, 1 thread', 'exact, 2 threads'].map((name) =>
    names.indexOf(`Teddy, ${name}`),
  );
  yield `Ratios are to the faster PyTorch: in training \`${names[trainer]}\`, in tagging \`${names[tagger]}\`. Two threads of ours to one: training ${renderRatio(training[two], training[one])}, tagging ${renderRatio(tagging[two], tagging[one])}.`;
}

/** The row of the faster PyTorch. */
function fasterPyTorch(names: readonly string[], speeds: readonly number[][]): number {
  const rows = names.flatMap((name, row) => (name.startsWith('PyTorch') ? [row] : []));
  return rows.reduce((best, row) => (median(speeds[row]) > median(speeds[best]) ? row : best));
}
