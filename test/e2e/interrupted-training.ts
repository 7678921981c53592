// Trainings that are interrupted, each in a folder of its own.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTagger } from './run-tagger.js';
import { sendSignal } from './send-signal.js';
import { tinyCorpus } from './tiny-model.js';

export const fingerprint = (path: string) =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

// Dev is held out, so that it must be the same after an interruption.
export const smallTraining = [
  ...['--hidden', '4', '--epochs', '4', '--batch-size', '4'],
  ...['--runs', '2', '--averaging', 'ema'],
];

interface Input {
  readonly command: 'train' | 'pretrain';
  /** Name and content of the file to learn from. */
  readonly file: readonly [name: string, content: string];
}

const tinyTraining: Input = { command: 'train', file: ['tiny.conll', tinyCorpus.repeat(2)] };

export function createCases(name: string, { command, file }: Input = tinyTraining) {
  const base = mkdtempSync(join(tmpdir(), `${name}-`));
  const corpus = join(base, file[0]);
  writeFileSync(corpus, file[1]);

  function start() {
    const folder = mkdtempSync(join(base, 'case-'));
    const output = join(folder, 'm.safetensors');
    const checkpoint = join(folder, 'm.checkpoint');
    const train = (...flags: string[]) =>
      runTagger([command, corpus, '--output', output, ...flags]);
    const resume = (...flags: string[]) => train(...flags, '--checkpoint', checkpoint, '--resume');

    /** Trains, and sends a signal once so many checkpoints have been written. */
    async function trainUntil(count: number, signal: NodeJS.Signals, flags: readonly string[]) {
      const keep = ['--checkpoint', checkpoint, '--checkpoint-every', '0', '--verbose'];
      const words = [command, corpus, '--output', output, ...flags, ...keep];
      const written = (stderr: string) => stderr.match(/^wrote .*\.checkpoint /gm)?.length ?? 0;
      return sendSignal(words, { signal, isTime: (stderr) => written(stderr) >= count });
    }
    return { folder, output, checkpoint, train, resume, trainUntil };
  }
  return { base, corpus, start, remove: () => rmSync(base, { recursive: true }) };
}

/** A folder in which one training is interrupted. */
export type InterruptedCase = ReturnType<ReturnType<typeof createCases>['start']>;
