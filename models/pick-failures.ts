// Errors for the card, spread evenly over the tests and the kinds of errors, as Markdown.
import type { AlignedSentence } from '../src/corpora/align-sentences.js';
import type { Span } from '../src/corpora/tags.js';
import type { JudgedError } from '../src/evaluation/error-log.js';
import type { ErrorKind } from '../src/evaluation/pair-entities.js';
import { joinTokens } from '../src/text/join-tokens.js';

export interface TestErrors {
  readonly test: string;
  readonly errors: readonly JudgedError[];
}

export interface Failure {
  readonly kind: FailureKind;
  readonly test: string;
  readonly error: JudgedError;
}

export const FAILURE_KINDS = ['missed', 'wrong type', 'wrong span', 'invented'] as const;

export type FailureKind = (typeof FAILURE_KINDS)[number];

const KIND_OF: Readonly<Record<ErrorKind, FailureKind>> = {
  missed: 'missed',
  invented: 'invented',
  'wrong type': 'wrong type',
  'wrong boundary': 'wrong span',
  'wrong type and boundary': 'wrong span',
};

/**
 * Takes one error of each kind and test in turn, until there are enough. Those of one kind and test
 * lie evenly in the test. No sentence is taken twice.
 */
export function pickFailures(tests: readonly TestErrors[], most: number): Failure[] {
  const queues = FAILURE_KINDS.flatMap((kind) =>
    tests.map(({ test, errors }) =>
      spread(errors.filter((error) => KIND_OF[error.kind] === kind)).map(
        (error): Failure => ({ kind, test, error }),
      ),
    ),
  );
  const picked: Failure[] = [];
  const sentences = new Set<string>();
  while (picked.length < most && queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) {
      if (picked.length === most) break;
      const isNew = ({ test, error }: Failure) => !sentences.has(sentenceOf(test, error));
      const index = queue.findIndex(isNew);
      const [failure] = queue.splice(0, index < 0 ? queue.length : index + 1).slice(-1);
      if (failure === undefined || index < 0) continue;
      picked.push(failure);
      sentences.add(sentenceOf(failure.test, failure.error));
    }
  }
  return picked;
}

const sentenceOf = (test: string, { sentence }: JudgedError) => `${test}:${sentence.line}`;

/** The middle, then the middles of both halves, and so on. */
function spread<T>(items: readonly T[]): T[] {
  const ranges = [{ start: 0, end: items.length }];
  const ordered: T[] = [];
  for (const { start, end } of ranges) {
    if (start >= end) continue;
    const middle = (start + end) >> 1;
    ordered.push(items[middle]);
    ranges.push({ start, end: middle }, { start: middle + 1, end });
  }
  return ordered;
}

/** A list of each kind. */
export function renderFailures(failures: readonly Failure[]): string {
  const lists = FAILURE_KINDS.map((kind) => {
    const items = failures.filter((failure) => failure.kind === kind);
    return `${TITLES[kind]}\n\n${items.map(renderFailure).join('')}`;
  });
  return lists.join('\n');
}

const TITLES: Readonly<Record<FailureKind, string>> = {
  missed: 'Missed:',
  'wrong type': 'Found with the wrong type:',
  'wrong span': 'Found with the wrong words, or also with the wrong type:',
  invented: 'Invented:',
};

function renderFailure({ test, error: { sentence, gold, predicted } }: Failure): string {
  const window = windowOf(
    sentence,
    [gold, predicted].filter((span) => span !== undefined),
  );
  const [expected, found] = [sentence.gold, sentence.predicted].map((spans) =>
    code(renderExcerpt(sentence.tokens, spans, window)),
  );
  return `- ${test}: ${found}\n  instead of ${expected}\n`;
}

const CONTEXT = 6;

interface Window {
  readonly start: number;
  readonly end: number;
}

/** The tokens of the error and some around them; no entity is cut. */
function windowOf({ tokens, gold, predicted }: AlignedSentence, spans: readonly Span[]): Window {
  let start = Math.max(0, Math.min(...spans.map((span) => span.start)) - CONTEXT);
  let end = Math.min(tokens.length, Math.max(...spans.map((span) => span.end)) + CONTEXT);
  const all = [...gold, ...predicted];
  for (let isCut = true; isCut; ) {
    const cut = all.filter(
      (span) => span.start < end && span.end > start && (span.start < start || span.end > end),
    );
    isCut = cut.length > 0;
    start = Math.min(start, ...cut.map((span) => span.start));
    end = Math.max(end, ...cut.map((span) => span.end));
  }
  return { start, end };
}

/** The tokens of the window as `tagger tag` shows them, with an ellipsis at an end that is cut. */
export function renderExcerpt(
  words: readonly string[],
  spans: readonly Span[],
  { start, end }: Window,
): string {
  const { text, tokens } = joinTokens(words.slice(start, end));
  let marked = '';
  let position = 0;
  for (const span of spans.filter((inside) => inside.start >= start && inside.end <= end)) {
    const [from, to] = [tokens[span.start - start].start, tokens[span.end - 1 - start].end];
    marked += `${text.slice(position, from)}[${text.slice(from, to)}](${span.label})`;
    position = to;
  }
  marked += text.slice(position);
  return `${start > 0 ? '… ' : ''}${marked}${end < words.length ? ' …' : ''}`;
}

/** Code in Markdown, whatever is in it. */
const code = (text: string) => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
