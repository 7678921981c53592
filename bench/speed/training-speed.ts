// tagger train: tokens a second by width, batch size, arithmetic and threads.
import { createRandom } from '../../src/tensors/random.js';
import { renderCount, renderTable } from '../markdown.js';
import type { Scale } from '../run.js';
import { renderRatio, renderSamples } from './figures.js';
import { runTraining, type TrainCommand } from './train-command.js';
import { takeTurns } from './turns.js';
import { variantsOf } from './variants.js';

const sizes = {
  full: { rounds: 5, epochs: 2, widths: [100, 200], batchSizes: [1, 10, 32] },
  quick: { rounds: 1, epochs: 1, widths: [100], batchSizes: [10] },
};

export interface TrainingFiles extends Pick<TrainCommand, 'train' | 'dev' | 'output'> {
  /** Of the training sentences. */
  readonly tokenCount: number;
}

export async function* measureTraining(files: TrainingFiles, scale: Scale): AsyncGenerator<string> {
  const { rounds, epochs, widths, batchSizes } = sizes[scale];
  const variants = variantsOf('train');
  const networks = widths.flatMap((hidden) =>
    batchSizes.map((batchSize) => ({ hidden, batchSize })),
  );
  const runs = await takeTurns(
    networks.flatMap((network) =>
      variants.list.map(
        ({ flags }) =>
          () =>
            runTraining({ ...files, ...network, epochs, flags }),
      ),
    ),
    { rounds, random: createRandom(1) },
  );
  const count = variants.list.length;
  const rows = networks.map(({ hidden, batchSize }, row) => {
    const own = runs.slice(row * count, (row + 1) * count);
    const speeds = own.map((samples) => samples.map(({ speed }) => speed));
    return [
      `${hidden}`,
      `${batchSize}`,
      ...speeds.map((samples, variant) =>
        variant === 0
          ? renderSamples(samples)
          : `${renderSamples(samples)} (${renderRatio(samples, speeds[0])})`,
      ),
      renderSamples(own[0].map(({ seconds }) => seconds)),
    ];
  });
  yield `Training, tokens/s of learning as \`tagger train\` says at its end (ratio to the first), epochs of ${renderCount(files.tokenCount)} tokens: ${epochs}, without vectors; and the seconds of the whole command, from its start to the model written, for the first of them.${variants.note}`;
  const names = variants.list.map(({ name }) => name);
  yield renderTable(['units', 'batch size', ...names, 'whole command, s'], rows);
}
