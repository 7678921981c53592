// The temperature: one number by which all scores are divided, so that confidences mean what they
// say (Guo et al. 2017). It is fitted on dev with the best weights.
//
// Minimized is the negative log-likelihood of the answers to "is this predicted entity correct?",
// in which each entity is correct with the probability that its confidence claims. It is a proper
// score of the very numbers that the user sees; the likelihood of whole label sequences would be
// ruled by tokens outside of entities.
import type { LabeledSentence } from '../corpora/conll.js';
import { documentTokens } from '../corpora/documents.js';
import { calibrationOf, type JudgedConfidence } from '../evaluation/calibration.js';
import type { Tagger } from '../model/tagger.js';
import type { Lattices } from '../model/tagging/lattices.js';
import type { Engine } from '../tensors/matrix.js';

export interface TemperatureFit {
  /** 1 if dev has too few predicted entities. */
  readonly temperature: number;
  readonly isFitted: boolean;
  /** Predicted entities in dev. */
  readonly entityCount: number;
  /** Those of them that are correct. */
  readonly correctCount: number;
  /** Expected calibration error at temperature 1, from 0 to 1; absent without entities. */
  readonly errorBefore?: number;
  /** The same at the fitted temperature. */
  readonly errorAfter?: number;
}

// One number needs few entities, but some of both answers: were all correct, the best temperature
// would be 0.
export const LEAST_ENTITIES = 100;
export const LEAST_ANSWERS = 10;

// The first temperatures that are tried, in hundredths; further ones lie between them.
const FIRST = [25, 50, 75, 100, 125, 150, 200, 250, 300, 400];
const FIRST_STEP = 64;

/** Fits the temperature of the tagger's weights, as they are now; the tagger is left unchanged. */
export function fitTemperature(
  tagger: Pick<Tagger, 'engine' | 'readDocuments' | 'latticesOf'>,
  dev: readonly LabeledSentence[],
): TemperatureFit {
  const lattices = tagger.latticesOf(tagger.readDocuments(documentTokens(dev)));
  const answers = lattices.spans.flatMap((spans, index) => {
    const { spans: gold } = dev[index];
    return spans.map(({ label, start, end }) =>
      gold.some((span) => span.label === label && span.start === start && span.end === end),
    );
  });
  const judge = (temperature: number) => judgmentsOf(lattices, answers, temperature);
  const correctCount = answers.filter(Boolean).length;
  const isEnough =
    answers.length >= LEAST_ENTITIES &&
    Math.min(correctCount, answers.length - correctCount) >= LEAST_ANSWERS;
  const temperature = isEnough
    ? minimize((hundredths) => negativeLogLikelihood(tagger.engine, judge(hundredths / 100))) / 100
    : 1;
  return {
    temperature,
    isFitted: isEnough,
    entityCount: answers.length,
    correctCount,
    errorBefore: calibrationOf(judge(1))?.error,
    errorAfter: calibrationOf(judge(temperature))?.error,
  };
}

function judgmentsOf(
  lattices: Lattices,
  answers: readonly boolean[],
  temperature: number,
): JudgedConfidence[] {
  return lattices
    .withConfidences(temperature)
    .flat()
    .map(({ confidence }, index) => ({ confidence, isCorrect: answers[index] }));
}

/** Summed over all entities, in nats; the logarithms are the same on every machine. */
function negativeLogLikelihood(
  { kernels, memory }: Engine,
  judgments: readonly JudgedConfidence[],
) {
  const count = judgments.length;
  const mark = memory.mark();
  const address = memory.allocate(count * 4);
  memory
    .floats(address, count)
    .set(judgments.map(({ confidence, isCorrect }) => (isCorrect ? confidence : 1 - confidence)));
  kernels.log(count, address, address);
  const logs = memory.floats(address, count).slice();
  memory.release(mark);
  return logs.reduce((sum, log) => sum - log, 0);
}

/** The whole number with the least loss, found by steps that are halved. */
function minimize(lossOf: (hundredths: number) => number): number {
  let best = 100;
  let least = lossOf(best);
  const attempt = (hundredths: number) => {
    if (hundredths < FIRST[0] || hundredths > FIRST[FIRST.length - 1]) return;
    const loss = lossOf(hundredths);
    if (loss >= least) return;
    best = hundredths;
    least = loss;
  };
  for (const hundredths of FIRST) if (hundredths !== best) attempt(hundredths);
  for (let step = FIRST_STEP; step >= 1; step /= 2) {
    const middle = best;
    attempt(middle - step);
    attempt(middle + step);
  }
  return best;
}
