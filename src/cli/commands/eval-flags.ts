// The flags of `tagger eval`: what is judged, how, the gates, and the reports.

import type { TypeMapping } from '../../corpora/map-types.js';
import { findModel } from '../../model/shipped-model.js';
import { type FileUse, inputCorpus, inputFile, outputFile } from '../flags/file-uses.js';
import { type Flag, path, repeatable, toggle, wholeNumber, withDefault } from '../flags/kinds.js';
import { modelFlag } from './model-flag.js';

const mapTypesFlag: Flag<TypeMapping> = {
  placeholder: 'TYPE=TYPE,...',
  description:
    "Map entity types of CORPUS to those of the model, e.g. person=PER,location=LOC; 'misc=' leaves out the entities of misc.",
  expected:
    'each type of CORPUS once with the type it counts as, e.g. person=PER,location=LOC,misc=',
  fromText: (text) => parseMapping(text) ?? text,
  check: (value) => (value instanceof Map ? value : undefined),
};

/** An empty type and O, the tag outside of entities, map to no type. */
function parseMapping(text: string): TypeMapping | undefined {
  const mapping = new Map<string, string | null>();
  for (const pair of text.split(',')) {
    const [, from, to] = /^([^-=\s][^=\s]*)=(|[^-=\s][^=\s]*)$/.exec(pair) ?? [];
    if (from === undefined || mapping.has(from)) return undefined;
    mapping.set(from, to === '' || to === 'O' ? null : to);
  }
  return mapping;
}

// The name of a shipped model stands for its file.
const otherSystem: FileUse = { ...inputFile, pathOf: (name) => findModel(name).path };

// It may be missing: --update-baseline then writes the first one.
const baselineFile: FileUse = { ...inputFile, check: () => undefined };

export const judgedFlags = {
  model: {
    ...repeatable(modelFlag),
    description: `${modelFlag.description} Repeat it to score several.`,
    defaultText: modelFlag.defaultText ?? '',
  },
  predictions: {
    ...repeatable(
      path(inputCorpus, 'Score predictions: columns, or JSON Lines with offsets. Repeatable.'),
    ),
  },
  'predicted-column': wholeNumber('Score the tags in this column of CORPUS, counted from 1.', 1),
  'map-types': mapTypesFlag,
  training: path(inputCorpus, 'Training corpus, to score seen and unseen entities apart.'),
};

export const scoreFlags = {
  json: withDefault(false, toggle('Print the scores as JSON.')),
  intervals: withDefault(false, toggle('Add 95% confidence intervals.')),
  compare: path(
    otherSystem,
    'Compare with another model, predictions file or JSON report.',
    'OTHER',
  ),
};

export type GateMetric = 'precision' | 'recall' | 'f1';

/** The least value of a metric, of one type or of all. */
export interface Threshold {
  readonly type?: string;
  /** From 0 to 1. */
  readonly value: number;
}

export const gateFlags = {
  'min-f1': thresholds('F1'),
  'min-precision': thresholds('precision'),
  'min-recall': thresholds('recall'),
  baseline: path(baselineFile, 'JSON report to compare with, of the same corpus.', 'REPORT'),
  'max-drop': {
    ...ratio('Fail if F1 is lower than in the baseline by more than this, e.g. 0.005.'),
  },
  significant: {
    ...withDefault(false, toggle('Let a drop fail only if it is significant (p < 0.05).')),
  },
  'update-baseline': {
    ...withDefault(false, toggle('Write the baseline anew if all gates hold.')),
  },
};

const reportKinds = ['text', 'json', 'junit', 'markdown', 'github', 'html'] as const;
export type ReportKind = (typeof reportKinds)[number];

export interface ReportRequest {
  readonly kind: ReportKind;
  /** Standard output if absent. */
  readonly file?: string;
}

export const reportFlags = {
  report: repeatable<ReportRequest>({
    placeholder: 'KIND[=FILE]',
    description: `Write a report: ${reportKinds.join(', ')}. Repeatable.`,
    expected: `one of ${reportKinds.join(', ')}, alone or with =FILE`,
    choices: reportKinds,
    fromText: (text) => {
      const [name, ...file] = text.split('=');
      const kind = reportKinds.find((known) => known === name);
      if (kind === undefined || (file.length > 0 && file.join('=') === '')) return text;
      return file.length === 0 ? { kind } : { kind, file: file.join('=') };
    },
    check: (value) => (isRequest(value) ? value : undefined),
  }),
  errors: path(outputFile, 'Write each error as a JSON object per line.'),
  suspects: wholeNumber(
    'List the N most likely errors of CORPUS: where the model contradicts it.',
    1,
  ),
  'max-errors': withDefault(1000, wholeNumber('Number of errors to write or show.', 0)),
};

function isRequest(value: unknown): value is ReportRequest {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function thresholds(metric: string): ReturnType<typeof repeatable<Threshold>> {
  return repeatable<Threshold>({
    placeholder: '[TYPE=]R',
    description: `Fail if ${metric} is lower, overall or of one type, e.g. 0.85 or PER=0.9. Repeatable.`,
    expected: 'a number from 0 to 1, such as 0.85 or PER=0.9',
    fromText: (text) => {
      const { type, value } = parseThreshold(text);
      if (!(value <= 1)) return text;
      return type === undefined ? { value } : { type, value };
    },
    suggest: suggestShare,
    check: (value) => (isThreshold(value) ? value : undefined),
  });
}

/** The value is NaN if the text ends in no number. */
function parseThreshold(text: string): { readonly type?: string; readonly value: number } {
  const [, type, digits] = /^(?:(.+)=)?(\d*\.?\d+)$/.exec(text) ?? [];
  const value = digits === undefined ? Number.NaN : Number(digits);
  return type === undefined ? { value } : { type, value };
}

function isThreshold(value: unknown): value is Threshold {
  return typeof value === 'object' && value !== null && 'value' in value;
}

function ratio(description: string): Flag<number> {
  return {
    placeholder: 'R',
    description,
    expected: 'a number from 0 to 1',
    fromText: (text) => {
      const { type, value } = parseThreshold(text);
      return type === undefined && value <= 1 ? value : text;
    },
    suggest: suggestShare,
    check: (value) => (typeof value === 'number' ? value : undefined),
  };
}

/** The share that a percentage stands for. */
function suggestShare(text: string): string | undefined {
  const { type, value } = parseThreshold(text);
  if (!(value > 1 && value <= 100)) return undefined;
  const share = Number((value / 100).toPrecision(12));
  return type === undefined ? String(share) : `${type}=${share}`;
}
