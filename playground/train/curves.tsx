// The curves of two trainings side by side.
import { type Axis, LineChart } from '../elements/line-chart.js';
import { FlowChart } from '../gradients/flow-chart.js';
import { type EpochPoint, nameOf, type RunState } from './run-state.js';

interface Props {
  readonly runs: readonly RunState[];
  readonly epochCount: number;
}

interface Curve {
  readonly title: string;
  readonly label: string;
  readonly figureOf: (point: EpochPoint) => number;
  /** The end of the axis, unless a value is larger. */
  readonly least: number;
}

const CURVES: readonly Curve[] = [
  {
    title: 'Loss on the training sentences',
    label: 'loss',
    figureOf: ({ loss }) => loss,
    least: 1,
  },
  { title: 'F1 on other sentences', label: 'F1', figureOf: ({ f1 }) => f1, least: 100 },
  {
    title: 'Gradient norm',
    label: 'median norm of a step',
    figureOf: ({ gradientNorm }) => gradientNorm,
    least: 1,
  },
];

export function Curves({ runs, epochCount }: Props) {
  const names = runs.map(({ choice }, index) => `${'AB'[index]}: ${nameOf(choice)}`);
  const x: Axis = { label: 'epoch', domain: [1, Math.max(2, epochCount)] };
  const flows = runs.flatMap(({ flow }, index) =>
    flow ? [{ name: names[index].slice(0, 1), flow }] : [],
  );
  return (
    <div class="charts">
      {CURVES.map(({ title, label, figureOf, least }) => {
        const values = runs.map(({ epochs }) => epochs.map(figureOf));
        return (
          <LineChart
            key={title}
            title={title}
            x={x}
            y={{ label, domain: [0, Math.max(least, ...values.flat())] }}
            lines={runs.map(({ epochs }, index) => ({
              name: names[index].slice(0, 1),
              points: epochs.map((point) => [point.epoch, figureOf(point)] as const),
            }))}
            summary={values
              .map((ofRun, index) => `${names[index]}: ${ofRun.at(-1)?.toFixed(1) ?? 'none yet'}`)
              .join('; ')}
          />
        );
      })}
      {flows.length > 0 && <FlowChart flows={flows} />}
    </div>
  );
}
