// tagger train with the reference network.
import { runTagger, trainingSpeed } from '../harness/run-tagger.js';
import { REFERENCE_BATCH, referenceFlags, referenceNetwork } from './reference-network.js';

export interface TrainCommand {
  readonly train: string;
  readonly dev: string;
  /** The model file, which is overwritten. */
  readonly output: string;
  readonly epochs: number;
  readonly hidden?: number;
  readonly batchSize?: number;
  /** Other flags. */
  readonly flags?: readonly string[];
}

export interface TimedTraining {
  /** Tokens a second of training alone, as the command prints it. */
  readonly speed: number;
  /** Seconds of the whole command. */
  readonly seconds: number;
}

export function runTraining(command: TrainCommand): TimedTraining {
  const { hidden = referenceNetwork.hidden, batchSize = REFERENCE_BATCH, epochs } = command;
  const files = [command.train, '--dev', command.dev, '--output', command.output, '--force'];
  const sizes = ['--hidden', hidden, '--batch-size', batchSize, '--epochs', epochs, '--seed', 1];
  const flags = [...files, ...referenceFlags, ...sizes.map(String), ...(command.flags ?? [])];
  const { elapsedMs, stderr } = runTagger(['train', ...flags]);
  return { speed: trainingSpeed(stderr), seconds: elapsedMs / 1000 };
}
