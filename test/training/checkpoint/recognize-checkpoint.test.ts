import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeSafetensors } from '../../../src/safetensors/safetensors.js';
import { encodeCheckpoint } from '../../../src/training/checkpoint/encode-checkpoint.js';
import { isCheckpoint } from '../../../src/training/checkpoint/recognize-checkpoint.js';
import { startRun } from './resumable-run.js';

const { training } = startRun({});
for (const event of training.events) if (event.kind === 'epoch') break;
const state = training.state();
const start = { identity: {}, finishedRuns: [], log: [] };
const bytesOf = (content: Parameters<typeof encodeSafetensors>[0]) =>
  Buffer.concat(encodeSafetensors(content));
const whole = bytesOf(
  encodeCheckpoint({ ...start, chosen: state.kept, current: { state, learningCurve: [] } }),
);

const isRecognized = (content: string | Uint8Array) => isCheckpoint(Buffer.from(content), 'train');

test('a checkpoint is recognized, also between two runs', () => {
  expect(isRecognized(whole)).toBe(true);
  expect(isRecognized(bytesOf(encodeCheckpoint(start)))).toBe(true);
});

test('a checkpoint that was cut short is recognized', () => {
  const length = fc.integer({ min: 50, max: whole.length });
  fc.assert(
    fc.property(length, (end) => {
      expect(isRecognized(whole.subarray(0, end))).toBe(true);
    }),
  );
});

test('the checkpoint of one command is none of another, also if it was cut short', () => {
  const metadata = { format: 'teddy-pretraining-checkpoint', identity: '{}', state: '{}' };
  const pretraining = bytesOf({ metadata, tensors: new Map() });
  for (const bytes of [pretraining, pretraining.subarray(0, 80)]) {
    expect(isCheckpoint(bytes, 'pretrain')).toBe(true);
    expect(isCheckpoint(bytes, 'train')).toBe(false);
  }
  for (const bytes of [whole, whole.subarray(0, 80)]) {
    expect(isCheckpoint(bytes, 'pretrain')).toBe(false);
  }
});

test('any other file is no checkpoint', () => {
  const model = bytesOf({ metadata: { format: 'teddy-tagger' }, tensors: new Map() });
  const text = 'Teddy B-PER\n"format":"teddy-checkpoint" O\n';
  for (const other of ['', '{', text, model, model.subarray(0, 20)]) {
    expect(isRecognized(other)).toBe(false);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 99 }), (bytes) => {
      expect(isRecognized(bytes)).toBe(false);
    }),
  );
});
