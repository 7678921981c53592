// A checkpoint as the content of a safetensors file: numbers of the size of the weights as tensors,
// everything else as JSON in the metadata. A checksum covers both, so that damage is noticed.
import { createHash } from 'node:crypto';
import { InputError } from '../../errors.js';
import { type CheckedFile, checkFile } from '../../model/file/checked-file.js';
import type { Network } from '../../model/network/network.js';
import type { Safetensors } from '../../safetensors/safetensors.js';
import {
  type StoredTensor,
  tensorOfFloat32,
  tensorOfUint32,
} from '../../safetensors/stored-tensor.js';
import type { AveragingState } from '../optimization/averaging.js';
import type { TrainingOptions } from '../optimization/options.js';
import { momentCounts } from '../optimization/update-rules.js';
import { countsOf, type WeightNumbers } from '../optimization/weight-numbers.js';
import type { TrainingState } from '../train.js';
import type { Checkpoint, CurrentRun, Identity } from './checkpoint.js';
import {
  chosenSchema,
  currentSchema,
  identitySchema,
  logSchema,
  membersSchema,
  renderValue,
  runsSchema,
} from './checkpoint-schema.js';
import { CHECKPOINT_FORMAT } from './recognize-checkpoint.js';

const FORMAT_VERSION = '1';

type Tensors = Map<string, StoredTensor>;

/** A copy of everything in the checkpoint, whose numbers may be views. */
export function encodeCheckpoint(checkpoint: Checkpoint): Safetensors {
  const { identity, finishedRuns, chosen, members, current, log } = checkpoint;
  const tensors: Tensors = new Map();
  const metadata: Record<string, string> = {
    format: CHECKPOINT_FORMAT,
    format_version: FORMAT_VERSION,
    identity: renderValue(identity),
    runs: renderValue(finishedRuns),
    log: renderValue(log),
  };
  if (chosen) {
    metadata.chosen = renderValue({ epoch: chosen.epoch });
    addNumbers(tensors, 'chosen', chosen.weights);
  }
  if (members) {
    metadata.members = renderValue(members.map(({ epoch }) => ({ epoch })));
    members.forEach(({ weights }, k) => {
      addNumbers(tensors, `members.${k}`, weights);
    });
  }
  if (current) metadata.current = encodeCurrent(current, tensors);
  return { metadata: { ...metadata, sha256: checksumOf({ metadata, tensors }) }, tensors };
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

function addNumbers(tensors: Tensors, name: string, { dense, rows }: WeightNumbers): void {
  tensors.set(`${name}.dense`, tensorOfFloat32([dense.length], dense));
  tensors.set(`${name}.rows`, tensorOfFloat32([rows.length], rows));
}

/** A checkpoint whose tensors are still to be read. */
export interface EncodedCheckpoint {
  readonly identity: Identity;
  /**
   * The checkpoint of a training of this network with these options.
   *
   * @throws InputError if the file does not fit them
   */
  decode(network: Shape, options: Options): Checkpoint;
}

type Shape = Pick<Network, 'parameters' | 'table'>;
type Options = Pick<TrainingOptions, 'optimizer' | 'averaging'>;

/** @throws InputError if the file is not a checkpoint, damaged, or of another version */
export function decodeCheckpoint(path: string, content: Safetensors): EncodedCheckpoint {
  const { format, format_version: version, sha256, ...metadata } = content.metadata;
  if (format !== CHECKPOINT_FORMAT) {
    throw new InputError(
      `${path}: expected a checkpoint written by tagger train, found another safetensors file`,
    );
  }
  if (version !== FORMAT_VERSION) {
    throw new InputError(
      `${path}: expected format_version ${FORMAT_VERSION}, found ${version ?? 'none'}: it was written by another version of tagger`,
    );
  }
  const { tensors } = content;
  const whole = { metadata: { format, format_version: version, ...metadata }, tensors };
  if (checksumOf(whole) !== sha256) {
    throw new InputError(`${path}: expected the content to have its checksum, found damage`);
  }
  const file = checkFile(path, whole);
  const identity = file.field('identity', identitySchema);
  return {
    identity,
    decode: (network, options) => decodeWhole(file, identity, { network, options }),
  };
}

interface Expected {
  readonly network: Shape;
  readonly options: Options;
}

function decodeWhole(file: CheckedFile, identity: Identity, expected: Expected): Checkpoint {
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

function decodeCurrent(file: CheckedFile, { network, options }: Expected): CurrentRun {
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
  { network, options }: Expected,
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

/** Weights of a model, which are finite. */
function readWeights(file: CheckedFile, name: string, network: Shape): WeightNumbers {
  const { dense, rows } = countsOf(network);
  return {
    dense: file.floats(`${name}.dense`, [dense]),
    rows: file.floats(`${name}.rows`, [rows]),
  };
}

/** Numbers of a training, which may diverge. */
function readNumbers(file: CheckedFile, name: string, network: Shape): WeightNumbers {
  const { dense, rows } = countsOf(network);
  return {
    dense: file.anyFloats(`${name}.dense`, [dense]),
    rows: file.anyFloats(`${name}.rows`, [rows]),
  };
}

/** SHA-256 of the metadata, without the checksum, and of the tensors. */
export function checksumOf({ metadata, tensors }: Safetensors): string {
  const hash = createHash('sha256');
  const names = [...tensors.keys()].sort();
  hash.update(JSON.stringify([Object.entries(metadata).sort(), names]));
  for (const name of names) hash.update(tensors.get(name)?.data ?? '');
  return hash.digest('hex');
}
