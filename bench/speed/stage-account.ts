// What each stage takes by itself, and what of the whole no stage accounts for.
import type { StagedPass } from './stage.js';

export const REMAINDER = 'remainder';

export interface Account {
  readonly name: string;
  /** By round. */
  readonly samples: readonly number[];
}

/**
 * The stages less what they include, the remainder, and at the end the whole.
 *
 * @param samples of the stages in their order, then of the whole
 */
export function accountFor(
  { stages, whole }: StagedPass,
  samples: readonly (readonly number[])[],
): Account[] {
  const names = stages.map(({ name }) => name);
  const own = stages.map(({ name, includes = [] }, row) => {
    const parts = includes.map((part) => samples[names.indexOf(part)]);
    return { name, samples: lessThe(parts, samples[row]) };
  });
  const all = samples[stages.length];
  const remainder = lessThe(
    own.map((account) => account.samples),
    all,
  );
  return [...own, { name: REMAINDER, samples: remainder }, { name: whole.name, samples: all }];
}

function lessThe(parts: readonly (readonly number[])[], whole: readonly number[]): number[] {
  return whole.map((figure, round) => parts.reduce((rest, part) => rest - part[round], figure));
}
