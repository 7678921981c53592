import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseTrainFlags } from '../../../../src/cli/commands/training/parse-train-flags.js';
import type { Messages } from '../../../../src/cli/terminal/messages.js';
import { openCheckpoint } from '../../../../src/cli/train/checkpoint/keeper.js';
import type { Checkpoint } from '../../../../src/training/checkpoint/checkpoint.js';
import { trainingCheckpoints } from '../../../../src/training/checkpoint/encode-checkpoint.js';

const folder = mkdtempSync(join(tmpdir(), 'keeper-'));
const checkpoint = (): Checkpoint => ({ identity: { a: 'b' }, finishedRuns: [], log: ['line'] });

async function open(...args: string[]) {
  const printed: string[] = [];
  const messages: Messages = {
    note: (lines) => printed.push(lines),
    warn: (message) => printed.push(`warning: ${message}`),
    error: (message) => printed.push(message),
    hideBefore: () => {},
    terminal: undefined,
  };
  const flags = await parseTrainFlags(['c.conll', ...args]);
  const keeper = await openCheckpoint(trainingCheckpoints, flags, messages);
  return { keeper, printed };
}

test('a checkpoint is read again with --resume, and removed at the end', async () => {
  const path = join(folder, 'one');
  const { keeper: first } = await open('--checkpoint', path);
  expect(first.found).toBeUndefined();
  await first.saveIfDue('epoch', checkpoint);
  expect(first.isKept()).toBe(true);
  const { keeper: second } = await open('--checkpoint', path, '--resume');
  expect(second.found?.identity).toEqual({ a: 'b' });
  expect(second.isKept()).toBe(true);
  await second.remove();
  expect(existsSync(path)).toBe(false);
});

test('--resume without a checkpoint starts, and prints so', async () => {
  const path = join(folder, 'none');
  const { keeper, printed } = await open('--checkpoint', path, '--resume');
  expect(keeper.found).toBeUndefined();
  expect(printed).toEqual([`${path}: no checkpoint; training starts\n`]);
});

test('without --checkpoint, no file is written in the first minute', async () => {
  const { keeper } = await open('--output', join(folder, 'model'));
  expect(keeper.path).toBe(join(folder, 'model.checkpoint'));
  await keeper.saveIfDue('epoch', checkpoint);
  await keeper.saveAtInterruption(checkpoint);
  expect(keeper.isKept()).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('with --no-checkpoint no file is written', async () => {
  const { keeper } = await open('--output', join(folder, 'model'), '--no-checkpoint');
  await keeper.saveAtInterruption(checkpoint);
  await keeper.remove();
  expect(keeper.path).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test('a checkpoint that cannot be written is one warning, and training goes on', async () => {
  const path = join(folder, 'missing', 'c');
  const { keeper, printed } = await open('--checkpoint', path, '--checkpoint-every', '0');
  await keeper.saveIfDue('epoch', checkpoint);
  await keeper.saveIfDue('batch', checkpoint);
  expect(printed).toEqual([
    `warning: ${path}: no such folder: ${join(folder, 'missing')}; training goes on without a checkpoint`,
  ]);
  expect(keeper.isKept()).toBe(false);
});

test('a file that appears at the path of the checkpoint is neither replaced nor removed', async () => {
  const path = join(folder, 'appeared');
  const { keeper, printed } = await open('--checkpoint', path, '--checkpoint-every', '0');
  writeFileSync(path, 'notes');
  await keeper.saveIfDue('epoch', checkpoint);
  await keeper.remove();
  expect(readFileSync(path, 'utf8')).toBe('notes');
  expect(keeper.isKept()).toBe(false);
  expect(printed).toEqual([
    `warning: ${path}: expected a checkpoint written by tagger train, found another file; use --checkpoint with another name; training goes on without a checkpoint`,
  ]);
});

test('the checkpoint of an earlier training is removed at the end, also if no other was written', async () => {
  const path = join(folder, 'earlier');
  const { keeper: first } = await open('--checkpoint', path);
  await first.saveIfDue('epoch', checkpoint);
  const { keeper } = await open('--checkpoint', path, '--force');
  await keeper.remove();
  expect(existsSync(path)).toBe(false);
});
