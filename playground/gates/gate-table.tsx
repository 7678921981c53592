// The heat map of the gates of a layer: a row for each word, a column for each gate and direction.
import { useRef, useState } from 'preact/hooks';
import type { LayerGates } from 'teddy-tagger/browser';
import { visibleText } from '../../src/evaluation/report/elements/visible-text.js';
import { percent, short } from '../elements/numbers.js';
import { type Column, columnsOf } from './columns.js';

interface Props {
  readonly tokens: readonly string[];
  /** One for each direction. */
  readonly directions: readonly LayerGates[];
  readonly chosen: number;
  readonly onChoose: (token: number) => void;
  /** Whether the colors span the values of a column, and not 0 to 1. */
  readonly isStretched: boolean;
}

export function GateTable({ tokens, directions, chosen, onChoose, isStretched }: Props) {
  const columns = directions.flatMap((layer) => columnsOf(layer, tokens, chosen, isStretched));
  // At first, what is left when the next word is read.
  const keptColumn = columns.findIndex(({ isKept }) => isKept);
  const body = useRef<HTMLTableSectionElement>(null);
  const [place, setPlace] = useState<Place>([chosen + 1, keptColumn]);
  const row = clamp(place[0], tokens.length);
  const column = clamp(place[1], columns.length);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const target = [clamp(row + step[0], tokens.length), clamp(column + step[1], columns.length)];
    // Focus sets the place.
    body.current?.rows[target[0]].cells[target[1] + 1].focus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of HTML's own cells */}
      <table class="gate-table" role="grid" aria-label="Gates by word" onKeyDown={move}>
        <Head directions={directions} columns={columns} />
        <tbody ref={body}>
          {tokens.map((token, index) => (
            <Row
              key={index}
              word={visibleText(token)}
              token={index}
              columns={columns}
              isChosen={index === chosen}
              stop={index === row ? column : undefined}
              onPlace={setPlace}
              onChoose={() => {
                onChoose(index);
                setPlace([index + 1, keptColumn]);
              }}
            />
          ))}
        </tbody>
      </table>
      <p class="detail" role="status">
        {columns[column].describe(row)}
      </p>
    </>
  );
}

/** Row and column. */
type Place = readonly [number, number];

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

interface RowProps {
  readonly word: string;
  readonly token: number;
  readonly columns: readonly Column[];
  readonly isChosen: boolean;
  /** The column to which the Tab key leads. */
  readonly stop: number | undefined;
  readonly onPlace: (place: Place) => void;
  readonly onChoose: () => void;
}

const Row = ({ word, token, columns, isChosen, stop, onPlace, onChoose }: RowProps) => (
  <tr class={isChosen ? 'chosen' : undefined}>
    <th scope="row">
      <button type="button" aria-pressed={isChosen} onClick={onChoose}>
        {word}
      </button>
    </th>
    {columns.map((column, index) => (
      <Cell
        key={column.key}
        column={column}
        token={token}
        isStop={index === stop}
        onFocus={() => onPlace([token, index])}
      />
    ))}
  </tr>
);

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
