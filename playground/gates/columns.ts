// The columns of the heat map: the gates of a direction, and what is left of the chosen word.
import type { GateActivations, LayerGates } from 'teddy-tagger/browser';
import { visibleText } from '../../src/evaluation/report/elements/visible-text.js';
import { percent } from '../elements/numbers.js';
import { meaningsOf } from './gate-names.js';
import { type Kept, keptFrom } from './kept.js';

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly isFirst: boolean;
  /** Absent for words that are read before the chosen one. */
  readonly valueAt: (token: number) => number | undefined;
  readonly describe: (token: number) => string;
  readonly range: readonly [number, number];
  readonly isKept: boolean;
}

/** The columns of one direction. */
export function columnsOf(
  layer: LayerGates,
  tokens: readonly string[],
  chosen: number,
  isStretched: boolean,
): Column[] {
  const gates = meaningsOf(layer).flatMap(([name, meaning], index): Column[] => {
    const gate = layer.gates.find((one) => one.name === name);
    if (!gate) return [];
    return [
      {
        key: `${layer.direction} ${name}`,
        title: meaning.name,
        isFirst: index === 0,
        isKept: false,
        valueAt: (token) => gate.means[token],
        describe: (token) => describeGate(gate, meaning.name, tokens[token], token),
        range: isStretched ? [Math.min(...gate.means), Math.max(...gate.means)] : [0, 1],
      },
    ];
  });
  const kept = keptFrom(layer, chosen);
  return kept ? [...gates, keptColumn(layer, kept, tokens, chosen)] : gates;
}

function keptColumn(
  { direction, gates }: LayerGates,
  kept: readonly (Kept | undefined)[],
  tokens: readonly string[],
  chosen: number,
): Column {
  const unitCount = gates[0].units[chosen].length;
  return {
    key: `${direction} kept`,
    title: `left of “${visibleText(tokens[chosen])}”`,
    isFirst: false,
    isKept: true,
    valueAt: (token) => kept[token]?.mean,
    describe: (token) => {
      const left = kept[token];
      const word = visibleText(tokens[token]);
      const start = visibleText(tokens[chosen]);
      if (!left) return `“${word}” is read before “${start}” in this direction.`;
      return `After “${word}”, ${percent(left.mean)} of the state at “${start}” is left; ${left.halfCount} of ${unitCount} units still have more than half.`;
    },
    range: [0, 1],
  };
}

function describeGate(
  { units, means }: GateActivations,
  name: string,
  word: string,
  token: number,
): string {
  const values = units[token];
  const openCount = values.filter((value) => value > 0.5).length;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `The ${name} gate at “${visibleText(word)}”: ${means[token].toFixed(2)} on average; above one half in ${openCount} of ${values.length} units, from ${least.toFixed(2)} to ${most.toFixed(2)}.`;
}
