// The checkpoint of `tagger pretrain` as the content of a safetensors file.
import type { CheckedFile } from '../../model/file/checked-file.js';
import type { Safetensors } from '../../safetensors/safetensors.js';
import type { LanguageModelShape, LanguageModelState } from '../language-model/language-model.js';
import type { PretrainingState } from '../language-model/pretraining.js';
import { adam, type PartState } from '../language-model/trained-part.js';
import { momentCounts } from '../optimization/update-rules.js';
import type { WeightShape } from '../optimization/weight-numbers.js';
import type { Identity } from './checkpoint.js';
import type { CheckpointCodec, EncodedCheckpoint } from './checkpoint-file.js';
import { renderValue, stateSchema } from './checkpoint-schema.js';
import { openContent, sealContent } from './sealed-content.js';
import { addNumbers, readNumbers, type Tensors } from './stored-numbers.js';

/** Everything that an interrupted pretraining needs to go on. */
export interface PretrainingCheckpoint {
  readonly identity: Identity;
  readonly state: PretrainingState;
}

export const pretrainingCheckpoints: CheckpointCodec<PretrainingCheckpoint, LanguageModelShape> = {
  command: 'pretrain',
  encode: encodePretraining,
  decode: decodePretraining,
};

const PARTS = ['body', 'head'] as const satisfies (keyof LanguageModelState)[];

function encodePretraining({ identity, state }: PretrainingCheckpoint): Safetensors {
  const { model, ...course } = state;
  const tensors: Tensors = new Map();
  for (const part of PARTS) {
    const { weights, optimizer } = model[part];
    addNumbers(tensors, part, weights);
    optimizer.moments.forEach((numbers, k) => {
      addNumbers(tensors, `${part}.moments.${k}`, numbers);
    });
  }
  const products = PARTS.map((part) => model[part].optimizer.products);
  return sealContent('pretrain', {
    identity,
    fields: { state: renderValue({ ...course, products }) },
    tensors,
  });
}

function decodePretraining(
  path: string,
  content: Safetensors,
): EncodedCheckpoint<PretrainingCheckpoint, LanguageModelShape> {
  const { identity, file } = openContent('pretrain', path, content);
  return { identity, decode: (shape) => ({ identity, state: decodeState(file, shape) }) };
}

function decodeState(file: CheckedFile, shape: LanguageModelShape): PretrainingState {
  const { products, ...course } = file.field('state', stateSchema);
  const [body, head] = PARTS.map((part, k) => readPart(file, part, shape[part], products[k]));
  file.expectNoOther();
  return { ...course, model: { body, head } };
}

function readPart(
  file: CheckedFile,
  name: string,
  part: WeightShape,
  products: readonly number[],
): PartState {
  const weights = readNumbers(file, name, part);
  const moments = Array.from({ length: momentCounts[adam.optimizer] }, (_, k) =>
    readNumbers(file, `${name}.moments.${k}`, part),
  );
  return { weights, optimizer: { products, moments } };
}
