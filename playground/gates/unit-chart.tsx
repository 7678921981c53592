// Two units after the chosen word, one that is kept and one that is wiped, beside the average.
import type { LayerGates } from 'teddy-tagger/browser';
import { visibleText } from '../../src/evaluation/report/elements/visible-text.js';
import { LineChart } from '../elements/line-chart.js';
import { percent, short } from '../elements/numbers.js';
import { type UnitCourse, unitCoursesFrom } from './unit-courses.js';

interface Props {
  readonly tokens: readonly string[];
  /** Read forward. */
  readonly layer: LayerGates;
  readonly chosen: number;
}

export function UnitChart({ tokens, layer, chosen }: Props) {
  const courses = unitCoursesFrom(layer, chosen);
  const words = tokens.map(visibleText);
  if (!courses) return <p class="note">Nothing is read after “{words[chosen]}”.</p>;
  const { kept, lost, mean, unitCount, gate } = courses;
  const lines = [
    { name: `unit ${kept.unit}`, points: pointsFrom(chosen, kept.left) },
    { name: `average of ${unitCount}`, points: pointsFrom(chosen, mean) },
    { name: `unit ${lost.unit}`, points: pointsFrom(chosen, lost.left) },
  ];
  return (
    <div class="columns unit-chart">
      <LineChart
        title={`How much of “${words[chosen]}” is left?`}
        x={{ label: 'the last word read', domain: [0, words.length - 1], names: words }}
        y={{ label: 'left', domain: [0, 1], format: percent }}
        lines={lines}
        summary={lines.map(summarize).join('; ')}
      />
      <div class="unit-stories">
        <p>
          <b>Unit {kept.unit} keeps its note.</b> {factorsOf(gate, kept, words.slice(chosen))}{' '}
          {percent(endOf(kept))} of the note is left at the end.
        </p>
        <p>
          <b>Unit {lost.unit} forgets its note.</b> {factorsOf(gate, lost, words.slice(chosen))}{' '}
          {percent(endOf(lost))} of it is left.
        </p>
        <p>
          Every unit has gates of its own. Where an old note is wiped, there is room for a new one:
          the <strong>update gate</strong> writes it.
        </p>
      </div>
    </div>
  );
}

const GATE_NAMES = { forget: 'Its forget gate', update: '1 minus its update gate' };
const MOST_FACTORS = 3;

/** The first factors in words, as in "Its forget gate is .02 at “,” and .97 at “which”." */
function factorsOf(
  gate: keyof typeof GATE_NAMES,
  { factors }: UnitCourse,
  words: readonly string[],
) {
  const shown = factors.slice(1, 1 + MOST_FACTORS);
  const each = shown.map((factor, index) => `${short(factor)} at “${words[index + 1]}”`);
  const rest = factors.length > 1 + MOST_FACTORS ? ', and so on' : '';
  return `${GATE_NAMES[gate]} is ${each.join(', ')}${rest}.`;
}

const endOf = ({ left }: UnitCourse) => left[left.length - 1];

const pointsFrom = (chosen: number, left: readonly number[]) =>
  left.map((share, later) => [chosen + later, share] as const);

const summarize = ({ name, points }: { name: string; points: readonly (readonly number[])[] }) =>
  `${name}: ${percent(points[1][1])} after the next word, ${percent(points[points.length - 1][1])} at the end`;
