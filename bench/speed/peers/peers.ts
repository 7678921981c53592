// Other taggers beside ours: the same sentences, in turns.
import { env } from 'node:process';
import { createRandom } from '../../../src/tensors/random.js';
import { median } from '../../../src/training/optimization/gradients.js';
import { pathOf } from '../../harness/corpora.js';
import { renderTable } from '../../harness/markdown.js';
import type { Scale } from '../../harness/run.js';
import { sampleCorpusName } from '../../harness/sample-corpus.js';
import { inTemporaryFolder } from '../../harness/temporary-folder.js';
import { figureLegend, renderRatio, renderSamples } from '../figures.js';
import { printPart } from '../print-part.js';
import { takeTurns } from '../turns.js';
import { findVectors, unpackVectors } from '../vectors-file.js';
import { measureOurs, ourVariants } from './our-speed.js';
import type { Speed } from './peer-output.js';
import { findPython, peersOf } from './peer-scripts.js';

const sizes = { full: { rounds: 3, trainBatches: 300 }, quick: { rounds: 1, trainBatches: 5 } };

type InFolder = (name: string) => string;

await printPart((scale) => inTemporaryFolder((inFolder) => measurePeers(scale, inFolder)));

async function* measurePeers(scale: Scale, inFolder: InFolder): AsyncGenerator<string> {
  const folder = env.TEDDY_PEERS;
  const python = folder && findPython(folder);
  if (!folder || !python) {
    yield folder
      ? `No Python in ${folder}/bin, and none named by TEDDY_PEERS_PYTHON: nothing to compare with.`
      : 'TEDDY_PEERS names no folder of other taggers: nothing to compare with.';
    return;
  }
  const { rounds, trainBatches } = sizes[scale];
  const corpus = sampleCorpusName(scale);
  // The quick scale is for seeing that all of it runs, and does not wait for vectors to be read.
  const found = scale === 'full' ? findVectors() : undefined;
  const vectors = found && (await unpackVectors(found, inFolder('vectors')));
  const files = { train: pathOf(corpus, 'train'), dev: pathOf(corpus, 'dev'), vectors };
  const ours = ourVariants.map((variant) => ({
    name: `Teddy, ${variant.name}`,
    measure: () => measureOurs({ ...files, output: inFolder('model') }, variant),
  }));
  const taggers = [...ours, ...peersOf(files, { folder, python, trainBatches })];
  const samples = await takeTurns<Speed>(
    taggers.map(({ measure }) => measure),
    { rounds, random: createRandom(1) },
  );
  const start = vectors ? 'word vectors to begin with, which are learned on' : 'no word vectors';
  yield `Tokens/s on ${corpus}: training, reading not included, ${start} (Teddy: two epochs; PyTorch: ${trainBatches} steps of 10 sentences after as many to warm up); tagging of dev, sentences already cut, in process (PyTorch: 32 at once). The others have one thread.`;
  yield* renderPeers(
    taggers.map(({ name }) => name),
    samples,
  );
  yield figureLegend;
}

function* renderPeers(names: readonly string[], samples: readonly Speed[][]): Generator<string> {
  const speeds = (of: (speed: Speed) => number | undefined) =>
    samples.map((rounds) => rounds.map(of).filter((speed) => speed !== undefined));
  const training = speeds((speed) => speed.training);
  const seconds = speeds((speed) => speed.trainingSeconds);
  const tagging = speeds((speed) => speed.tagging);
  const strongest = (own: readonly number[][]) => strongestOf(names, own);
  const [trainer, tagger] = [strongest(training), strongest(tagging)];
  const rows = names.map((name, row) => [
    name,
    ...(training[row].length > 0
      ? [renderSamples(training[row]), renderRatio(training[row], training[trainer])]
      : [`${renderSamples(seconds[row])} s in all`, '']),
    renderSamples(tagging[row]),
    renderRatio(tagging[row], tagging[tagger]),
  ]);
  yield renderTable(['', 'training', 'to PyTorch', 'tagging', 'to PyTorch'], rows);
  const [one, two] = ['exact, 1 thread', 'exact, 2 threads'].map((name) =>
    names.indexOf(`Teddy, ${name}`),
  );
  yield `PyTorch is the stronger of its two here: in training \`${names[trainer]}\`, in tagging \`${names[tagger]}\`. Two of our threads to one: training ${renderRatio(training[two], training[one])}, tagging ${renderRatio(tagging[two], tagging[one])}.`;
}

/** Row of the faster PyTorch. */
function strongestOf(names: readonly string[], speeds: readonly number[][]): number {
  const rows = names.flatMap((name, row) => (name.startsWith('PyTorch') ? [row] : []));
  return rows.reduce((best, row) => (median(speeds[row]) > median(speeds[best]) ? row : best));
}
