// A good model for tests to damage, and the reader's error for it.
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { InputError } from '../../../src/errors.js';
import { readModel, writeModel } from '../../../src/model/file/model-file.js';
import {
  type PlainFile,
  type PlainTensor,
  readPlainFile,
  temporaryPath,
  writePlainFile,
} from '../model-bytes.js';
import { plainLstm } from '../plain-lstm.js';
import { characters, randomTagger } from '../random-tagger.js';

const path = temporaryPath();
const words = { words: ['a', 'b', 'c'], vectorWords: ['v', 'w'] };
await writeModel(path, randomTagger({ ...words, characters: ['a', 'v', '\u{1f9f8}'] }), {});
export const whole = readFileSync(path);
export const good = readPlainFile(path);
export const damagedPath = temporaryPath();

export const config = { ...plainLstm, characters, wordDimension: 5, hidden: 8, decoder: 'crf' };
export const manyTypes = Array.from({ length: 10001 }, (_, n) => `t${n}`);

/** The message of the InputError with which reading fails. */
export async function refusalOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

/** The reader's error for the good model after these changes; undefined removes a part. */
export async function refusal(changes: {
  readonly metadata?: Readonly<Record<string, string | undefined>>;
  readonly tensors?: Readonly<Record<string, PlainTensor | undefined>>;
}): Promise<string> {
  const merged = <Value>(old: Readonly<Record<string, Value>>, changed = {}) =>
    Object.fromEntries(
      Object.entries<Value | undefined>({ ...old, ...changed }).filter(
        (entry): entry is [string, Value] => entry[1] !== undefined,
      ),
    );
  const file: PlainFile = {
    metadata: merged(good.metadata, changes.metadata),
    tensors: merged(good.tensors, changes.tensors),
  };
  writePlainFile(damagedPath, file);
  return (await refusalOf(readModel(damagedPath, 'exact'))).replace(damagedPath, 'MODEL');
}
