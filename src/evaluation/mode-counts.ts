// Outcomes of the SemEval modes, of all types together and of each type, sentence by sentence.
import type { Span } from '../corpora/tags.js';
import type { CountRow, CountTable } from './count-table.js';
import { rowOf } from './row-names.js';
import {
  addSemevalOutcomes,
  emptySemevalCounts,
  SEMEVAL_MODES,
  type SemevalCounts,
  type SemevalMode,
} from './semeval.js';

export type SemevalOutcomes = Readonly<Record<SemevalMode, Readonly<SemevalCounts>>>;

export interface ModeCounts {
  /**
   * Adds a sentence.
   *
   * @param areEqual whether both sides have the same entities
   */
  add(gold: readonly Span[], predicted: readonly Span[], areEqual: boolean): void;
  /** Outcomes by mode, overall under '' and by type. */
  readonly outcomes: ReadonlyMap<string, SemevalOutcomes>;
}

/** @param counts receives a row for each mode and type */
export function createModeCounts(counts: CountTable): ModeCounts {
  const outcomes = new Map<string, Record<SemevalMode, SemevalCounts>>();
  const rows = new Map<string, readonly CountRow[]>();

  function open(type: string): readonly CountRow[] {
    outcomes.set(type, createOutcomes());
    const opened = SEMEVAL_MODES.map((mode) => counts.rowNamed(rowOf.mode(mode, type)));
    rows.set(type, opened);
    return opened;
  }

  function addType(type: string, gold: readonly Span[], predicted: readonly Span[]): void {
    const typeRows = rows.get(type) ?? open(type);
    const byMode = outcomes.get(type) ?? createOutcomes();
    for (const [index, mode] of SEMEVAL_MODES.entries()) {
      const sentence = emptySemevalCounts();
      addSemevalOutcomes(sentence, mode, gold, predicted);
      for (const outcome of OUTCOMES) byMode[mode][outcome] += sentence[outcome];
      // Every gold entity is possible and every predicted one actual, in the words of SemEval.
      const credit = sentence.correct + sentence.partial / 2;
      typeRows[index].add(gold.length, predicted.length, credit);
    }
  }

  /** Equal entities are correct in every mode. */
  function addCorrect(type: string, count: number): void {
    const typeRows = rows.get(type) ?? open(type);
    const byMode = outcomes.get(type) ?? createOutcomes();
    for (let index = 0; index < SEMEVAL_MODES.length; index++) {
      byMode[SEMEVAL_MODES[index]].correct += count;
      typeRows[index].add(count, count, count);
    }
  }

  return {
    outcomes,
    add: (gold, predicted, areEqual) => {
      if (gold.length + predicted.length === 0) return;
      if (areEqual) {
        addCorrect('', gold.length);
        for (const { label } of gold) addCorrect(label, 1);
        return;
      }
      addType('', gold, predicted);
      for (const type of new Set([...gold, ...predicted].map(({ label }) => label))) {
        const ofType = ({ label }: Span) => label === type;
        addType(type, gold.filter(ofType), predicted.filter(ofType));
      }
    },
  };
}

const OUTCOMES = ['correct', 'incorrect', 'partial', 'missed', 'spurious'] as const;

const createOutcomes = (): Record<SemevalMode, SemevalCounts> => ({
  strict: emptySemevalCounts(),
  exact: emptySemevalCounts(),
  partial: emptySemevalCounts(),
  type: emptySemevalCounts(),
});
