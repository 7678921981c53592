// Every input of `tagger tag` through the tokenizer, the tagger and every output format.
import { gzipSync } from 'node:zlib';
import type { FormatName } from '../../../src/cli/formats/table/formats.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { byteMutations } from '../mutations/bytes.js';
import { mutateJsonLines } from '../mutations/json.js';
import { mutateRepeatedly } from '../mutations/pick.js';
import { mutateText } from '../mutations/text.js';
import { createSmallTagger } from '../small-tagger.js';
import { tagInProcess } from '../tag-in-process.js';
import type { FuzzTarget } from '../target.js';
import { checkOutput } from './check-output.js';

// brat writes files, whose text and annotations are those of other formats.
const FORMATS: readonly FormatName[] = [
  ...(['color', 'inline', 'jsonl', 'tsv', 'xml', 'html', 'conll', 'conllu', 'doccano'] as const),
  ...(['label-studio', 'prodigy', 'spacy', 'redact'] as const),
];

interface TagInput {
  readonly name: string;
  readonly seeds: readonly string[];
  readonly mutate: FuzzTarget['mutate'];
  /** Absent for all formats. */
  readonly formats?: readonly FormatName[];
  /** The flags that the input may be read with, one set after the other. */
  readonly flags: readonly (readonly string[])[];
}

const text: TagInput = {
  name: 'text',
  seeds: [
    'Teddy Roosevelt won. He went to Paris, N.Y.!\n\n\u201cBears\u201d cost $3.50 (1,000 km).\n',
    '\ufeffДед Мороз живёт в Москве.\r\n東京タワー。 עברית \u0627\u0644 \u{1f43b}\u{1f1fa}\u{1f1f8}\n',
    'Mail a.b@c.org or see https://x.org/?q=1. Call +1 212 555 0100; card 4111 1111 1111 1111.\n',
  ],
  mutate: (input, random) => {
    const isText = random.below(4) > 0;
    const mutated = isText
      ? mutateText(input, random)
      : mutateRepeatedly(input, byteMutations, random);
    return random.below(16) === 0 ? gzipSync(mutated) : mutated;
  },
  flags: [
    [],
    ['--paragraphs', '--join-hyphens'],
    ['--invalid', 'replace'],
    ['--encoding', 'utf-16le'],
    ['--encoding', 'shift_jis', '--invalid', 'replace'],
    ['--input', 'tokens'],
    ['--min-confidence', '0.3'],
    ['--recognize', 'all'],
  ],
};

const columns: TagInput = {
  name: 'columns',
  seeds: [
    'Teddy NNP B-PER\nRoosevelt NNP I-PER\nwon VBD O\n\nParis NNP B-LOC\n',
    '# text = It rained.\n1\tIt\tit\tPRON\n2\trained\train\tVERB\n3-4\tdu\t_\t_\n',
  ],
  mutate: mutateText,
  flags: [
    ['--input', 'conll'],
    ['--input', 'conll', '--token-column', '2'],
  ],
};

const jsonLines: TagInput = {
  name: 'json-lines',
  seeds: [
    '{"text":"Teddy Roosevelt won.","id":1}\n{"text":"Paris","id":2.50}\n',
    '{"a":{"text":"Anna in York"},"text":"x"}\n\n{"text":""}\n',
  ],
  mutate: mutateJsonLines,
  formats: ['jsonl'],
  flags: [
    ['--input', 'jsonl'],
    ['--input', 'jsonl', '--text-field', 'a.text', '--skip-missing'],
  ],
};

const html: TagInput = {
  name: 'html',
  seeds: [
    '<!doctype html><html><head><title>Teddy</title><style>p{}</style></head><body><p>Teddy <b>Roos</b>evelt won.<br>In Paris.</p><script>x</script><table><tr><td>Anna</td></tr></table>\n',
    '<ul><li>A &amp; B<li>&#x50;aris &nbsp; <!-- no --> <a href="x">Anna</a></ul><pre>\n a\n</pre>',
  ],
  mutate: mutateText,
  flags: [['--input', 'html']],
};

const LONGEST_MARKDOWN = 1 << 13;

const markdown: TagInput = {
  name: 'markdown',
  seeds: [
    '# Teddy\n\nTeddy *Roos*evelt [won](http://x.org "Paris").\n\n- Anna\n  - York\n\n```\ncode\n```\n\n> quoted\n\n| a | b |\n|---|---|\n| Anna | Paris |\n',
    'Setext\n======\n\n![York](x.png) `code` &copy; \\*no\\* <b>Anna</b>  \nParis\n\n[ref]: http://x.org\n\n---\n1. One\n',
  ],
  // The parser takes time that grows with the square of the number of blocks.
  mutate: (input, random) => mutateText(input, random).subarray(0, LONGEST_MARKDOWN),
  flags: [['--input', 'markdown']],
};

export const tagTargets: readonly FuzzTarget[] = [text, columns, jsonLines, html, markdown].map(
  targetOf,
);

function targetOf({ name, seeds, mutate, formats = FORMATS, flags }: TagInput): FuzzTarget {
  let tagger: Tagger | undefined;
  return {
    name,
    seedInputs: async () => seeds.map((seed) => Buffer.from(seed)),
    mutate,
    run: async (input) => {
      tagger ??= createSmallTagger();
      const choice = sumOf(input);
      const chosen = flags[choice % flags.length];
      const format = formats[Math.floor(choice / flags.length) % formats.length];
      const output = await tagInProcess(tagger, input, ['--format', format, ...chosen]);
      checkOutput(format, output, chosen);
    },
  };
}

/** A number that only the input decides, so that a stored input is read the same way again. */
const sumOf = (input: Uint8Array) =>
  input.reduce((sum, byte) => (Math.imul(sum, 31) + byte) >>> 0, input.length);
