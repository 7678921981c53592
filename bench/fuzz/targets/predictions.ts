// Predictions of other systems, in JSON Lines and in columns, as `tagger eval` reads them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPredictions } from '../../../src/corpora/read-predictions.js';
import { mutateJsonLines } from '../mutations/json.js';
import { mutateText } from '../mutations/text.js';
import type { FuzzTarget } from '../target.js';

const seeds = [
  '{"text":"Teddy saw Paris.","entities":[{"label":"PER","start":0,"end":5,"confidence":0.5}]}\n',
  '{"text":"\u{1f43b} Teddy","entities":[[2,7,"PER"]]}\n{"text":"","entities":[]}\n',
  '{"text":"In Paris","spans":[{"start":3,"end":8,"label":"LOC","text":"Paris"}]}\n',
  'Teddy B-PER\nsaw O\nParis B-LOC\n\nbears O\n',
];

export const predictionsTarget: FuzzTarget = {
  name: 'predictions',
  seedInputs: async () => seeds.map((text) => Buffer.from(text)),
  mutate: (input, random) =>
    input[0] === '{'.charCodeAt(0) ? mutateJsonLines(input, random) : mutateText(input, random),
  run: async (input, folder) => {
    const path = join(folder, 'predictions');
    writeFileSync(path, input);
    const predictions = await readPredictions(path, {});
    for (const { tokens, spans } of predictions.sentences) {
      let end = 0;
      for (const span of spans) {
        if (span.start < end || span.end <= span.start || span.end > tokens.length) {
          throw new Error('a span is not within its sentence');
        }
        end = span.end;
      }
    }
    predictions.survey();
    predictions.warnings();
  },
};
