import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openAnnotations } from '../../../src/annotations/corpus/open-annotations.js';
import type { AnnotatedDocument } from '../../../src/annotations/document.js';

// Files written by hand after the documentation of each tool.
const exampleOf = (name: string) => join('test', 'annotations', 'examples', name);

const LABELS = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC', 'B-MISC', 'I-MISC'];

async function read(path: string, options = {}) {
  const file = await openAnnotations(path, options);
  const documents = [...file.documents];
  const counts = Object.fromEntries([...file.losses()].map(([kind, { count }]) => [kind, count]));
  return { file, documents, counts };
}

const entitiesOf = (documents: readonly AnnotatedDocument[]) =>
  documents.map(({ entities }) => entities.map(({ label, text }) => `${label} ${text}`));

let fileCount = 0;
function write(content: string | Uint8Array, name = 'file.jsonl'): string {
  const path = join(tmpdir(), `${fileCount++}-${name}`);
  writeFileSync(path, content);
  return path;
}

test.each([
  [
    'brat',
    'brat',
    [
      ['ORG Sony', 'ORG Ericsson', 'LOC Sweden', 'ORG Sony', 'LOC North and South America'],
      ['PER Zoë'],
    ],
  ],
  [
    'doccano.jsonl',
    'doccano',
    [['ORG EU', 'MISC German', 'MISC British'], ['PERSON Peter Blackburn'], ['PERSON Obama']],
  ],
  ['doccano-labels.jsonl', 'doccano', [['ORG EU', 'MISC German'], ['PERSON Obama']]],
  [
    'doccano-relations.jsonl',
    'doccano',
    [['ORG Google', 'DATE September 4, 1998', 'PERSON Larry Page']],
  ],
  ['label-studio.json', 'label-studio', [['LOC North America', 'PER Smith'], ['LOC Rome']]],
  ['label-studio-min.json', 'label-studio', [['LOC North America']]],
  ['prodigy.jsonl', 'prodigy', [['PRODUCT MacBook Pro'], []]],
  ['spacy.json', 'spacy', [['PERSON Shaka Khan', 'LOC London']]],
  ['spacy.jsonl', 'spacy-jsonl', [['PERSON Shaka Khan'], ['LOC London', 'LOC Berlin']]],
  ['hugging-face.jsonl', 'hugging-face', [['ORG EU', 'MISC German'], ['PER Peter Blackburn']]],
  ['hugging-face-ids.jsonl', 'hugging-face', [['ORG EU', 'MISC German'], ['PER Peter Blackburn']]],
  ['inline.txt', 'inline', [['PER Teddy Roosevelt', 'LOC New York'], ['ORG a [very] long name']]],
  ['tagger.jsonl', 'jsonl', [['PER Smith', 'PER Bob']]],
  ['columns.conll', 'conll', [['PER Teddy Roosevelt'], ['LOC Paris']]],
])('%s is recognized as %s, and its entities are read', async (name, format, expected) => {
  const { file, documents } = await read(exampleOf(name), { labels: LABELS });
  expect(file.format).toBe(format);
  expect(entitiesOf(documents)).toEqual(expected);
  for (const { text, entities } of documents) {
    for (const entity of entities) expect(text.slice(entity.start, entity.end)).toBe(entity.text);
  }
});

test.each([
  [
    'brat',
    {
      events: 1,
      relations: 2,
      attributes: 1,
      normalizations: 1,
      notes: 1,
      discontinuous: 1,
      overlapping: 1,
    },
  ],
  ['doccano-relations.jsonl', { relations: 1 }],
  ['label-studio.json', { otherAnnotators: 1, relations: 1, predictions: 1 }],
  ['label-studio-min.json', { otherAnnotators: 1 }],
  ['prodigy.jsonl', { rejected: 1 }],
])('what is left out of %s is counted', async (name, expected) => {
  expect((await read(exampleOf(name))).counts).toEqual(expected);
});

test('columns whose tokens look like entities in brackets are columns', async () => {
  const path = write('See O\n[1](https://a.org) O\nAnna B-PER\n\nBo B-PER\n');
  const { file, documents } = await read(path);
  expect(file.format).toBe('conll');
  expect(entitiesOf(documents)).toEqual([['PER Anna'], ['PER Bo']]);
});

