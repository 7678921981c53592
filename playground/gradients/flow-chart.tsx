// Gradient norms by distance from the loss, a curve for each network.
import type { GradientFlow } from 'teddy-tagger/browser';
import { LineChart } from '../elements/line-chart.js';
import { smallPercent } from '../elements/numbers.js';

interface Props {
  readonly flows: readonly { readonly name: string; readonly flow: GradientFlow }[];
  readonly title?: string;
}

const MOST_STEPS = 30;
// Less is drawn at the bottom.
const FAINTEST = 1e-4;

export function FlowChart({ flows, title = 'How much of a loss is felt at earlier words' }: Props) {
  const lines = flows.map(({ name, flow }) => ({ name, points: pointsOf(flow) }));
  const length = Math.max(1, ...lines.map(({ points }) => points.length - 1));
  return (
    <LineChart
      title={title}
      x={{ label: 'words back', domain: [0, length] }}
      y={{ label: 'share', domain: [FAINTEST, 1], isLog: true, format: smallPercent }}
      lines={lines}
      summary={lines
        .map(
          ({ name, points }) => `${name}: ${smallPercent(points[Math.min(10, length)]?.[1] ?? 0)}`,
        )
        .join('; ')
        .replace(/^/, 'What is left ten words back: ')}
    />
  );
}

/** The first layer's forward direction. */
const pointsOf = ({ curves }: GradientFlow): (readonly [number, number])[] =>
  curves[0].ratios.slice(0, MOST_STEPS + 1).map((ratio, k) => [k, ratio] as const);
