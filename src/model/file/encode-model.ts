// The content of a model file from a tagger. docs/model-format.md documents the layout.
import * as v from 'valibot';
import type { Safetensors } from '../../safetensors/safetensors.js';
import {
  type StoredTensor,
  tensorOfFloat32,
  tensorOfInt8,
  tensorOfText,
  tensorOfUint32,
} from '../../safetensors/stored-tensor.js';
import { networkConfigSchema } from '../network/config.js';
import type { Tagger } from '../tagger.js';
import { FORMAT, FORMAT_VERSION, type Provenance, secondBias } from './format.js';
import { conventionsFields } from './text-field.js';

// The header has to hold it beside the types, and as JSON within JSON.
const LONGEST_PROVENANCE = 2 ** 21;
/** The tensors are copies. The same tagger and provenance give the same bytes. */
export function encodeModel(tagger: Tagger, provenance: Provenance): Safetensors {
  const { content } = tagger;
  const { vectors } = content;
  const metadata: Record<string, string> = {
    format: FORMAT,
    format_version: FORMAT_VERSION,
    ...conventionsFields(content.conventions),
    // In the order of the schema, so that the same network gives the same bytes.
    config: JSON.stringify(v.parse(networkConfigSchema, content.config)),
    types: JSON.stringify(content.types),
    provenance: renderProvenance(provenance),
  };
  if (tagger.temperature !== 1) metadata.temperature = JSON.stringify(tagger.temperature);
  if (vectors) metadata.vectors = JSON.stringify({ digitsAreZeros: vectors.digitsAreZeros });
  return { metadata, tensors: tensorsOf(tagger) };
}

/** Without its longest parts if the header has no room for all. */
function renderProvenance(provenance: Provenance): string {
  const whole = JSON.stringify(provenance);
  if (whole.length <= LONGEST_PROVENANCE) return whole;
  const { learningCurve, ...rest } = provenance;
  const { learningCurve: _, scores, ...least } = rest as Record<string, unknown>;
  const found = [rest, least].map((part) => JSON.stringify(part));
  return found.find(({ length }) => length <= LONGEST_PROVENANCE) ?? '{}';
}

function tensorsOf({ content, engine, network }: Tagger): Map<string, StoredTensor> {
  const { memory } = engine;
  const { parameters, table } = network;
  const tensors = new Map<string, StoredTensor>();
  for (const { name, shape, value, count } of parameters.list) {
    tensors.set(name, tensorOfFloat32(shape, memory.floats(value, count)));
    // PyTorch's nn.LSTM has two biases. Ours is the first, the second is zero.
    const twin = secondBias(name);
    if (twin) tensors.set(twin, tensorOfFloat32(shape, new Float32Array(count)));
  }
  const { rows, width, value } = table;
  tensors.set(
    'embedding.weight',
    tensorOfFloat32([rows, width], memory.floats(value, rows * width)),
  );
  tensors.set('embedding.words', tensorOfText(content.words.join('\n')));
  if (content.config.characters) {
    tensors.set('characters.letters', tensorOfText(content.characters.join('\n')));
  }
  const { vectors, trainingEntities } = content;
  if (trainingEntities) {
    tensors.set('training.entities', tensorOfUint32([trainingEntities.length], trainingEntities));
  }
  if (vectors) {
    const count = vectors.words.length;
    tensors.set('vectors.weight', tensorOfInt8([count, width], vectors.bytes));
    tensors.set('vectors.scale', tensorOfFloat32([count], vectors.scales));
    tensors.set('vectors.words', tensorOfText(vectors.words.join('\n')));
  }
  return tensors;
}
