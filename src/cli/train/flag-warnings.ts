// Warnings about values of flags with which a training learns nothing, or which have no effect.
import type { TrainingOptions } from '../../training/optimization/options.js';
import type { TrainFlags } from '../commands/commands.js';
import { presets } from '../commands/train/presets.js';
import type { BaseModel } from './base-provenance.js';
import { flagsOf } from './settings/network-config.js';

// At 50 times the default the loss grows from epoch to epoch, with any optimizer.
const LARGEST_FACTOR = 50;

interface Decided {
  readonly options: Pick<TrainingOptions, 'epochs' | 'warmUp' | 'optimizer' | 'learningRate'>;
  readonly usualRate: number;
  readonly base?: BaseModel;
}

/** Sentences to print. */
export function flagWarnings(flags: TrainFlags, { options, usualRate, base }: Decided): string[] {
  const { epochs, warmUp, optimizer, learningRate } = options;
  const warnings: string[] = [];
  if (learningRate > LARGEST_FACTOR * usualRate) {
    warnings.push(
      `--learning-rate ${learningRate}: more than ${LARGEST_FACTOR} times the default for ${optimizer} (${usualRate}), at which training diverges`,
    );
  }
  if (warmUp > epochs) {
    warnings.push(
      `--warm-up ${warmUp}: longer than the training (${epochs} epochs), which never reaches its learning rate`,
    );
  }
  return base ? [...warnings, ...presetWarning(flags, base)] : warnings;
}

/** A sentence about the part of a preset that the base model decides otherwise. */
function presetWarning({ preset, from, givenNetwork }: TrainFlags, base: BaseModel): string[] {
  const network: Readonly<Record<string, unknown>> = flagsOf(base.tagger.content.config);
  const lost = Object.entries(presets[preset]).filter(
    ([name, value]) =>
      Object.hasOwn(network, name) &&
      !givenNetwork?.has(name) &&
      String(network[name]) !== String(value),
  );
  if (lost.length === 0) return [];
  const parts = lost.map(([name, value]) => `--${name} ${value}`).join(', ');
  return [`--preset ${preset}: no effect of ${parts}, because --from ${from} has its own network`];
}
