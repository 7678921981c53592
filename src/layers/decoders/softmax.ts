// The output layer that labels each token on its own: softmax and cross-entropy.
import { allocateMatrix, type Engine } from '../../tensors/matrix.js';
import type { Decoder, LabelPair, ScoreAllLabels, ScorePaths } from './decoder.js';

export function createSoftmax(engine: Engine, L: number): Decoder {
  const { kernels, memory } = engine;
  return {
    emissionWidth: L,
    loss: (steps, emissions, { labels, weight, labelWeights = 0 }) => {
      // As wide as the emissions, which may be padded for a CRF.
      const dEmissions = allocateMatrix(engine, steps.R, emissions.columns);
      const loss = kernels.softmaxLoss(
        steps.R,
        L,
        emissions.address,
        emissions.stride,
        labels,
        labelWeights,
        weight,
        dEmissions.address,
      );
      return { loss, dEmissions };
    },
    startDecoding: () => (steps, emissions) => {
      const best = memory.allocate(steps.R * 4);
      kernels.argmaxRows(steps.R, L, emissions.address, emissions.stride, best);
      const labels = memory.integers(best, steps.R);
      return steps.lengths.map((length, sentence) =>
        Array.from({ length }, (_, t) => labels[steps.rowStarts[t] + sentence]),
      );
    },
    startScoring: (temperature) => startScoring(engine, L, 1 / temperature),
    startScoringLabels: (temperature, pairs) =>
      startScoringLabels(startScoring(engine, L, 1 / temperature), L, pairs),
    labelScores: () => ({
      transitions: new Float32Array(L * L),
      start: new Float32Array(L),
      end: new Float32Array(L),
    }),
  };
}

/** The labels are independent, so that the label before has its own probability. */
function startScoring({ kernels, memory }: Engine, L: number, factor: number): ScorePaths {
  return (steps, emissions, paths) => {
    const mark = memory.mark();
    const labels = memory.allocate(steps.R * 4);
    const byRow = memory.integers(labels, steps.R).fill(0);
    paths.forEach((path, sentence) => {
      path?.forEach((label, t) => {
        byRow[steps.rowStarts[t] + sentence] = label;
      });
    });
    const out = memory.allocate(steps.R * 4);
    const { address, stride } = emissions;
    kernels.softmaxScores(steps.R, L, address, stride, factor, labels, out);
    const logs = memory.floats(out, steps.R);
    const scores = paths.map((path, sentence) => {
      if (!path) return undefined;
      const own = Float32Array.from(path, (_, t) => logs[steps.rowStarts[t] + sentence]);
      const links = new Float32Array(path.length);
      links.set(own.subarray(0, -1), 1);
      return { own, links };
    });
    memory.release(mark);
    return scores;
  };
}

/** Scores, for each label, the path that has only this label. */
function startScoringLabels(
  scorePaths: ScorePaths,
  L: number,
  pairs: readonly LabelPair[],
): ScoreAllLabels {
  return (steps, emissions) => {
    const all = steps.lengths.map((T) => ({
      own: new Float32Array(T * L),
      links: new Float32Array(T * pairs.length),
    }));
    for (let label = 0; label < L; label++) {
      const paths = steps.lengths.map((T) => new Array<number>(T).fill(label));
      scorePaths(steps, emissions, paths).forEach((scores, sentence) => {
        scores?.own.forEach((log, t) => {
          all[sentence].own[t * L + label] = log;
        });
      });
    }
    for (const { own, links } of all) {
      for (let at = pairs.length; at < links.length; at++) {
        const before = Math.floor(at / pairs.length) - 1;
        links[at] = own[before * L + pairs[at % pairs.length][0]];
      }
    }
    return all;
  };
}