test('links of Markdown are not entities', async () => {
  const page = 'Ana wrote the [guide](docs/guide.md).\nSee [below](#notes).\n';
  const path = write(page, 'page.md');
  await expect(read(path)).rejects.toThrow(`${path}:1: expected `);
  const types = async (line: string) =>
    read(write(`[Ana](PER) sings.\n${line}\n`, 'links.txt'), { inputFormat: 'inline' });
  for (const type of ['docs/guide.md', '#notes', 'https://ana.example', 'guide.md', 'mailto:ana']) {
    await expect(types(`The [guide](${type})`)).rejects.toThrow(
      `links.txt:2: expected a type such as PER in parentheses, found what looks like a path or URL: "${type}"`,
    );
  }
  expect(entitiesOf((await types('[Bo](v2.X) [Rio](Big City)')).documents)).toEqual([
    ['PER Ana'],
    ['v2.X Bo', 'Big City Rio'],
  ]);
});

test.each([
  '{"text":"Ana","labels":[[0,3,"PER"]],"label":[]}',
  '{"text":"Ana","label":[],"entities":[{"label":"PER","start_offset":0,"end_offset":3}]}',
  '{"text":"Ana","entities":[],"spans":[[0,3,"PER"]]}',
])('entities are read from the list that is not empty: %s', async (record) => {
  expect(entitiesOf((await read(write(record))).documents)).toEqual([['PER Ana']]);
});

test.each([
  [8, 'utf16'],
  [6, 'codepoint'],
])('tokens of Prodigy show what offsets count: Ana at %i', async (start, unit) => {
  const tokens = [
    { text: 'Ana', start, end: start + 3, id: 2, ws: true },
    { text: 'Rot', start: start + 4, end: start + 7, id: 3, ws: true },
  ];
  const task = { text: '🗽🗽 by Ana Rot now', spans: [{ start, end: start + 7, label: 'PER' }] };
  const shown = await read(write(JSON.stringify({ ...task, tokens })));
  expect(shown.file).not.toHaveProperty('doubt');
  expect([shown.file.unit, ...entitiesOf(shown.documents)]).toEqual([unit, ['PER Ana Rot']]);
  const hidden = await read(write(JSON.stringify({ ...task, answer: 'accept' })));
  expect(hidden.file).toHaveProperty('doubt');
});

test('a bracket without its pair is text', async () => {
  const path = write('a] b [ c [Anna](PER) d [1] [](X) [e]( f\n', 'text.txt');
  const { documents } = await read(path);
  expect(entitiesOf(documents)).toEqual([['PER Anna']]);
  expect(documents[0].text).toBe('a] b [ c Anna d [1] [](X) [e]( f');
});

test('a loss has the place of the first one', async () => {
  const { file } = await read(exampleOf('brat'));
  expect(file.losses().get('relations')).toEqual({
    count: 2,
    first: `${exampleOf('brat')}/doc-1.ann:9`,
  });
});

test('ids, lines and paths of documents are kept', async () => {
  const { documents } = await read(exampleOf('brat'));
  expect(documents.map(({ id, path }) => [id, path])).toEqual([
    ['doc-1', exampleOf('brat/doc-1.txt')],
    ['doc-2', exampleOf('brat/doc-2.txt')],
  ]);
  const exported = await read(exampleOf('doccano.jsonl'));
  expect(exported.documents.map(({ id, line }) => [id, line])).toEqual([
    ['101', 1],
    ['102', 2],
    ['103', 3],
  ]);
});

test('ids are texts, and long ones keep their digits', async () => {
  const { documents } = await read(
    write(
      '{"id":9007199254740993,"text":"Ana","entities":[{"start":0,"end":3,"label":"PER","id":12345678901234567890}]}\n' +
        '{"id":7,"text":"Ana","entities":[{"start":0,"end":3,"label":"PER","id":42}]}\n',
    ),
  );
  expect(documents.map(({ id, entities }) => [id, entities[0].id])).toEqual([
    ['9007199254740993', '12345678901234567890'],
    ['7', '42'],
  ]);
});

