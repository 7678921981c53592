// The epochs of a training from the lines of its log, which hold those before an interruption too.
import * as v from 'valibot';
import type { ReportEpoch } from './training-report.js';

const entry = v.object({
  seed: v.number(),
  epoch: v.number(),
  loss: v.number(),
  learningRate: v.number(),
  medianGradientNorm: v.number(),
  largestGradientNorm: v.number(),
  dev: v.object({ overall: v.object({ f1: v.number() }) }),
});

/** By seed. Lines about anything but an epoch are passed over. */
export function loggedEpochs(lines: readonly string[]): ReadonlyMap<number, ReportEpoch[]> {
  const bySeed = new Map<number, ReportEpoch[]>();
  for (const line of lines) {
    const found: unknown = JSON.parse(line);
    if (!v.is(entry, found)) continue;
    const { seed, epoch, loss, learningRate, dev } = found;
    const epochs = bySeed.get(seed) ?? [];
    bySeed.set(seed, epochs);
    epochs.push({
      epoch,
      loss,
      devF1: dev.overall.f1,
      medianNorm: found.medianGradientNorm,
      largestNorm: found.largestGradientNorm,
      learningRate,
    });
  }
  return bySeed;
}
