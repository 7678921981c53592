// Writes the report of a training.
import type { EarlierReport } from '../../../evaluation/report/training/compared-trainings.js';
import { writeFileAtomically } from '../../../files/write-file.js';
import { saveOrElsewhere } from '../../process/save-elsewhere.js';
import type { Messages } from '../../terminal/messages.js';
import { buildTrainingReport, type ReportInput } from './build-report.js';

/** @throws InputError if the page cannot be written, with the path where it is instead */
export async function writeTrainingReport(
  path: string,
  input: ReportInput,
  earlier: readonly EarlierReport[],
  messages: Messages,
): Promise<void> {
  const { renderTrainingPage } = await import(
    '../../../evaluation/report/training/training-page.js'
  );
  const page = renderTrainingPage(buildTrainingReport(input), earlier);
  await saveOrElsewhere({
    what: 'the report',
    path,
    force: true,
    write: (other, options) => writeFileAtomically(other, [Buffer.from(page)], options),
  });
  messages.note(`wrote ${path}\n`);
}
