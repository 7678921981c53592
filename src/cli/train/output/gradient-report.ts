// The report of `tagger train --gradient-report`: how far gradients reach back in time.
import type { LabeledSentence } from '../../../corpora/conll.js';
import { renderGradientFlowJson } from '../../../evaluation/report/gradient-flow-json.js';
import { renderGradientSparklines } from '../../../evaluation/report/gradient-flow-sparkline.js';
import { renderGradientFlowSvg } from '../../../evaluation/report/gradient-flow-svg.js';
import { writeFileAtomically } from '../../../files/write-file.js';
import type { Tagger } from '../../../model/tagger.js';
import { measureGradientFlow } from '../../../training/gradient-flow.js';
import type { Messages } from '../../terminal/messages.js';

/**
 * Prints sparklines, and writes a picture or the numbers, depending on the ending .svg or .json.
 */
export async function writeGradientReport(
  path: string,
  tagger: Tagger,
  sentences: readonly LabeledSentence[],
  messages: Messages,
): Promise<void> {
  const flow = measureGradientFlow(tagger, sentences);
  messages.note(
    'gradient k steps back from the loss; each block height is ten times the one below:\n',
  );
  for (const sparkline of renderGradientSparklines(flow)) messages.note(`${sparkline}\n`);
  const content = path.toLowerCase().endsWith('.svg')
    ? renderGradientFlowSvg(flow)
    : `${JSON.stringify(renderGradientFlowJson(flow), null, 2)}\n`;
  await writeFileAtomically(path, [Buffer.from(content)]);
  messages.note(`wrote ${path}\n`);
}
