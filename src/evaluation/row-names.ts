// Names of the rows of a count table.
import type { BreakdownName } from './breakdowns.js';
import type { SemevalMode } from './semeval.js';

export const rowOf = {
  overall: 'overall',
  tokens: 'tokens',
  type: (type: string) => `type/${type}`,
  /** Of all types if the type is ''. */
  mode: (mode: SemevalMode, type: string) => `mode/${mode}/${type}`,
  group: (breakdown: BreakdownName, group: string) => `group/${breakdown}/${group}`,
} as const;
