// Checkpoints, read as `tagger train --resume` reads them, and the training that goes on from them.
//
// Most inputs get a checksum that fits, because a wrong one hides everything after it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSafetensors, encodeSafetensors } from '../../../src/safetensors/safetensors.js';
import type { Random } from '../../../src/tensors/random.js';
import { readCheckpoint } from '../../../src/training/checkpoint/checkpoint-file.js';
import {
  encodeCheckpoint,
  trainingCheckpoints,
} from '../../../src/training/checkpoint/encode-checkpoint.js';
import { checksumOf } from '../../../src/training/checkpoint/sealed-content.js';
import { byteMutations } from '../mutations/bytes.js';
import { mutateJsonText } from '../mutations/json.js';
import { mutateRepeatedly, pick } from '../mutations/pick.js';
import { createSmallTraining, type SmallTraining } from '../small-training.js';
import type { FuzzTarget } from '../target.js';

const METADATA_OF_JSON = ['identity', 'runs', 'log', 'chosen', 'current'];

let small: SmallTraining | undefined;
const training = () => {
  small ??= createSmallTraining();
  return small;
};

export const checkpointTarget: FuzzTarget = {
  name: 'checkpoint',
  seedInputs: async () => {
    const inputs: Uint8Array[] = [];
    const { events, state } = training().start();
    for (const event of events) {
      if (event.kind === 'end') break;
      const current = { state: state(), learningCurve: [{ epoch: 1, loss: 0.5, devF1: 50 }] };
      const identity = { version: '0.1.0', '--seed': '1' };
      const chosen = { chosen: state().kept };
      const checkpoint = { identity, finishedRuns: [], log: ['{}'], current, ...chosen };
      inputs.push(Buffer.concat(encodeSafetensors(encodeCheckpoint(checkpoint))));
    }
    return inputs;
  },
  mutate: (input, random) =>
    random.below(4) === 0
      ? mutateRepeatedly(input, byteMutations, random)
      : mutateContent(input, random),
  run: async (input, folder) => {
    const path = join(folder, 'model.checkpoint');
    writeFileSync(path, input);
    const { network, options, start } = training();
    const { decode } = await readCheckpoint(path, trainingCheckpoints);
    const { current } = decode({ network, options });
    for (const _ of start(current?.state).events);
  },
};

/** Changes a field or the numbers of a tensor, and the checksum with them. */
function mutateContent(input: Uint8Array, random: Random): Uint8Array {
  const { metadata, tensors } = decodeSafetensors(input, 'seed');
  const { sha256: _, ...others } = metadata;
  const fields: Record<string, string> = others;
  const changed = new Map(tensors);
  if (random.below(4) === 0) {
    const [name, tensor] = pick([...tensors], random);
    const data = new Uint8Array(tensor.data);
    data.forEach((_, index) => {
      if (random.below(16) === 0) data[index] = random.below(256);
    });
    changed.set(name, { ...tensor, data });
  } else {
    const name = pick(METADATA_OF_JSON, random);
    fields[name] = mutateJsonText(fields[name] ?? '{}', random);
  }
  const whole = { metadata: fields, tensors: changed };
  const withChecksum = { ...fields, sha256: checksumOf(whole) };
  return Buffer.concat(encodeSafetensors({ ...whole, metadata: withChecksum }));
}
