// Mapping files of --restore.
import { parseMapping } from '../../../src/redaction/mapping.js';
import { replaceStandIns } from '../../../src/redaction/stand-ins.js';
import { mutateJsonLines } from '../mutations/json.js';
import type { FuzzTarget } from '../target.js';

const mapping = `{"mapping":"tagger","version":1,"entries":2}
{"standIn":"[PER_1]","label":"PER","text":"Theodore Roosevelt"}
{"standIn":"[LOC_1]","label":"LOC","text":"Paris"}
`;

export const mappingTarget: FuzzTarget = {
  name: 'mapping',
  seedInputs: async () => [Buffer.from(mapping)],
  mutate: mutateJsonLines,
  run: async (input) => {
    const originals = parseMapping(input, 'mapping.jsonl');
    for (const standIn of originals.keys()) {
      const restored = replaceStandIns(`a ${standIn} b`, (found) => originals.get(found) ?? found);
      if (restored !== `a ${originals.get(standIn)} b`) throw new Error(`${standIn}: not restored`);
    }
  },
};
