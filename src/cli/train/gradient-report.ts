// tagger train --gradient-report: how far gradients reach back in the trained network, as a file and in the terminal.

import type { LabeledSentence } from '../../corpora/conll.js';
import { renderGradientFlowJson } from '../../evaluation/report/gradient-flow-json.js';
import { renderGradientSparklines } from '../../evaluation/report/gradient-flow-sparkline.js';
import { renderGradientFlowSvg } from '../../evaluation/report/gradient-flow-svg.js';
import { writeFileAtomically } from '../../files/write-file.js';
import type { Tagger } from '../../model/tagger.js';
import { measureGradientFlow } from '../../training/gradient-flow.js';

/** Writes a picture or its numbers, as the path ends in .svg or .json. */
export async function writeGradientReport(
  path: string,
  tagger: Tagger,
  sentences: readonly LabeledSentence[],
  say: (line: string) => void,
): Promise<void> {
  const flow = measureGradientFlow(tagger, sentences);
  say('gradient of a loss k steps back, each block height a tenth of the one above:');
  for (const sparkline of renderGradientSparklines(flow)) say(sparkline);
  const content = path.toLowerCase().endsWith('.svg')
    ? renderGradientFlowSvg(flow)
    : `${JSON.stringify(renderGradientFlowJson(flow), null, 2)}\n`;
  await writeFileAtomically(path, [Buffer.from(content)]);
  say(`wrote ${path}`);
}
