import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../../src/errors.js';
import { readSafetensors, writeSafetensors } from '../../../src/safetensors/safetensors-file.js';
import type { Checkpoint } from '../../../src/training/checkpoint/checkpoint.js';
import {
  readCheckpoint,
  writeCheckpoint,
} from '../../../src/training/checkpoint/checkpoint-file.js';
import {
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../../src/training/checkpoint/encode-checkpoint.js';
import type { LocatedAnomaly } from '../../../src/training/divergence.js';
import type { Run } from '../../../src/training/runs.js';
import { anyCharacter } from '../../any-character.js';
import { startRun } from './resumable-run.js';

const folder = mkdtempSync(join(tmpdir(), 'checkpoint-file-'));
const path = join(folder, 'c');
const { tagger, options, training } = startRun({ options: { averaging: 'ema' } });
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

beforeAll(() => writeCheckpoint(path, checkpointWith({})));

function checkpointWith(change: Partial<Checkpoint>): Checkpoint {
  const current = { state: state(), learningCurve: runs[0].learningCurve };
  const chosen = state().kept;
  return { identity: { '--seed': '1' }, finishedRuns: runs, chosen, current, log: [], ...change };
}

test('a checkpoint is read as it was written', async () => {
  const { identity, decode } = await readCheckpoint(path);
  expect(identity).toEqual({ '--seed': '1' });
  const decoded = decode(tagger.network, options);
  expect(decoded).toEqual(checkpointWith({}));
});

test('any text in identity and log is read as it was written', () => {
  const text = fc.string({ unit: anyCharacter });
  const flag = text.map((name) => `--${name}`);
  fc.assert(
    fc.property(fc.dictionary(flag, text), fc.array(text), (identity, log) => {
      const content = encodeCheckpoint({ identity, finishedRuns: [], log });
      const decoded = decodeCheckpoint('c', content).decode(tagger.network, options);
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
        const error = await readCheckpoint(damaged).catch((error) => error);
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
  await expect(readCheckpoint(later)).rejects.toThrow(
    `${later}: expected format_version 1, found 2: it was written by another version of tagger`,
  );
});

test('a checkpoint of a larger network is refused', async () => {
  const { network } = startRun({ config: { hidden: 5 } }).tagger;
  const { decode } = await readCheckpoint(path);
  expect(() => decode(network, options)).toThrow(
    new RegExp(`^${path}: chosen.dense: expected a tensor of shape \\[\\d+\\], found \\[\\d+\\]$`),
  );
});
