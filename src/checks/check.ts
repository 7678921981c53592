// The interface of a check: it reads the sentences of all corpora, once or several times, and keeps
// only what its findings need. The corpora may be larger than the memory.
import type { CheckedCorpus, CheckedSentence } from './corpus/checked-corpus.js';
import type { Finding } from './finding.js';

/** Receives the sentences of all corpora, one corpus after the other. */
export type Visit = (sentence: CheckedSentence, corpus: CheckedCorpus) => void;

export interface Check {
  /** What reads all sentences next; undefined if the check has seen enough. */
  nextPass(): Visit | undefined;
  findings(): Finding[];
}

/** A check that reads the sentences once. */
export function createOnePassCheck(visit: Visit, findings: () => Finding[]): Check {
  let isDone = false;
  return {
    nextPass: () => {
      if (isDone) return undefined;
      isDone = true;
      return visit;
    },
    findings,
  };
}

/** The findings of each check, after as many passes as the checks ask for. */
export function runChecks(
  checks: readonly Check[],
  corpora: readonly CheckedCorpus[],
): readonly Finding[][] {
  for (;;) {
    const visits = checks.flatMap((check) => check.nextPass() ?? []);
    if (visits.length === 0) return checks.map((check) => check.findings());
    for (const corpus of corpora) {
      for (const sentence of corpus.sentences) {
        for (const visit of visits) visit(sentence, corpus);
      }
    }
  }
}
