// The lines at the end of a run: its time, why it ended, what is kept of it, and its temperature.
import { BIN_COUNT } from '../../../evaluation/calibration.js';
import {
  LEAST_ANSWERS,
  LEAST_ENTITIES,
  type TemperatureFit,
} from '../../../training/fit-temperature.js';
import type { TrainingOptions } from '../../../training/optimization/options.js';
import type { EndEvent } from '../../../training/train.js';
import { renderCount, renderDuration, renderInteger } from '../../terminal/numbers.js';

type Limits = Pick<TrainingOptions, 'epochs' | 'patience'>;

/** As in "ended after 12 s: no better F1 for 15 epochs (patience); kept epoch 3". */
export function renderEnd({ reason, best }: EndEvent, seconds: number, limits: Limits): string {
  const kept = best ? `kept epoch ${best.epoch}` : 'no epoch finished';
  return `ended after ${renderDuration(seconds)}: ${renderReason(reason, limits)}; ${kept}`;
}

function renderReason(reason: EndEvent['reason'], { epochs, patience }: Limits): string {
  switch (reason) {
    case 'epochs':
      return epochs === 1 ? 'the only epoch is done' : `all ${epochs} epochs are done`;
    case 'patience':
      return `no better F1 for ${renderCount(patience, 'epoch')} (patience)`;
    case 'interrupted':
      return 'interrupted';
    case 'diverged':
      return 'training diverged';
  }
}

/** As in "temperature 1.37: expected calibration error 4.1% before, 1.2% after ...". */
export function renderTemperature(fit: TemperatureFit): string {
  const { temperature, entityCount, errorBefore, errorAfter, isFitted } = fit;
  if (!isFitted) return `temperature 1: not fitted, because ${renderLack(fit)}`;
  const entities = `${renderInteger(entityCount)} entities predicted in dev`;
  return `temperature ${temperature}: expected calibration error ${percent(errorBefore)} before, ${percent(errorAfter)} after (${BIN_COUNT} equal bins, ${entities})`;
}

function renderLack({ entityCount, correctCount }: TemperatureFit): string {
  const [all, correct] = [renderInteger(entityCount), renderInteger(correctCount)];
  const wrong = renderInteger(entityCount - correctCount);
  if (entityCount < LEAST_ENTITIES) {
    return `dev has too few predicted entities (${all}, at least ${LEAST_ENTITIES} are needed)`;
  }
  return correctCount < LEAST_ANSWERS
    ? `only ${correct} of ${all} entities predicted in dev are correct (at least ${LEAST_ANSWERS} are needed)`
    : `only ${wrong} of ${all} entities predicted in dev are wrong (at least ${LEAST_ANSWERS} are needed)`;
}

const percent = (share = 0) => `${(100 * share).toFixed(2)}%`;
