// Other taggers beside ours: the same sentences, in turns, one thread each, no vectors.
import { env } from 'node:process';
import { enableArithmetic } from '../../src/cli/enable-arithmetic.js';
import type { Arithmetic } from '../../src/kernels/kernels.js';
import { readModel } from '../../src/model/model-file.js';
import { createRandom } from '../../src/tensors/random.js';
import { readConll } from '../../src/text/conll.js';
import { pathOf } from '../corpora.js';
import { renderTable } from '../markdown.js';
import type { Scale } from '../run.js';
import { figureLegend, renderRatio, renderSamples } from './figures.js';
import { printPart } from './part.js';
import type { Speed } from './peer-output.js';
import { findPython, type PeerFiles, peersOf } from './peer-scripts.js';
import { knowsFlag } from './run-tagger.js';
import { sampleCorpusName } from './sample-corpus.js';
import { inTemporaryFolder } from './temporary-folder.js';
import { runTraining } from './train-command.js';
import { elapsedMs, takeTurns } from './turns.js';

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
  const files = { train: pathOf(corpus, 'train'), dev: pathOf(corpus, 'dev') };
  const peers = peersOf(files, { folder, python, trainBatches, copy: inFolder('sparse.py') });
  const ours = (['exact', 'fast'] as const).map((arithmetic) => ({
    name: `Teddy, ${arithmetic}`,
    measure: () => measureOurs(files, arithmetic, inFolder('model')),
  }));
  const taggers = [...ours, ...peers];
  const samples = await takeTurns(
    taggers.map(({ measure }) => measure),
    { rounds, random: createRandom(1) },
  );
  yield `Tokens/s on ${corpus}: training, reading not included (PyTorch: the first ${trainBatches} steps of 10 sentences); tagging of dev, sentences already cut, in process.`;
  yield renderPeers(
    taggers.map(({ name }) => name),
    samples,
  );
  yield figureLegend;
}

function renderPeers(names: readonly string[], samples: readonly Speed[][]): string {
  const speeds = (of: (speed: Speed) => number | undefined) =>
    samples.map((rounds) => rounds.map(of).filter((speed) => speed !== undefined));
  const training = speeds((speed) => speed.training);
  const seconds = speeds((speed) => speed.trainingSeconds);
  const tagging = speeds((speed) => speed.tagging);
  const rows = names.map((name, row) => [
    name,
    ...(training[row].length > 0
      ? [renderSamples(training[row]), renderRatio(training[0], training[row])]
      : [`${renderSamples(seconds[row])} s in all`, '']),
    renderSamples(tagging[row]),
    renderRatio(tagging[0], tagging[row]),
  ]);
  return renderTable(['', 'training', `${names[0]}, to it`, 'tagging', `${names[0]}, to it`], rows);
}

/** An epoch of training by the command, then tagging; the second pass counts, as behind the others' own. */
async function measureOurs(
  { train, dev }: PeerFiles,
  arithmetic: Arithmetic,
  model: string,
): Promise<Speed> {
  const threads = knowsFlag('train', '--threads') ? ['--threads', '1'] : [];
  const flags = ['--arithmetic', arithmetic, ...threads];
  const { speed } = runTraining({ train, dev, output: model, epochs: 1, flags });

  enableArithmetic(arithmetic);
  const { tagger } = await readModel(model, arithmetic);
  const { sentences, tokenCount } = await readConll(dev);
  const tokens = sentences.map((sentence) => sentence.tokens);
  tagger.tagSentences(tokens);
  const taggingMs = elapsedMs(() => tagger.tagSentences(tokens));
  return { training: speed, tagging: (1000 * tokenCount) / taggingMs };
}
