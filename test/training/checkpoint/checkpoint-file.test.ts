import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../../src/errors.js';
import type { Safetensors } from '../../../src/safetensors/safetensors.js';
import { readSafetensors, writeSafetensors } from '../../../src/safetensors/safetensors-file.js';
import type { Checkpoint } from '../../../src/training/checkpoint/checkpoint.js';
import {
  readCheckpoint,
  writeCheckpoint,
} from '../../../src/training/checkpoint/checkpoint-file.js';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  trainingCheckpoints,
} from '../../../src/training/checkpoint/encode-checkpoint.js';
import { checksumOf } from '../../../src/training/checkpoint/sealed-content.js';
import type { LocatedAnomaly } from '../../../src/training/divergence.js';
import type { Run } from '../../../src/training/runs.js';
import { anyCharacter } from '../../any-character.js';
import { startRun } from './resumable-run.js';

const folder = mkdtempSync(join(tmpdir(), 'checkpoint-file-'));
const path = join(folder, 'c');
const { tagger, options, training } = startRun({ options: { averaging: 'ema' } });
const shape = { network: tagger.network, options };
for (const event of training.events) if (event.kind === 'epoch') break;
const { state } = training;

const counts = { gold: 3, predicted: 2, correct: 1 };
const score = {
  ...{ tokenCount: 9, correctTagCount: 7, overall: counts },
  types: new Map([
    ['PER', counts],
    ['__proto__', counts],
  ]),
};
const best = { epoch: 2, weights: 'averaged', dev: score } as const;
const anomaly: LocatedAnomaly = {
  kind: 'huge gradient',
  ...{ norm: Number.POSITIVE_INFINITY, parameter: 'crf.start' },
  ...{ medianNorm: Number.NaN, isRecoverable: false, epoch: 1, step: 3 },
};
const runs: Run[] = [
  {
    seed: 1,
    learningCurve: [{ epoch: 1, loss: 0.1 + 0.2, devF1: 100 / 3 }],
    test: score,
    end: {
      ...{ kind: 'end', reason: 'diverged', best },
      temperature: {
        temperature: 1.5,
        isFitted: true,
        entityCount: 4,
        correctCount: 50,
        errorBefore: 0.25,
      },
      divergence: { anomaly, learningRate: 1e-300, rollbackCount: 5 },
    },
  },
  { seed: 2, learningCurve: [], end: { kind: 'end', reason: 'epochs' } },
];

beforeAll(() => writeCheckpoint(path, checkpointWith({}), trainingCheckpoints));

function checkpointWith(change: Partial<Checkpoint>): Checkpoint {
  const current = { state: state(), learningCurve: runs[0].learningCurve };
  const chosen = state().kept;
  return { identity: { '--seed': '1' }, finishedRuns: runs, chosen, current, log: [], ...change };
}

test('a checkpoint is read as it was written', async () => {
  const { identity, decode } = await readCheckpoint(path, trainingCheckpoints);
  expect(identity).toEqual({ '--seed': '1' });
  const decoded = decode(shape);
  expect(decoded).toEqual(checkpointWith({}));
});

test('any text in identity and log is read as it was written', () => {
  const text = fc.string({ unit: anyCharacter });
  const flag = text.map((name) => `--${name}`);
  fc.assert(
    fc.property(fc.dictionary(flag, text), fc.array(text), (identity, log) => {
      const content = encodeCheckpoint({ identity, finishedRuns: [], log });
      const decoded = decodeCheckpoint('c', content).decode(shape);
      expect(decoded.log).toEqual(log);
      expect(Object.entries(decoded.identity)).toEqual(Object.entries(identity));
    }),
  );
});

test('a checkpoint with any byte changed, or cut anywhere, is refused with a sentence', async () => {
  const bytes = readFileSync(path);
  const damaged = join(folder, 'damaged');
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (place, change, isCut) => {
        const copy = Buffer.from(isCut ? bytes.subarray(0, place) : bytes);
        if (!isCut) copy[place] ^= change;
        writeFileSync(damaged, copy);
        const error = await readCheckpoint(damaged, trainingCheckpoints).catch((error) => error);
        expect(error).toBeInstanceOf(InputError);
        expect(error.message.startsWith(`${damaged}: `)).toBe(true);
      },
    ),
  );
});

test('a checkpoint of another version of the format is refused', async () => {
  const { metadata, tensors } = await readSafetensors(path);
  const later = join(folder, 'later');
  await writeSafetensors(later, { metadata: { ...metadata, format_version: '2' }, tensors });
  await expect(readCheckpoint(later, trainingCheckpoints)).rejects.toThrow(
    `${later}: expected format_version 1, found 2: it was written by another version of tagger`,
  );
});

test('a checkpoint of a larger network is refused', async () => {
  const { network } = startRun({ config: { hidden: 5 } }).tagger;
  const { decode } = await readCheckpoint(path, trainingCheckpoints);
  expect(() => decode({ network, options })).toThrow(
    new RegExp(`^${path}: chosen.dense: expected a tensor of shape \\[\\d+\\], found \\[\\d+\\]$`),
  );
});

/** The checkpoint with other tensors or metadata, and the checksum that belongs to them. */
function changed(change: (content: ReturnType<typeof encodeCheckpoint>) => Partial<Safetensors>) {
  const content = encodeCheckpoint(checkpointWith({}));
  const { sha256: _, ...metadata } = content.metadata;
  const whole = { ...content, metadata, ...change({ ...content, metadata }) };
  const stored = { ...whole, metadata: { ...whole.metadata, sha256: checksumOf(whole) } };
  return () => decodeCheckpoint('c', stored).decode(shape);
}

test('weights that are NaN are refused', () => {
  const decode = changed(({ tensors }) => {
    const kept = tensors.get('kept.dense')!;
    const data = new Uint8Array(kept.data).fill(0xff, 0, 4);
    return { tensors: new Map([...tensors, ['kept.dense', { ...kept, data }]]) };
  });
  expect(decode).toThrow(/^c: kept.dense: expected finite numbers/);
});

test('a word that is averaged over more steps than there were is refused', () => {
  const decode = changed(({ metadata }) => ({
    metadata: {
      ...metadata,
      current: metadata.current.replace(/"averagedCount":\d+/, '"averagedCount":0'),
    },
  }));
  expect(decode).toThrow(/^c: means.counts: expected at most 0 steps, found \d+$/);
});

test('a training goes on whatever number of steps the checkpoint counts', () => {
  const decode = changed(({ metadata }) => ({
    metadata: {
      ...metadata,
      current: metadata.current.replace(/"averagedCount":\d+/, `"averagedCount":${2 ** 31}`),
    },
  }));
  const { current } = decode();
  const { training: resumed } = startRun({ options: { averaging: 'ema' } }, () => current!.state);
  expect([...resumed.events].at(-1)?.kind).toBe('end');
});
