import { expect, test } from '@jest/globals';
import { writeModel } from '../../../src/model/file/model-file.js';
import { documentFeatures } from '../../reference/document-features.js';
import { dequantizeRows } from '../../reference/quantization.js';
import { floatsOf, linesOf, type PlainFile, readPlainFile, temporaryPath } from '../model-bytes.js';
import { randomTagger } from '../random-tagger.js';
import { referencePass } from '../reference-tagger.js';
import { inDocuments, readBy, sentences, variants } from '../tagger-variants.js';

// IOBES from its definition, over label ids: O is 0, then B, I, E, S of each type.
function allowedOf(typeCount: number) {
  const L = 4 * typeCount + 1;
  const prefix = (id: number) => (id === 0 ? 'O' : 'BIES'[(id - 1) % 4]);
  const typeOf = (id: number) => Math.ceil(id / 4);
  const begins = (id: number) => 'OBS'.includes(prefix(id));
  const ends = (id: number) => 'OES'.includes(prefix(id));
  const ids = Array.from({ length: L }, (_, id) => id);
  const follows = (i: number, j: number) =>
    ends(i) ? begins(j) : !begins(j) && typeOf(i) === typeOf(j);
  return {
    transitions: ids.flatMap((i) => ids.map((j) => follows(i, j))),
    start: ids.map(begins),
    end: ids.map(ends),
  };
}

// The shapes in the order of the README, by counts of characters.
function shapeRow(word: string): number {
  const all = [...word];
  const count = (kind: RegExp) => all.filter((letter) => kind.test(letter)).length;
  const [digits, letters] = [count(/\p{N}/u), count(/\p{L}/u)];
  const [upper, lower] = [count(/[\p{Lu}\p{Lt}]/u), count(/\p{Ll}/u)];
  if (digits > 0 && digits === all.length) return 0;
  if (digits > 0) return letters === 0 ? 1 : 2;
  if (letters === 0) return all.length > 0 ? 3 : 9;
  if (upper === 0) return lower > 0 ? 4 : 9;
  if (letters === 1) return 5;
  if (lower === 0) return 6;
  const first = all.find((letter) => /\p{L}/u.test(letter)) ?? '';
  return upper === 1 && /[\p{Lu}\p{Lt}]/u.test(first) ? 7 : 8;
}

// The tags that a reader without our code gets from a model, in double precision.
function independentTags({ metadata, tensors }: PlainFile, sentences: readonly string[][]) {
  const {
    wordDimension: E,
    hidden: H,
    decoder,
    characters,
    documents,
  } = JSON.parse(metadata.config);
  const types: string[] = JSON.parse(metadata.types);
  const digitsAreZeros = metadata.vectors && JSON.parse(metadata.vectors).digitsAreZeros;
  const learned = linesOf(tensors['embedding.words']);
  const listed = metadata.vectors ? linesOf(tensors['vectors.words']) : [];
  const idOf = (word: string) => {
    if (learned.includes(word)) return learned.indexOf(word);
    const forms = [word, word.toLowerCase(), ...(digitsAreZeros ? [word.replace(/\d/g, '0')] : [])];
    const form = forms.find((form) => listed.includes(form));
    return form === undefined ? 0 : learned.length + parts.length + listed.indexOf(form);
  };
  const parts = tensors['embedding.subwords'] ? linesOf(tensors['embedding.subwords']) : [];
  const partsOf = (word: string) => {
    const marked = ['<', ...word, '>'];
    const cut = (length: number) => marked.map((_, at) => marked.slice(at, at + length));
    const { lengths = [] } = JSON.parse(metadata.config).subwords ?? {};
    const runs = lengths.flatMap((length: number) =>
      cut(length).filter((run) => run.length === length),
    );
    const distinct = [...new Set(runs.map((run: string[]) => run.join('')))] as string[];
    return distinct.flatMap((part) =>
      parts.includes(part) ? learned.length + parts.indexOf(part) : [],
    );
  };
  const letters = tensors['characters.letters'] && linesOf(tensors['characters.letters']);
  const spell = (word: string) => [...word].map((each) => Math.max(0, letters.indexOf(each)));
  const names = Object.keys(tensors).filter(
    (name) => !/^vectors|words$|letters$|^training/.test(name),
  );
  const parameters = Object.fromEntries(names.map((name) => [name, floatsOf(tensors[name])]));
  for (const name of names.filter((name) => name.includes('.bias_ih_'))) {
    const second = parameters[name.replace('_ih_', '_hh_')];
    parameters[name.replace('_ih_', '_')] = parameters[name].map((bias, k) => bias + second[k]);
  }
  const fixed = metadata.vectors
    ? dequantizeRows(
        new Int8Array(tensors['vectors.weight'].bytes),
        floatsOf(tensors['vectors.scale']),
        E,
      )
    : [];
  const table = Float64Array.from([...floatsOf(tensors['embedding.weight']), ...fixed]);
  const allowed = allowedOf(types.length);
  const tags = ['O', ...types.flatMap((type) => [...'BIES'].map((prefix) => `${prefix}-${type}`))];
  const features = documents && documentFeatures(inDocuments(sentences), { table, E, idOf });
  return referencePass(
    { parameters, table, E, H, decoder, allowed, characterCell: characters?.cell },
    sentences.map((tokens, index) => ({
      documents: features?.[index],
      wordIds: tokens.map(idOf),
      subwords: tokens.map(partsOf),
      spellings: letters && tokens.map(spell),
      shapes: parameters['shape.embedding'] && tokens.map(shapeRow),
      labelIds: tokens.map(() => 0),
    })),
  )
    .decode()
    .map((path) => path.map((label) => tags[label]));
}

test.each(variants)(
  'an independent reader of the file tags as we do, $name',
  async ({ options }) => {
    const tagger = randomTagger({ ...options, trainingEntities: Uint32Array.of(1, 2 ** 31) });
    const path = temporaryPath();
    await writeModel(path, tagger, {});
    const tags = independentTags(readPlainFile(path), sentences);
    const ours = tagger.tagSentences(readBy(tagger)).map((spans, n) => {
      const ids = tagger.labels.encode(spans, sentences[n].length);
      return ids.map((id) => tagger.labels.tags[id]);
    });
    if (options.decoder === 'crf') expect(tags).toEqual(ours);
    // Softmax may violate IOBES; its tags are read as conlleval reads them.
    const spansOf = (tags: readonly string[][]) =>
      tags.map((sentence) =>
        tagger.labels.decode(sentence.map((tag) => tagger.labels.tags.indexOf(tag))),
      );
    expect(spansOf(tags)).toEqual(tagger.tagSentences(readBy(tagger)));
  },
);
