// A line chart with axes, and a legend of its lines.
import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale';
import { round } from '../../src/evaluation/report/elements/chart.js';

export interface Line {
  readonly name: string;
  /** Where each point is, by x; points without a value are left out. */
  readonly points: readonly (readonly [number, number])[];
  /** A thin line, such as that of an example beside the usual. */
  readonly isFaint?: boolean;
}

export interface Axis {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly isLog?: boolean;
  /** Labels of whole numbers, such as words. */
  readonly names?: readonly string[];
  readonly format?: (value: number) => string;
}

interface Props {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  /** What is to be seen, for a reader who does not see it. */
  readonly summary: string;
}

type Scale = ScaleContinuousNumeric<number, number>;

const SIZE = { width: 400, height: 240 };
const MARGIN = { top: 12, right: 14, bottom: 42, left: 50 };
const TICK_COUNT = 5;

export function LineChart({ title, x, y, lines, summary }: Props) {
  const bottom = SIZE.height - MARGIN.bottom - (x.names ? 14 : 0);
  const right = SIZE.width - MARGIN.right;
  const xScale = scaleOf(x, [MARGIN.left, right]);
  const yScale = scaleOf(y, [bottom, MARGIN.top]);
  return (
    <figure class="line-chart">
      <figcaption>
        <b>{title}</b> <Legend lines={lines} />
      </figcaption>
      <svg
        class="chart"
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={summary}
      >
        {ticksOf(y, yScale).map((tick) => (
          <g key={tick}>
            <line class="grid" x1={MARGIN.left} x2={right} y1={yScale(tick)} y2={yScale(tick)} />
            <text x={MARGIN.left - 6} y={yScale(tick) + 4} text-anchor="end">
              {(y.format ?? String)(tick)}
            </text>
          </g>
        ))}
        <XLabels axis={x} scale={xScale} bottom={bottom} />
        {lines.map((one, index) => (
          <Curve key={one.name} line={one} index={index} x={xScale} y={yScale} />
        ))}
      </svg>
    </figure>
  );
}

function scaleOf({ domain, isLog }: Axis, range: [number, number]): Scale {
  const scale: Scale = isLog ? scaleLog(domain, range) : scaleLinear(domain, range);
  return scale.clamp(true);
}

/** A logarithmic axis has a tick at each power of ten, or at every second one. */
function ticksOf({ isLog, domain }: Axis, scale: Scale): number[] {
  if (!isLog) return scale.ticks(TICK_COUNT);
  const powers: number[] = [];
  for (let tick = domain[1]; tick >= domain[0] * 0.999; tick /= 10) powers.push(tick);
  return powers.length > TICK_COUNT + 2 ? powers.filter((_, index) => index % 2 === 0) : powers;
}

interface XLabelsProps {
  readonly axis: Axis;
  readonly scale: Scale;
  readonly bottom: number;
}

function XLabels({ axis, scale, bottom }: XLabelsProps) {
  const { names, label } = axis;
  const ticks = names
    ? names.map((_, index) => index)
    : scale.ticks(TICK_COUNT).filter(Number.isInteger);
  return (
    <>
      <line class="edge" x1={MARGIN.left} x2={SIZE.width - MARGIN.right} y1={bottom} y2={bottom} />
      {ticks.map((tick) => {
        const place = round(scale(tick));
        return names ? (
          <text
            key={tick}
            class="slanted"
            transform={`translate(${place} ${bottom + 14}) rotate(-30)`}
            text-anchor="end"
          >
            {names[tick]}
          </text>
        ) : (
          <text key={tick} x={place} y={bottom + 17} text-anchor="middle">
            {tick}
          </text>
        );
      })}
      <text
        class="label"
        x={(MARGIN.left + SIZE.width) / 2}
        y={SIZE.height - 4}
        text-anchor="middle"
      >
        {label}
      </text>
    </>
  );
}

interface CurveProps {
  readonly line: Line;
  readonly index: number;
  readonly x: Scale;
  readonly y: Scale;
}

function Curve({ line: { points, isFaint }, index, x, y }: CurveProps) {
  const places = points.map(([at, value]) => `${round(x(at))} ${round(y(value))}`);
  const [last] = points.slice(-1);
  return (
    <g class={`series s${index}${isFaint ? ' faint' : ''}`}>
      <path d={places.length > 0 ? `M ${places.join(' L ')}` : ''} />
      {last && <circle cx={round(x(last[0]))} cy={round(y(last[1]))} r="3" />}
    </g>
  );
}

const Legend = ({ lines }: { readonly lines: readonly Line[] }) => (
  <span class="line-legend">
    {lines.map(({ name }, index) => (
      <span key={name}>
        <svg width="24" height="10" aria-hidden="true" class={`series s${index}`}>
          <path d="M 0 5 H 24" />
        </svg>{' '}
        {name}
      </span>
    ))}
  </span>
);
