// Gazetteers and deny lists, as columns and as JSON Lines.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDenyList, readGazetteer } from '../../../src/lists/read-lists.js';
import { isExpected } from '../expected-errors.js';
import { mutateJsonLines } from '../mutations/json.js';
import { mutateText } from '../mutations/text.js';
import type { FuzzTarget } from '../target.js';

const seeds = [
  'Teddy Roosevelt\tPER\nParis\tLOC\tQ90\nNew York\tLOC\n',
  '{"text":"Teddy Roosevelt","label":"PER"}\n{"text":"Paris","label":"LOC","id":"Q90"}\n',
  '{"text":"Acme","label":"ORG","caseSensitive":false}\n',
  'Apple\nMay\tPER\n',
];
const TEXT = 'Teddy Roosevelt saw Paris, New York and acme in May.';

export const listsTarget: FuzzTarget = {
  name: 'lists',
  seedInputs: async () => seeds.map((text) => Buffer.from(text)),
  mutate: (input, random) =>
    input[0] === '{'.charCodeAt(0) ? mutateJsonLines(input, random) : mutateText(input, random),
  run: async (input, folder) => {
    const path = join(folder, 'list.tsv');
    writeFileSync(path, input);
    const readings = [
      readGazetteer([path], true, () => {}).then((gazetteer) => gazetteer.lookUp(TEXT)),
      readDenyList([path], false, () => {}).then((deny) => deny.denies({ text: TEXT, label: 'A' })),
    ];
    const outcomes = await Promise.allSettled(readings);
    const errors = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    // A list of one kind need not be one of the other.
    for (const error of errors) {
      if (errors.length === readings.length || !isExpected(error)) throw error;
    }
  },
};
