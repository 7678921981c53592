// A study: the trainings it consists of, and the tables made of their outcomes.
import type { Outcomes } from '../harness/outcome.js';
import type { RunScale } from '../harness/scale.js';
import type { AccuracyRun, StartFiles } from './accuracy-run.js';
import { type FlagSet, knowsFlags } from './flag-sets.js';

/** The files are given by their names without folders. */
export interface Setting extends StartFiles {
  readonly scale: RunScale;
  /** The help of tagger train. */
  readonly help: string;
}

export interface Study {
  plan(setting: Setting): readonly AccuracyRun[];
  render(setting: Setting, outcomes: Outcomes<AccuracyRun>): string;
}

export function knownFlagSets(sets: readonly FlagSet[], { help }: Setting): FlagSet[] {
  return sets.filter(({ flags }) => knowsFlags(help, flags));
}

/** A sentence about the flag sets that the table lacks, or nothing if it has all of them. */
export function renderLeftOut(sets: readonly FlagSet[], { help }: Setting): string[] {
  const unknown = sets.filter(({ flags }) => !knowsFlags(help, flags));
  if (unknown.length === 0) return [];
  const names = unknown.map(({ name, flags }) => `${name} (\`${flags.join(' ')}\`)`).join(', ');
  return [`Left out, because this version does not have their flags: ${names}.`];
}
