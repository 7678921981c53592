// Corpora in columns, read as training, evaluation and `tagger check` read them.
import { parseConll } from '../../../src/corpora/conll.js';
import { readOnce } from '../../../src/corpora/conll-file.js';
import { byteMutations } from '../mutations/bytes.js';
import { mutateRepeatedly } from '../mutations/pick.js';
import { mutateText } from '../mutations/text.js';
import type { FuzzTarget } from '../target.js';

const corpora = [
  'Teddy B-PER\nRoosevelt I-PER\nrode O\n\nbears O\nin O\nParis B-LOC\n',
  '-DOCSTART- -X- -X- O\n\nEU NNP B-NP I-ORG\nrejects VBZ B-VP O\n\nGerman JJ B-NP I-MISC\n',
  'Anna\tS-PER\r\nmet\tO\r\nNew\tB-LOC\r\nYork\tE-LOC\r\n\r\nAcme\tU-ORG\r\n',
  '# newdoc id = 1\n# text = It rained.\n1\tIt\tO\n2\trained\tO\n\n1\tdu\tB-X\n2\tde\tO\n',
];

export const conllTarget: FuzzTarget = {
  name: 'conll',
  seedInputs: async () => corpora.map((corpus) => Buffer.from(corpus)),
  mutate: (input, random) =>
    random.below(4) === 0
      ? mutateRepeatedly(input, byteMutations, random)
      : mutateText(input, random),
  run: async (input) => {
    const path = 'corpus.conll';
    const middle = input.length >> 1;
    const chunks = () => [input.subarray(0, middle), input.subarray(middle)];
    const { sentenceCount, sentences } = readOnce({ path, sha256: '', chunks }, {}).survey();
    const held = parseConll(input, path);
    const count = [...sentences].length;
    if (count !== sentenceCount || count !== held.sentences.length) {
      throw new Error(`expected ${sentenceCount} sentences in both readings, found ${count}`);
    }
  },
};
