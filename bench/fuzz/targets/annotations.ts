// Corpora of annotation tools, a target for each format: read, cut, written as JSON Lines, and read
// again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  annotationFile,
  type OpenedSource,
} from '../../../src/annotations/corpus/open-annotations.js';
import { readers } from '../../../src/annotations/corpus/readers.js';
import { sampleOf } from '../../../src/annotations/corpus/sample.js';
import { cutDocument } from '../../../src/annotations/cut.js';
import type { AnnotatedDocument } from '../../../src/annotations/document.js';
import type { Reader } from '../../../src/annotations/reader.js';
import { jsonlFormat } from '../../../src/cli/formats/jsonl.js';
import { createSentenceTokenizer } from '../../../src/model/tag-text.js';
import { byteMutations } from '../mutations/bytes.js';
import { mutateJson, mutateJsonLines } from '../mutations/json.js';
import { mutateRepeatedly } from '../mutations/pick.js';
import { mutateText } from '../mutations/text.js';
import type { FuzzTarget } from '../target.js';

const EXAMPLES = 'test/annotations/examples';

// The text and the annotations of brat are one input, with this character between them.
const FILE_SEPARATOR = '\u001c';

const example = (name: string) => readFileSync(join(EXAMPLES, name), 'utf8');

const bratExample = (name: string) =>
  example(`brat/${name}.txt`) + FILE_SEPARATOR + example(`brat/${name}.ann`);

const brackets = 'He saw [Teddy [Bear] Roosevelt](PER).\n\n[a](B)[c](D) [](E) ](F) [g](\r\n';

const seedInputs: Readonly<Record<string, () => readonly string[]>> = {
  brat: () => [bratExample('doc-1'), bratExample('doc-2')],
  doccano: () =>
    ['doccano', 'doccano-labels', 'doccano-relations'].map((name) => example(`${name}.jsonl`)),
  'hugging-face': () => [example('hugging-face.jsonl'), example('hugging-face-ids.jsonl')],
  inline: () => [example('inline.txt'), brackets],
  jsonl: () => [example('tagger.jsonl')],
  'label-studio': () => [example('label-studio.json'), example('label-studio-min.json')],
  prodigy: () => [example('prodigy.jsonl')],
  spacy: () => [example('spacy.json')],
  'spacy-jsonl': () => [example('spacy.jsonl')],
};

const mutateStructure: Readonly<Record<string, FuzzTarget['mutate']>> = {
  brat: mutateText,
  inline: mutateText,
  spacy: mutateJson,
  'label-studio': mutateJson,
};

const tokenize = createSentenceTokenizer();

const labels = [
  'O',
  ...['PER', 'ORG', 'LOC', 'MISC'].flatMap((type) => [`B-${type}`, `I-${type}`]),
];

/** A target for each reader but that of columns, which has its own. */
export const annotationTargets: readonly FuzzTarget[] = readers
  .filter(({ name }) => Object.hasOwn(seedInputs, name))
  .map((reader) => {
    const mutateAsIs = mutateStructure[reader.name] ?? mutateJsonLines;
    return {
      name: `read-${reader.name}`,
      seedInputs: async () => seedInputs[reader.name]().map((text) => Buffer.from(text)),
      mutate: (input, random) =>
        random.below(8) === 0
          ? mutateRepeatedly(input, byteMutations, random)
          : mutateAsIs(input, random),
      run: async (input) => {
        const source = sourceOf(reader, input);
        recognize(source);
        const file = annotationFile(source, reader, { labels });
        for (const document of file.documents) checkDocument(document);
        file.losses();
      },
    };
  });

function sourceOf({ name }: Reader, input: Uint8Array): OpenedSource {
  const file = (path: string, bytes: Uint8Array) => ({ path, sha256: '', chunks: () => [bytes] });
  const inFolder = { path: 'in', sha256: '', isFolder: true };
  if (name !== 'brat') return { ...inFolder, isFolder: false, files: [file('in', input)] };
  const end = Math.max(0, input.indexOf(FILE_SEPARATOR.charCodeAt(0)));
  const [text, annotations] = [input.subarray(0, end), input.subarray(end + 1)];
  return { ...inFolder, files: [file('in/a.ann', annotations), file('in/a.txt', text)] };
}

function recognize(source: OpenedSource): void {
  const sample = sampleOf(source);
  const reader = readers.find(({ recognizes }) => recognizes(sample));
  if (reader === undefined) throw new Error('no reader recognizes the input');
}

/** @throws Error if entities are not in order within the text, or are lost on the way */
function checkDocument(document: AnnotatedDocument): void {
  const { text, entities } = document;
  let place = 0;
  for (const entity of entities) {
    const isInPlace = entity.start >= place && entity.end > entity.start;
    if (!isInPlace || text.slice(entity.start, entity.end) !== entity.text) {
      throw new Error(`an entity is out of place: ${JSON.stringify(entity)}`);
    }
    place = entity.end;
  }
  const sentences = [...cutDocument(document, { tokenize, onSplit: () => {} })];
  const spanCount = sentences.reduce((count, { spans }) => count + spans.length, 0);
  if (document.sentences === undefined && spanCount !== entities.length) {
    throw new Error(`expected ${entities.length} entities in sentences, found ${spanCount}`);
  }
  const line =
    jsonlFormat.unit === 'line' && jsonlFormat.render({ text, end: '\n', lineNumber: 1 }, entities);
  const written = JSON.parse(String(line));
  if (written.text !== text || written.entities.length !== entities.length) {
    throw new Error('the document as JSON is another');
  }
}
