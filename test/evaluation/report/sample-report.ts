// Evaluation reports for tests, built from the words of sentences as `tagger eval` builds them.
import { spansOf } from '../../../src/corpora/tags.js';
import { createJudge } from '../../../src/evaluation/judge.js';
import { buildSystem } from '../../../src/evaluation/report/build-report.js';
import type { EvalReport, ReportGate } from '../../../src/evaluation/report/eval-report.js';

/** A token with its gold and its predicted tag. */
export type SampleToken = readonly [token: string, gold: string, predicted: string];

/** The report of one system on sentences, each a list of tokens. */
export function sampleReport(
  sentences: readonly (readonly SampleToken[])[],
  gates: readonly ReportGate[] = [],
): EvalReport {
  const judge = createJudge({ scheme: 'IOB2', mostErrors: 100_000 });
  let line = 1;
  for (const sentence of sentences) {
    judge.add({
      tokens: sentence.map(([token]) => token),
      gold: spansOf(sentence.map(([, gold]) => gold)),
      predicted: spansOf(sentence.map(([, , predicted]) => predicted)),
      line,
    });
    line += sentence.length + 1;
  }
  const sha256 = '0'.repeat(64);
  const options = {
    name: 'sample',
    kind: 'predictions',
    sha256,
    mostErrors: 100_000,
    hasSentenceCounts: true,
  } as const;
  const system = buildSystem(judge.finish(), options);
  return {
    format: 'teddy-eval-report',
    version: 1,
    program: { name: 'teddy-tagger', version: '0.0.0' },
    corpus: {
      name: 'gold.conll',
      sha256,
      scheme: 'IOB2',
      sentences: sentences.length,
      tokens: system.tokens.count,
      entities: system.overall.gold,
    },
    systems: [system],
    gates: [...gates],
  };
}

export const failedGate = (name: string, message: string): ReportGate => ({
  name,
  metric: 'f1',
  outcome: 'failed',
  message,
});

/** As many sentences of one missed entity. */
export const missed = (count: number, type = 'PER'): SampleToken[][] =>
  Array.from({ length: count }, (_, index) => [[`Name${index}`, `B-${type}`, 'O']]);
