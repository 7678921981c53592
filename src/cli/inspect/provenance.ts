// The provenance of a model as fields of text. Scores, files and several runs have their own forms.
// Of anything else, the plain values of an object are joined on one line, and nested objects follow
// below, indented.
import * as v from 'valibot';
import type { Provenance } from '../../model/file/format.js';
import { summarize } from '../../training/runs.js';
import { isRecord } from '../is-record.js';
import { escapeControls } from '../terminal/escape.js';
import { renderFigure } from '../terminal/numbers.js';
import { renderSpread } from '../terminal/render-spread.js';
import type { Field } from './two-columns.js';

type Values = Readonly<Record<string, unknown>>;

const ratios = { precision: v.number(), recall: v.number(), f1: v.number() };
const counts = { gold: v.number(), predicted: v.number(), correct: v.number() };
const spanScore = v.object({ ...ratios, ...counts });
// v.record() passes over keys such as "constructor", whatever they hold.
const scoresByType = v.custom<Readonly<Record<string, v.InferOutput<typeof spanScore>>>>(
  (value) => isRecord(value) && Object.values(value).every((each) => v.is(spanScore, each)),
);
const score = v.object({ overall: spanScore, types: scoresByType });
const file = v.looseObject({ name: v.string(), sha256: v.string() });
const figures = v.array(v.nullable(v.number()));
const runs = v.object({ seeds: v.array(v.number()), dev: figures, test: v.optional(figures) });

const learningCurve = v.pipe(v.array(v.looseObject({ devF1: v.number() })), v.minLength(1));

export function provenanceFields(provenance: Provenance): Field[] {
  const { plain, nested } = divide(provenance);
  const fields = plain.map(([key, value]) => ({
    label: escapeControls(key),
    text: renderPlain(value),
  }));
  return [...fields, ...nested.flatMap(([key, value]) => fieldsOf(key, value, ''))];
}

/** @param indent of the label; the contents of the value are indented further */
function fieldsOf(key: string, value: Values, indent: string): Field[] {
  const label = indent + escapeControls(key);
  const further = `${indent}  `;
  if (v.is(score, value)) return scoreFields(label, value, further);
  if (v.is(runs, value)) return runFields(label, value, further);
  const isFile = v.is(file, value);
  const { name, sha256, ...rest } = value;
  const { plain, nested } = divide(isFile ? rest : value);
  const pairs = plain.map(([name, value]) => `${escapeControls(name)}=${renderPlain(value)}`);
  const own = isFile ? [renderPlain(name), ...pairs] : pairs;
  return [
    { label, text: own.join(', ') },
    ...(isFile ? [{ label: `${further}sha256`, text: renderPlain(sha256) }] : []),
    ...nested.flatMap(([key, value]) => fieldsOf(key, value, further)),
  ];
}

function divide(values: Values) {
  const plain: [string, unknown][] = [];
  const nested: [string, Values][] = [];
  for (const [key, value] of Object.entries(values)) {
    if (isRecord(value)) nested.push([key, value]);
    else plain.push([key, value]);
  }
  return { plain, nested };
}

function renderPlain(value: unknown): string {
  if (v.is(learningCurve, value)) {
    return `dev F1 ${value.map(({ devF1 }) => renderFigure(devF1)).join(', ')}`;
  }
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  return escapeControls(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A table: all entities together, then each type. */
function scoreFields(
  label: string,
  { overall, types }: v.InferOutput<typeof score>,
  indent: string,
): Field[] {
  const rows = [['overall', overall] as const, ...Object.entries(types)].map(([name, counted]) => ({
    label: indent + escapeControls(name),
    text: [renderScore(counted)],
  }));
  return [
    { label, text: [row(['precision', 'recall', 'F1', 'gold', 'predicted', 'correct'])] },
    ...rows,
  ];
}

function renderScore({
  precision,
  recall,
  f1,
  ...counts
}: v.InferOutput<typeof spanScore>): string {
  const { gold, predicted, correct } = counts;
  return row(
    [precision, recall, f1].map(renderFigure).concat([gold, predicted, correct].map(String)),
  );
}

const row = (cells: readonly string[]) => cells.map((cell) => cell.padStart(10)).join('');

/** The F1 of each run, and their spread. */
function runFields(
  label: string,
  { seeds, dev, test = [] }: v.InferOutput<typeof runs>,
  indent: string,
): Field[] {
  const fields = Object.entries({ dev, test }).flatMap(([split, figures]) => {
    const statistics = summarize(figures.map((figure) => figure ?? undefined));
    if (!statistics) return [];
    const each = figures.map((figure) => (figure === null ? 'none' : renderFigure(figure)));
    return [
      { label: indent + split, text: each.join(', ') },
      { label: '', text: renderSpread(statistics) },
    ];
  });
  return [{ label, text: `F1 of seeds ${seeds.join(', ')}` }, ...fields];
}
