// What a model file says of itself, as lines to read.
import type { NetworkConfig } from '../../model/config.js';
import type { Provenance } from '../../model/model-file.js';
import { wrap } from './wrap.js';

export interface ModelDescription extends NetworkConfig {
  /** Of the file. */
  readonly name: string;
  /** Entity types, sorted. */
  readonly types: readonly string[];
  /** Words learned in training. */
  readonly wordCount: number;
  /** Letters learned in training. */
  readonly letterCount: number;
  /** Rows kept of a vector file. */
  readonly vectorCount: number;
  readonly wordParameterCount: number;
  readonly networkParameterCount: number;
  readonly provenance: Provenance;
}

type Line = readonly [label: string, text: string];

const WIDTH = 100;

export function renderDescription(description: ModelDescription): string {
  const lines = [...networkLines(description), ...provenanceLines('', description.provenance)];
  const labelWidth = Math.max(...lines.map(([label]) => label.length)) + 2;
  return lines
    .map(([label, text]) => {
      const [first, ...others] = wrap(text, WIDTH - labelWidth);
      const below = others.map((other) => ' '.repeat(labelWidth) + other);
      return `${[label.padEnd(labelWidth) + first, ...below].join('\n')}\n`;
    })
    .join('');
}

function networkLines(description: ModelDescription): Line[] {
  const { wordParameterCount, networkParameterCount, vectorCount, dense } = description;
  const count = (value: number) => value.toLocaleString('en');
  return [
    ['model', printable(description.name)],
    ['cell', description.cell],
    ['directions', description.directions === 2 ? 'forward and reverse' : 'forward'],
    ['layers', String(description.layers)],
    ['word dimension', String(description.wordDimension)],
    ['characters', renderCharacters(description)],
    ['shape', description.shape ? `${description.shape.dimension} numbers` : 'none'],
    ['hidden', `${description.hidden} units a direction`],
    ['dense', dense.length > 0 ? dense.join(', ') : 'none'],
    ['decoder', description.decoder],
    ['types', printable(description.types.join(', '))],
    ['words', `${count(description.wordCount)} learned, ${count(vectorCount)} kept as vectors`],
    [
      'parameters',
      `${count(wordParameterCount + networkParameterCount)}: ` +
        `${count(wordParameterCount)} of words, ${count(networkParameterCount)} of the network`,
    ],
  ];
}

function renderCharacters({ characters, letterCount }: ModelDescription): string {
  if (!characters) return 'none';
  const reader =
    characters.encoder === 'cnn'
      ? `cnn, widths ${characters.widths.join(', ')}, ${characters.filters} filters each`
      : `rnn, ${characters.cell} of ${characters.hidden} units a direction`;
  return `${reader}, over letters of ${characters.dimension} numbers, ${letterCount} letters known`;
}

/** Whatever is kept: the plain values of an object on one line, the objects in it on lines of their own. */
function provenanceLines(path: string, values: Readonly<Record<string, unknown>>): Line[] {
  const plain: Line[] = [];
  const nested: Line[] = [];
  for (const [key, value] of Object.entries(values)) {
    const name = printable(key);
    if (isRecord(value)) {
      nested.push(...provenanceLines(path === '' ? name : `${path}.${name}`, value));
    } else plain.push([name, renderPlain(value)]);
  }
  if (path === '') return [...plain, ...nested];
  const joined = plain.map((pair) => pair.join('=')).join(', ');
  return [...(plain.length > 0 ? [[path, joined] as const] : []), ...nested];
}

function renderPlain(value: unknown): string {
  if (typeof value === 'string') return printable(value);
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  return JSON.stringify(value);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A file may hold anything; a terminal should not be told to obey it. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '\ufffd');
}
