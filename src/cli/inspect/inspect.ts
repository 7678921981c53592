// `tagger inspect`: describes a model, shows its gate activations for a text, or finds the best of
// several.
import { basename } from 'node:path';
import { fileByteCount } from '../../files/read-chunks.js';
import { isLanguageModel } from '../../model/tagger.js';
import { FIRST_CONVENTIONS } from '../../text/text-conventions.js';
import type { InspectFlags } from '../commands/commands.js';
import { type ChosenModel, readChosenModel } from '../model/chosen-model.js';
import { enableArithmetic } from '../process/v8-flags.js';
import { createMessages } from '../terminal/messages.js';
import { type Streams, write } from '../terminal/streams.js';
import { type ModelDescription, renderDescription } from './description.js';
import { rankModels, renderRanking } from './rank-models.js';
import { showGates } from './show-gates.js';

/** Prints a table or JSON; returns the exit code. */
export async function runInspect(
  flags: InspectFlags,
  { stdout, stderr }: Streams,
): Promise<number> {
  enableArithmetic(flags.arithmetic);
  const messages = createMessages(stderr, flags.quiet);
  if (flags.best) {
    const ranked = await rankModels(flags.models);
    messages.note(renderRanking(ranked));
    await write(stdout, `${ranked[0].name}\n`);
    return 0;
  }
  const reading = { ...flags, acceptsLanguageModel: true };
  const model = await readChosenModel(flags.models[0], reading, messages);
  if (flags.gates === undefined) {
    const description = await describe(model);
    await write(stdout, flags.json ? toJson(description) : renderDescription(description));
    return 0;
  }
  await write(stdout, await showGates(model, flags.gates, flags));
  return 0;
}

async function describe(model: ChosenModel): Promise<ModelDescription> {
  const { tagger, provenance } = model;
  const { config, types } = tagger.content;
  const body = describeBody(model, await fileByteCount(model.path));
  if (isLanguageModel(tagger.content)) return { kind: 'language model', ...body, provenance };
  const { dense, decoder } = config;
  const top = { dense, decoder, types, labels: tagger.labels.tags };
  return { kind: 'tagger', ...body, ...top, temperature: tagger.temperature, provenance };
}

function describeBody({ path, tagger }: ChosenModel, byteCount: number) {
  const { config, words, subwords, characters, vectors, conventions } = tagger.content;
  const { dense: _, decoder: _decoder, ...body } = config;
  const { tokenizer, icu } = conventions ?? FIRST_CONVENTIONS;
  const { parameters, table } = tagger.network;
  const { length: memberCount } = tagger.networks;
  return {
    name: basename(path),
    byteCount,
    ...(memberCount > 1 && { memberCount }),
    ...body,
    // The first word and the first character stand for all unknown ones.
    wordCount: words.length - 1,
    ...(subwords && { subwordCount: subwords.length }),
    characterCount: Math.max(0, characters.length - 1),
    vectorCount: vectors?.words.length ?? 0,
    tokenizer,
    ...(icu !== undefined && { icu }),
    wordParameterCount: memberCount * table.rows * table.width,
    networkParameterCount: memberCount * parameters.list.reduce((sum, { count }) => sum + count, 0),
  };
}

const toJson = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
