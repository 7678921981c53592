// Suspects as lines of text.
import type { ReportSuspect } from './eval-report.js';

/** @param corpus the path or name that lines are given with */
export function renderSuspects(suspects: readonly ReportSuspect[], corpus: string): string[] {
  if (suspects.length === 0) return ['suspects: none, the model never contradicts the corpus'];
  return [
    'suspects: the most likely errors of the corpus, with the confidence of both readings',
    ...suspects.map((suspect) => {
      const { line, gold, predicted, confidence, goldConfidence } = suspect;
      const readings = [
        `gold ${renderReading(gold)} ${goldConfidence.toFixed(4)}`,
        `model ${renderReading(predicted)} ${confidence.toFixed(4)}`,
      ];
      return `${corpus}:${line}: ${readings.join(', ')}`;
    }),
  ];
}

const renderReading = (entities: ReportSuspect['gold']) =>
  entities.length === 0
    ? 'no entity'
    : entities.map(({ text, type }) => `[${text}](${type})`).join(' ');
