// A study: which trainings there are, and what is printed of them.
import type { Outcomes, Scale } from '../harness/run.js';
import type { AccuracyRun, Beginnings } from './accuracy-run.js';
import { type FlagSet, knowsFlags } from './flag-sets.js';

/** Beginnings by their names. */
export interface Setting extends Beginnings {
  readonly scale: Scale;
  /** What tagger train says of its flags. */
  readonly help: string;
}

export interface Study {
  plan(setting: Setting): readonly AccuracyRun[];
  render(setting: Setting, outcomes: Outcomes<AccuracyRun>): string;
}

export function knownFlagSets(sets: readonly FlagSet[], { help }: Setting): FlagSet[] {
  return sets.filter(({ flags }) => knowsFlags(help, flags));
}

/** What is not in the table, in a sentence of its own; nothing where all is in it. */
export function renderLeftOut(sets: readonly FlagSet[], { help }: Setting): string[] {
  const unknown = sets.filter(({ flags }) => !knowsFlags(help, flags));
  if (unknown.length === 0) return [];
  const names = unknown.map(({ name, flags }) => `${name} (\`${flags.join(' ')}\`)`).join(', ');
  return [`Left out, as this version has no such flags: ${names}.`];
}
