import { expect, test } from '@jest/globals';
import type { Tagger } from '../../../src/model/tagger.js';
import {
  readDecodeJob,
  runDecodeJob,
  storeDecodeJob,
} from '../../../src/model/tagging/decode-job.js';
import { runProjectJob, storeProjectJob } from '../../../src/model/tagging/project-job.js';
import { encodeBatch } from '../../../src/model/vocabulary/encode-batch.js';
import { createWordEncoder } from '../../../src/model/vocabulary/encode-words.js';
import { rowAddress } from '../../../src/tensors/matrix.js';
import { decodeBatch } from '../network/decode-batch.js';
import { randomTagger, recurrentCharacters, shape } from '../random-tagger.js';

const characters = ['a', 'b', 'c'];
const readings = [
  { reads: 'words' },
  { reads: 'words and characters', characters },
  {
    reads: 'words and characters by recurrence',
    characters,
    characterEncoder: recurrentCharacters,
  },
  { reads: 'words and shapes', shape: { shape } },
  { reads: 'words and subwords', subwords: ['<a', 'ab', 'b>', 'ca'] },
  { reads: 'words, subwords and characters', subwords: ['<a', 'ab', 'see'], characters },
  { reads: 'words, characters and shapes', characters, shape: { shape } },
];

/** A table of a few rows for each direction, filled with a known number. */
function tablesOf({ engine, network }: Tagger, rowCount: number) {
  const width = network.stack[0][0].weightIh.shape[0];
  const tables = network.stack[0].map(() => {
    const address = engine.memory.allocate(rowCount * width * 4);
    engine.memory.floats(address, rowCount * width).fill(-7);
    return address;
  });
  const row = (direction: number, n: number) =>
    Array.from(engine.memory.floats(tables[direction] + n * width * 4, width));
  return { projections: { tables, width }, row };
}

test.each(readings)(
  'projecting writes the gates of each word to its row, and to no other, over $reads',
  (reading) => {
    const tagger = randomTagger(reading);
    const { engine, network } = tagger;
    const { projections, row } = tablesOf(tagger, 8);
    const words = createWordEncoder(tagger)(['b', 'Unseen', 'abcabc', 'a']);
    const project = network.startProjecting();
    const rows = [6, 0, 3, 5];
    const job = storeProjectJob(engine, words, rows);
    const { bytes } = engine.memory.usage();
    runProjectJob(engine, project, projections, job);
    expect(engine.memory.usage().bytes).toBe(bytes);
    const gates = project(words);
    gates.forEach((matrix, direction) => {
      rows.forEach((place, word) => {
        const expected = engine.memory.floats(rowAddress(matrix, word), projections.width);
        expect(row(direction, place)).toEqual(Array.from(expected));
      });
      for (const other of [1, 2, 4, 7])
        expect(new Set(row(direction, other))).toEqual(new Set([-7]));
    });
  },
);

test.each([
  ...readings.map((reading) => ({ ...reading, stands: 'low', below: 0 })),
  { reads: 'words', stands: 'beyond two gigabytes', below: 2 ** 31 },
])(
  'decoding projected words gives the labels of the network, over $reads, $stands in the memory',
  ({ below, ...reading }) => {
    const tagger = randomTagger({ ...reading, shape: { ...reading.shape, layers: 2 } });
    const { engine, network } = tagger;
    engine.memory.allocate(below);
    const sentences = [['a', 'b', 'c', 'a', 'cab'], ['c', 'cab'], ['b', 'a'], ['UNSEEN']];
    const distinct = [...new Set(sentences.flat())];
    const encode = createWordEncoder(tagger);
    const { projections } = tablesOf(tagger, distinct.length);
    const decoding = network.startDecoding();
    const rows = distinct.map((_, n) => distinct.length - 1 - n);
    const projecting = storeProjectJob(engine, encode(distinct), rows);
    runProjectJob(engine, network.startProjecting(), projections, projecting);
    const places = sentences.map((words) => words.map((word) => rows[distinct.indexOf(word)]));
    const job = storeDecodeJob(engine, places);
    const { bytes } = engine.memory.usage();
    runDecodeJob(engine, network, decoding, projections, job);
    expect(engine.memory.usage().bytes).toBe(bytes);
    const labels = readDecodeJob(engine, job, { kind: 'none' }).map(({ labelIds }) => labelIds);
    expect(labels).toEqual(
      decodeBatch(engine, network, encodeBatch(engine, sentences.map(encode))),
    );
    expect(new Set(labels.flat()).size).toBeGreaterThan(1);
  },
);
