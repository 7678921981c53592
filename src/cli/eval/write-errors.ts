// Writes the errors of `tagger eval --errors` as JSON Lines.
import { buildError } from '../../evaluation/report/build-report.js';
import { writeFileAtomically } from '../../files/write-file.js';
import type { JudgedSystem } from './judged-system.js';

/**
 * @param most errors of each system
 * @throws InputError if the file cannot be written
 */
export async function writeErrors(
  path: string,
  most: number,
  systems: readonly JudgedSystem[],
): Promise<void> {
  const lines = systems.flatMap(({ name, judgment }) =>
    judgment.errors.first.slice(0, most).map((error) => {
      const system = systems.length > 1 ? { system: name } : {};
      return `${JSON.stringify({ ...system, ...buildError(error) })}\n`;
    }),
  );
  await writeFileAtomically(path, [Buffer.from(lines.join(''))]);
}
