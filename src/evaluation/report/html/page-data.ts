// What the page's script reads: the errors of every system, each sentence once.
import type { EvalReport, ReportError, ReportSystem } from '../eval-report.js';

export interface PageData {
  readonly corpus: string;
  /** The system that the first one is compared with. */
  readonly other?: string;
  readonly sentences: readonly (readonly string[])[];
  readonly systems: readonly PageSystem[];
}

export interface PageSystem {
  readonly name: string;
  /** With those that the report does not list. */
  readonly errorCount: number;
  readonly errors: readonly PageError[];
  readonly frequent: ReportSystem['errors']['frequent'];
  /** Of the rows and columns of the confusion matrix. */
  readonly types: readonly string[];
}

export interface PageError extends Omit<ReportError, 'tokens'> {
  /** Its index. */
  readonly sentence: number;
  /** Whether its sentence has fewer or more errors than the other system's. */
  readonly change?: ErrorChange;
}

export type ErrorChange = 'better' | 'worse';

export function pageDataOf({ corpus, systems, comparison }: EvalReport): PageData {
  const sentences = new Map<string, number>();
  const changes = new Map<number, ErrorChange>([
    ...(comparison?.better.map((line) => [line, 'better'] as const) ?? []),
    ...(comparison?.worse.map((line) => [line, 'worse'] as const) ?? []),
  ]);

  function pageErrorOf({ tokens, ...error }: ReportError, systemIndex: number): PageError {
    const key = JSON.stringify(tokens);
    const sentence = sentences.get(key) ?? sentences.size;
    sentences.set(key, sentence);
    const change = systemIndex === 0 ? changes.get(sentenceLineOf(error)) : undefined;
    return { ...error, sentence, ...(change && { change }) };
  }

  const pageSystems = systems.map(({ name, errors, confusion }, index) => ({
    name,
    errorCount: Object.values(errors.counts).reduce((sum, count) => sum + count, 0),
    errors: errors.examples.map((error) => pageErrorOf(error, index)),
    frequent: errors.frequent,
    types: confusion.types,
  }));
  return {
    corpus: corpus.name,
    ...(comparison && { other: comparison.other.name }),
    sentences: [...sentences.keys()].map((key) => JSON.parse(key)),
    systems: pageSystems,
  };
}

/** The line of the sentence's first token: that of the error is the line of the entity's. */
function sentenceLineOf({ line, gold, predicted }: Omit<ReportError, 'tokens'>): number {
  return line - Math.floor((gold ?? predicted)?.start ?? 0);
}
