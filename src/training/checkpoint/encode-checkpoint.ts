// The checkpoint of `tagger train` as the content of a safetensors file: numbers of the size of the
// weights as tensors, everything else as JSON in the metadata.
import { InputError } from '../../errors.js';
import type { CheckedFile } from '../../model/file/checked-file.js';
import type { Safetensors } from '../../safetensors/safetensors.js';
import { tensorOfUint32 } from '../../safetensors/stored-tensor.js';
import type { AveragingState } from '../optimization/averaging.js';
import type { TrainingOptions } from '../optimization/options.js';
import { momentCounts } from '../optimization/update-rules.js';
import type { WeightShape } from '../optimization/weight-numbers.js';
import type { TrainingState } from '../train.js';
import type { Checkpoint, CurrentRun, Identity } from './checkpoint.js';
import type { CheckpointCodec, EncodedCheckpoint } from './checkpoint-file.js';
import {
  chosenSchema,
  currentSchema,
  logSchema,
  membersSchema,
  renderValue,
  runsSchema,
} from './checkpoint-schema.js';
import { openContent, sealContent } from './sealed-content.js';
import { addNumbers, readNumbers, readWeights, type Tensors } from './stored-numbers.js';

/** What the checkpoint of a training depends on. */
export interface TrainingShape {
  readonly network: WeightShape;
  readonly options: Pick<TrainingOptions, 'optimizer' | 'averaging'>;
}

export const trainingCheckpoints: CheckpointCodec<Checkpoint, TrainingShape> = {
  command: 'train',
  encode: encodeCheckpoint,
  decode: decodeCheckpoint,
};

export function encodeCheckpoint(checkpoint: Checkpoint): Safetensors {
  const { identity, finishedRuns, chosen, members, current, log } = checkpoint;
  const tensors: Tensors = new Map();
  const fields: Record<string, string> = {
    runs: renderValue(finishedRuns),
    log: renderValue(log),
  };
  if (chosen) {
    fields.chosen = renderValue({ epoch: chosen.epoch });
    addNumbers(tensors, 'chosen', chosen.weights);
  }
  if (members) {
    fields.members = renderValue(members.map(({ epoch }) => ({ epoch })));
    members.forEach(({ weights }, k) => {
      addNumbers(tensors, `members.${k}`, weights);
    });
  }
  if (current) fields.current = encodeCurrent(current, tensors);
  return sealContent('train', { identity, fields, tensors });
}

function encodeCurrent({ state, learningCurve }: CurrentRun, tensors: Tensors): string {
  const { random, weights, kept, runner, rollback, history, best } = state;
  const { optimizer, averaging, recentNorms, course } = runner;
  addNumbers(tensors, 'weights', weights);
  addNumbers(tensors, 'kept', kept.weights);
  optimizer.moments.forEach((numbers, k) => {
    addNumbers(tensors, `moments.${k}`, numbers);
  });
  if (averaging) {
    const { means, countByRow } = averaging;
    addNumbers(tensors, 'means', means);
    if (countByRow) tensors.set('means.counts', tensorOfUint32([countByRow.length], countByRow));
  }
  const { products } = optimizer;
  const averagedCount = averaging?.count;
  const ofRunner = { products, averagedCount, recentNorms, course };
  const keptEpoch = kept.epoch;
  return renderValue({
    ...{ learningCurve, random, keptEpoch, rollback, history, best },
    ...ofRunner,
  });
}

export function decodeCheckpoint(
  path: string,
  content: Safetensors,
): EncodedCheckpoint<Checkpoint, TrainingShape> {
  const { identity, file } = openContent('train', path, content);
  return { identity, decode: (shape) => decodeWhole(file, identity, shape) };
}

function decodeWhole(file: CheckedFile, identity: Identity, expected: TrainingShape): Checkpoint {
  const { network } = expected;
  const finishedRuns = file.field('runs', runsSchema);
  const log = file.field('log', logSchema);
  const chosen = file.has('chosen')
    ? {
        epoch: file.field('chosen', chosenSchema).epoch,
        weights: readWeights(file, 'chosen', network),
      }
    : undefined;
  const members = file.has('members')
    ? file.field('members', membersSchema).map(({ epoch }, k) => ({
        epoch,
        weights: readNumbers(file, `members.${k}`, network),
      }))
    : undefined;
  const current = file.has('current') ? decodeCurrent(file, expected) : undefined;
  file.expectNoOther();
  return { identity, finishedRuns, chosen, ...(members && { members }), current, log };
}

function decodeCurrent(file: CheckedFile, { network, options }: TrainingShape): CurrentRun {
  const field = file.field('current', currentSchema);
  const { learningCurve, random, rollback, history, best, recentNorms, course } = field;
  const weights = readNumbers(file, 'weights', network);
  const kept = { epoch: field.keptEpoch, weights: readWeights(file, 'kept', network) };
  const moments = Array.from({ length: momentCounts[options.optimizer] }, (_, k) =>
    readNumbers(file, `moments.${k}`, network),
  );
  const optimizer = { products: field.products, moments };
  const averaging = decodeAveraging(file, field.averagedCount ?? 0, { network, options });
  const runner = { optimizer, averaging, recentNorms, course };
  const state: TrainingState = { random, weights, kept, runner, rollback, history, best };
  return { state, learningCurve };
}

function decodeAveraging(
  file: CheckedFile,
  count: number,
  { network, options }: TrainingShape,
): AveragingState | undefined {
  if (options.averaging === 'none') return undefined;
  const means = readNumbers(file, 'means', network);
  if (options.averaging === 'swa') return { means, count };
  const countByRow = file.wholeNumbers('means.counts', [network.table.rows]);
  const most = countByRow.reduce((most, each) => Math.max(most, each), 0);
  if (most > count) {
    throw new InputError(
      `${file.path}: means.counts: expected at most ${count} steps, found ${most}`,
    );
  }
  return { means, count, countByRow };
}
