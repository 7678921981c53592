// Flags that exclude each other.
import { UsageError } from './usage-error.js';

type Values = ReadonlyMap<string, unknown>;

// What prints sentences as the model tags them, and the flags that change entities or print texts.
const ofSentences = ['n-best', 'uncertain'] as const;
const ofTexts = [
  'color',
  'min-confidence',
  'only',
  'gazetteer',
  'deny',
  'recognize',
  'offsets',
  'output',
  'entities-field',
  'pseudonyms',
  'mapping',
] as const;

const exclusivePairs: readonly (readonly [string, string])[] = [
  ['batch-size', 'batch-tokens'],
  ['verbose', 'quiet'],
  ['runs', 'ensemble'],
  ['n-best', 'uncertain'],
  ...ofSentences.flatMap((first) => ofTexts.map((second) => [first, second] as const)),
  ['best', 'gates'],
  ['best', 'json'],
  ['best', 'format'],
  ['json', 'format'],
];

// A switch that is off excludes nothing.
const isGiven = (values: Values, name: string) => values.has(name) && values.get(name) !== false;

/** @throws UsageError for two flags that exclude each other */
export function checkExclusive(command: string, values: Values): void {
  for (const [first, second] of exclusivePairs) {
    if (!isGiven(values, first) || !isGiven(values, second)) continue;
    throw new UsageError(`--${second}: cannot be combined with --${first}`, command);
  }
}

/** Whether the flag is excluded by others. */
export function isExcluded(name: string, others: Values): boolean {
  return exclusivePairs.some(
    ([first, second]) =>
      (name === first && isGiven(others, second)) || (name === second && isGiven(others, first)),
  );
}
