// The studies of the comparison by name, and the parts of the program, which draw pictures as well.
import type { Outcomes } from '../harness/outcome.js';
import type { Part } from '../harness/program.js';
import type { RunScale } from '../harness/scale.js';
import type { ComparisonRun } from './comparison-run.js';
import { planFuture, renderFuture } from './future.js';
import { planLongMemory, renderLongMemory } from './long-memory.js';
import { planTable, renderNetworkTable } from './network-table.js';

export interface ComparisonStudy {
  plan(scale: RunScale): readonly ComparisonRun[];
  render(scale: RunScale, outcomes: Outcomes<ComparisonRun>): string;
}

export const comparisonStudies: Readonly<Record<ComparisonRun['study'], ComparisonStudy>> = {
  table: { plan: planTable, render: renderNetworkTable },
  'long-memory': { plan: planLongMemory, render: renderLongMemory },
  future: { plan: planFuture, render: renderFuture },
};

export const comparisonParts = {
  table: { inputs: ['TEDDY_CORPORA'] },
  'long-memory': { inputs: [] },
  future: { inputs: [] },
  gradients: { inputs: [] },
} as const satisfies Readonly<Record<ComparisonRun['study'] | 'gradients', Part>>;

export type ComparisonPartName = keyof typeof comparisonParts;

export const comparisonPartNames = Object.keys(comparisonParts) as ComparisonPartName[];
