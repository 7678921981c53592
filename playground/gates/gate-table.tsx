// The heat map of the gates of a layer: a row for each word, a column for each gate and direction.
import { useRef, useState } from 'preact/hooks';
import type { GateActivations, LayerGates } from 'teddy-tagger/browser';
import { visibleText } from '../../src/evaluation/report/elements/visible-text.js';
import { percent, short } from '../elements/numbers.js';
import { meaningsOf } from './gate-names.js';
import { type Kept, keptFrom } from './kept.js';

interface Props {
  readonly tokens: readonly string[];
  /** One for each direction. */
  readonly directions: readonly LayerGates[];
  readonly chosen: number;
  readonly onChoose: (token: number) => void;
  /** Whether the colors span the values of a column, and not 0 to 1. */
  readonly isStretched: boolean;
}

interface Column {
  readonly key: string;
  readonly title: string;
  readonly isFirst: boolean;
  /** Absent for words that are read before the chosen one. */
  readonly valueAt: (token: number) => number | undefined;
  readonly describe: (token: number) => string;
  readonly range: readonly [number, number];
  readonly isKept: boolean;
}

export function GateTable({ tokens, directions, chosen, onChoose, isStretched }: Props) {
  const columns = directions.flatMap((layer) => columnsOf(layer, tokens, chosen, isStretched));
  // At first, what is left when the next word is read.
  const keptColumn = columns.findIndex(({ isKept }) => isKept);
  const [place, setPlace] = useState<readonly [number, number]>([chosen + 1, keptColumn]);
  const body = useRef<HTMLTableSectionElement>(null);
  const [row, column] = [Math.min(place[0], tokens.length - 1), place[1] % columns.length];
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = [
      clamp(row + step[0], tokens.length),
      clamp(column + step[1], columns.length),
    ] as const;
    setPlace(next);
    body.current?.rows[next[0]].cells[next[1] + 1].focus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of HTML's own cells */}
      <table class="gate-table" role="grid" aria-label="Gates by word" onKeyDown={move}>
        <Head directions={directions} columns={columns} />
        <tbody ref={body}>
          {tokens.map((token, index) => (
            <tr key={index} class={index === chosen ? 'chosen' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={index === chosen}
                  onClick={() => {
                    onChoose(index);
                    setPlace([index + 1, keptColumn]);
                  }}
                >
                  {visibleText(token)}
                </button>
              </th>
              {columns.map((one, at) => (
                <Cell
                  key={one.key}
                  column={one}
                  token={index}
                  isStop={index === row && at === column}
                  onFocus={() => setPlace([index, at])}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="detail" role="status">
        {columns[column].describe(row)}
      </p>
    </>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

const clamp = (index: number, count: number) => Math.max(0, Math.min(count - 1, index));

interface HeadProps {
  readonly directions: readonly LayerGates[];
  readonly columns: readonly Column[];
}

function Head({ directions, columns }: HeadProps) {
  return (
    <thead>
      <tr>
        <td />
        {directions.map(({ direction }) => (
          <th key={direction} scope="colgroup" colSpan={columns.length / directions.length}>
            {direction === 'forward' ? 'reading forward ↓' : 'reading backward ↑'}
          </th>
        ))}
      </tr>
      <tr>
        <th scope="col">word</th>
        {columns.map(({ key, title, isFirst }) => (
          <th key={key} scope="col" class={isFirst ? 'first' : undefined}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface CellProps {
  readonly column: Column;
  readonly token: number;
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

function Cell({ column, token, isStop, onFocus }: CellProps) {
  const { valueAt, range, isKept, isFirst, describe } = column;
  const value = valueAt(token);
  const share = value === undefined ? 0 : (value - range[0]) / (range[1] - range[0] || 1);
  const names = [isKept ? 'kept' : 'heat', isFirst && 'first', value === undefined && 'none'];
  return (
    <td
      class={names.filter(Boolean).join(' ')}
      style={{ '--share': `${(100 * share).toFixed(1)}%` }}
      tabIndex={isStop ? 0 : -1}
      title={describe(token)}
      onFocus={onFocus}
      onMouseEnter={onFocus}
    >
      {value === undefined ? '' : isKept ? percent(value) : short(value)}
    </td>
  );
}

/** The columns of one direction. */
function columnsOf(
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