test('the numbers that doccano gives annotations are no ids of entities', async () => {
  const { documents } = await read(exampleOf('doccano-relations.jsonl'));
  for (const entity of documents[0].entities) expect(entity.id).toBeUndefined();
});

test('an annotation of brat alone is read with its text', async () => {
  const { documents } = await read(exampleOf('brat/doc-2.ann'));
  expect(entitiesOf(documents)).toEqual([['PER Zoë']]);
});

test.each([
  ['{"text": "a b", "label": [[0, 1, 7]]}', ':1: "label[0]": expected the name of a type, found 7'],
  [
    '{"text": "a b", "label": [["0", 1, "X"]]}',
    ':1: "label[0]": expected a whole number for the start, found "0"',
  ],
  [
    '{"text": "a b", "label": [[1, 0.5, "X"]]}',
    ':1: "label[0]": expected a whole number for the end, found 0.5',
  ],
  [
    '{"text": "a b", "label": [[2, 1, "X"]]}',
    ':1: "label[0]": expected an end not before the start 2, found 1',
  ],
  [
    '{"text": "a b", "entities": [{"start": 0, "end": 1, "label": "X"}, 4]}',
    ':1: "entities[1]": expected an entity, found 4',
  ],
  [
    '{"text": "a", "label": []}\n{"text": 4, "label": []}',
    ':2: expected a text under "text", found 4',
  ],
  ['{"text": "a", "label": []}\n{"text": "a"}', ':2: expected a list under "label", found none'],
  [
    '{"text":"Ana","label":[[0,3,"PER"]],"labels":[[0,3,"LOC"]]}',
    ':1: expected entities under one of "label" and "labels", found them under both',
  ],
  ['{"text": "a", "label": []}\n[]', ':2: expected a JSON object, found a list'],
  ['{"text": "a", "label": []}\n{"text":', ':2: expected a JSON record, found "{\\"text\\":"'],
  [
    '[{"text": "a", "label": []},\n{"text": 4, "label": []}]',
    ':2: record 2: expected a text under "text", found 4',
  ],
  [
    '[{"text": "a", "label": []},\n{"text": "b", "label": []}',
    ':2: expected ] at the end, found none',
  ],
  ['[{"text": "a", "label": []}] {}', ':1: expected nothing after the array, found "{}"'],
  ['["a", {"entities": []}]\n["a", 4]', ':2: expected an object as the second element, found 4'],
  ['["a", {"entities": []}]\n[4, {}]', ':2: expected a text as the first element, found 4'],
  ['["a", {"entities": 4}]', ':1: expected a list under "entities", found 4'],
  ['{"tokens": ["a"], "ner_tags": ["O", "O"]}', ':1: expected a tag for each of 1 tokens, found 2'],
  [
    '{"tokens": ["a"], "ner_tags": ["PER"]}',
    ':1: "ner_tags[0]": expected a tag such as O or B-PER, found "PER"',
  ],
  [
    '{"tokens": ["a"], "ner_tags": [1]}',
    ':1: "ner_tags[0]": expected a tag such as B-PER, found the id 1; --labels has the names of ids',
  ],
  [
    '{"tokens": ["a"], "ner_tags": ["O"]}\n{"tokens": [4], "ner_tags": ["O"]}',
    ':2: expected a text for "tokens[0]", found 4',
  ],
  ['[{"paragraphs": [4]}]', ':1: record 1: "paragraphs[0]": expected an object, found 4'],
  [
    '[{"paragraphs": [{"sentences": [4]}]}]',
    ':1: record 1: "paragraphs[0]": "sentences[0]": expected an object, found 4',
  ],
  [
    '[{"paragraphs": [{"sentences": [{"tokens": [{"orth": "a", "ner": "X"}]}]}]}]',
    ':1: record 1: "paragraphs[0]": "sentences[0]": expected a tag such as O or U-PER under "ner", found "X"',
  ],
  [
    '[{"data": {"text": "a"}, "annotations": [{"result": 4}]}]',
    ':1: record 1: expected a list under "result", found 4',
  ],
  [
    '[{"data": {"image": 4}, "annotations": [{"result": []}]}]',
    ':1: record 1: expected the text of the task under "text", found none',
  ],
  [
    '{"text": "🙂 a", "label": [[1, 9, "X"]]}',
    ':1: "label[0]": offsets 1 to 9 are beyond the end of the text (3 characters)',
  ],
  [
    '{"text": "🙂 Ana", "entities": [{"start": 1, "end": 4, "label": "X", "text": "Ana"}]}',
    ':1: "entities[0]": expected "Ana" from 1 to 4, found a part of a character (UTF-16 units), " An" (code points), a part of a character (bytes)',
  ],
])('%s: %s', async (content, message) => {
  const path = write(content);
  await expect(read(path)).rejects.toThrow(`${path}${message}`);
});

