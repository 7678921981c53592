// Writes the errors of `tagger eval --errors` as JSON Lines.
import { buildError } from '../../evaluation/report/build-report.js';
import { writeFileAtomically } from '../../files/write-file.js';
import type { EvalFlags } from '../flags/commands.js';
import type { JudgedSystem } from './judged-system.js';

/** Returns a sentence if the file could not be written. */
export async function writeErrors(
  { errors: path, maxErrors }: EvalFlags,
  systems: readonly JudgedSystem[],
): Promise<string[]> {
  if (path === undefined) return [];
  const lines = systems.flatMap(({ name, judgment }) =>
    judgment.errors.slice(0, maxErrors).map((error) => {
      const system = systems.length > 1 ? { system: name } : {};
      return `${JSON.stringify({ ...system, ...buildError(error) })}\n`;
    }),
  );
  try {
    await writeFileAtomically(path, [Buffer.from(lines.join(''))]);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
