// tagger train with the reference network, to the end of its epochs.

import { runTagger, trainingSpeed } from '../harness/run-tagger.js';
import { REFERENCE_BATCH, referenceFlags, referenceNetwork } from './reference-network.js';

export interface TrainCommand {
  readonly train: string;
  readonly dev: string;
  /** The model file, written over. */
  readonly output: string;
  readonly epochs: number;
  readonly hidden?: number;
  readonly batchSize?: number;
  /** Further ones. */
  readonly flags?: readonly string[];
}

export interface TrainingRun {
  /** Tokens a second of learning alone, as the command says. */
  readonly speed: number;
  /** Of the whole command. */
  readonly seconds: number;
}

export function runTraining(command: TrainCommand): TrainingRun {
  const { hidden = referenceNetwork.hidden, batchSize = REFERENCE_BATCH, epochs } = command;
  const files = [command.train, '--dev', command.dev, '--output', command.output, '--force'];
  const sizes = ['--hidden', hidden, '--batch-size', batchSize, '--epochs', epochs, '--seed', 1];
  const flags = [...files, ...referenceFlags, ...sizes.map(String), ...(command.flags ?? [])];
  const { elapsedMs, stderr } = runTagger(['train', ...flags]);
  return { speed: trainingSpeed(stderr), seconds: elapsedMs / 1000 };
}