test('an id of brat that is given twice is refused', async () => {
  const path = write('T1\tPER 0 3\tAna\nT1\tVERB 4 9\tsings\n', 'twice.ann');
  writeFileSync(path.replace(/ann$/, 'txt'), 'Ana sings');
  await expect(read(path)).rejects.toThrow(`${path}:2: "T1" is given twice`);
});

const unknown = (content: string) =>
  `: expected a corpus, found JSON of an unknown structure (${content}); see tagger help formats`;
const severalLines =
  ':1: expected an object on each line, or an array, found an object over several lines';

test.each([
  ['[]', ': expected a corpus, found an empty list'],
  ['[\n]\n', ': expected a corpus, found an empty list'],
  ['null\n', unknown('"null"')],
  ['[1, 2]', unknown('"[1, 2]"')],
  ['{}', unknown('no keys')],
  ['[[{"x": 1}]]', unknown('lists')],
  ['{"rows": [{"text": "Ana"}]}\n', unknown('keys: rows')],
  ['{"a":1,"b":2}\n{"c":3}\n', unknown('keys: a, b')],
  ['[{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}]', unknown('keys: a, b, c, d, e, …')],
  ['{\n  "text": "Ana",\n  "label": []\n}\n', severalLines],
  ['{"text": "Ana",\n "label": []}\n', severalLines],
])('JSON that is no corpus is refused: %j', async (content, message) => {
  const path = write(content, 'data.json');
  await expect(read(path)).rejects.toThrow(`${path}${message}`);
});

test('an object over several lines is refused in a given format', async () => {
  const path = write('{\n  "text": "Ana",\n  "label": []\n}\n', 'data.json');
  await expect(read(path, { inputFormat: 'doccano' })).rejects.toThrow(`${path}${severalLines}`);
});

test('an id beyond the labels is refused', async () => {
  const path = write('{"tokens": ["a"], "ner_tags": [9]}');
  await expect(read(path, { labels: LABELS })).rejects.toThrow(
    `${path}:1: "ner_tags[0]": expected an id from 0 to 8, as --labels has 9 names, found 9`,
  );
});

test('bytes that are not UTF-8 are refused', async () => {
  const path = write(Buffer.from('[{"text": "\xff"}]', 'latin1'));
  await expect(read(path, { inputFormat: 'doccano' })).rejects.toThrow(
    `${path}: expected UTF-8 text, found other bytes`,
  );
});

test('a folder without annotations is refused', async () => {
  await expect(read(join('test', 'annotations', 'corpus'))).rejects.toThrow(
    'test/annotations/corpus: expected .txt and .ann files of brat, found none',
  );
});

test('a folder in a format of files is refused', async () => {
  await expect(read(exampleOf('brat'), { inputFormat: 'doccano' })).rejects.toThrow(
    'brat: expected a file, found a folder',
  );
});

test('one file of brat is a document of its name, and its checksum covers the text', async () => {
  const annotations = write('T1\tPER 0 3\tAnn\n', 'sum.ann');
  const text = annotations.replace(/ann$/, 'txt');
  writeFileSync(text, 'Ann was here.\n');
  const file = await openAnnotations(annotations, {});
  const first = file.sha256;
  expect([...file.documents].map(({ id }) => id)).toEqual([basename(annotations, '.ann')]);
  writeFileSync(text, 'Ann was there.\n');
  expect((await openAnnotations(annotations, {})).sha256).not.toBe(first);
});
