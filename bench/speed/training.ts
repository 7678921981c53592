// tagger train: tokens a second by width, batch size, arithmetic and threads.
import { createRandom } from '../../src/tensors/random.js';
import { readCorpus } from '../harness/corpora.js';
import { renderMarkdownTable, renderWholeNumber } from '../harness/markdown.js';
import { countTokens, sampleCorpusName, writeConll } from '../harness/sample-corpus.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';
import { renderRatio, renderSamples } from './figures.js';
import { printPart } from './print-part.js';
import { runTraining, type TimedTraining } from './train-command.js';
import { takeTurns } from './turns.js';
import { threadFlags, variants } from './variants.js';

const sizes = {
  full: { train: 1500, dev: 50, rounds: 3, epochs: 2, widths: [100, 200], batchSizes: [1, 10, 32] },
  quick: { train: 20, dev: 10, rounds: 1, epochs: 2, widths: [100], batchSizes: [10] },
};

await printPart((scale) => inTemporaryFolder((inFolder) => measureTraining(scale, inFolder)));

async function* measureTraining(
  scale: RunScale,
  inFolder: (name: string) => string,
): AsyncGenerator<string> {
  const { rounds, epochs, widths, batchSizes, ...size } = sizes[scale];
  const name = sampleCorpusName(scale);
  const corpus = await readCorpus(name);
  const sentences = corpus.sentences.slice(0, size.train);
  const files = { train: inFolder('train.conll'), dev: inFolder('dev.conll') };
  writeConll(files.train, sentences);
  writeConll(files.dev, corpus.dev.slice(0, size.dev));

  const networks = widths.flatMap((hidden) =>
    batchSizes.map((batchSize) => ({ hidden, batchSize })),
  );
  const commands = networks.flatMap((network) =>
    variants.map((variant) => ({ ...files, ...network, epochs, flags: threadFlags(variant) })),
  );
  const output = inFolder('model');
  const runs = await takeTurns(
    commands.map((command) => () => runTraining({ ...command, output })),
    { rounds, random: createRandom(1) },
  );
  yield `Training speed in tokens/s, as \`tagger train\` prints it at its end (in parentheses the ratio to the first column): ${epochs} epochs of the first ${renderWholeNumber(sentences.length)} sentences of ${name}, ${renderWholeNumber(countTokens(sentences))} tokens, without vectors; and the seconds of the whole command for the first column.`;
  const names = variants.map((variant) => variant.name);
  yield renderMarkdownTable(
    ['width', 'batch size', ...names, 'whole command, s'],
    networks.map(({ hidden, batchSize }, row) => [
      `${hidden}`,
      `${batchSize}`,
      ...renderRuns(runs.slice(row * variants.length, (row + 1) * variants.length)),
    ]),
  );
}

/** Cells of one network: its runs by variant. */
function renderRuns(runs: readonly TimedTraining[][]): string[] {
  const speeds = runs.map((samples) => samples.map(({ speed }) => speed));
  const cells = speeds.map((samples, variant) =>
    variant === 0
      ? renderSamples(samples)
      : `${renderSamples(samples)} (${renderRatio(samples, speeds[0])})`,
  );
  return [...cells, renderSamples(runs[0].map(({ seconds }) => seconds))];
}
