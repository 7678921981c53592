// Workflow commands that GitHub Actions shows beside the lines of a corpus.
import type { EvalReport } from './eval-report.js';

// GitHub shows no more than 10 errors of a step.
const MOST_ANNOTATIONS = 10;

/** Failed gates first, then the first errors, then a notice that counts the others. */
export function renderGithub({ systems, gates }: EvalReport, corpusPath: string): string {
  const [{ errors }] = systems;
  const failed = gates.filter(({ outcome }) => outcome !== 'passed').slice(0, MOST_ANNOTATIONS);
  const room = MOST_ANNOTATIONS - failed.length;
  const file = property(corpusPath);
  const lines = [
    ...failed.map(({ message }) => `::error title=tagger eval::${data(message)}`),
    ...errors.examples.slice(0, room).map(({ kind, line, gold, predicted }) => {
      const sides = [
        gold && `gold ${gold.text} (${gold.type})`,
        predicted && `predicted ${predicted.text} (${predicted.type})`,
      ];
      const message = `${kind}: ${sides.filter(Boolean).join(', ')}`;
      return `::error file=${file},line=${line},title=tagger eval::${data(message)}`;
    }),
  ];
  const total = Object.values(errors.counts).reduce((sum, count) => sum + (count ?? 0), 0);
  const rest = total - Math.min(room, errors.examples.length);
  if (rest > 0)
    lines.push(`::notice title=tagger eval::${rest} more error${rest === 1 ? '' : 's'}`);
  return lines.map((line) => `${line}\n`).join('');
}

// As the toolkit of GitHub Actions escapes them.
const data = (value: string) =>
  value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (value: string) => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
