// What `tagger tag` makes of passages: tagged text, alternatives, or a list of uncertain sentences.
import { basename } from 'node:path';
import { inOrder, type Refine } from '../../entities/entity.js';
import { keepConfident } from '../../entities/keep-confident.js';
import { keepTypes } from '../../entities/keep-types.js';
import { createTextTagger } from '../../model/tag-text.js';
import type { TagFlags } from '../commands/commands.js';
import type { Frame } from '../formats/format.js';
import type { Passage } from '../formats/passage.js';
import type { FilePaths } from '../formats/table/formats.js';
import type { ChosenModel } from '../model/chosen-model.js';
import type { Streams } from '../terminal/streams.js';
import { tagAlternatives } from './alternatives.js';
import {
  chooseFormat,
  chooseListFormat,
  type FormatChoice,
  hasConfidences,
  type ListFormat,
  loadFormat,
} from './choose-format.js';
import type { InputFormat } from './input-formats.js';
import { checkOnly } from './only-types.js';
import { tagPassages } from './tag-passages.js';
import { createUncertainSentences } from './uncertain.js';

/** What is printed, and in which format. */
export type OutputChoice =
  | { readonly kind: 'texts'; readonly format: FormatChoice }
  | {
      readonly kind: 'alternatives' | 'uncertain';
      readonly count: number;
      readonly format: ListFormat;
    };

export interface Output<P extends Passage> {
  readonly frame: Frame;
  /**
   * Yields what can be printed at once.
   *
   * @param file the name of the input
   */
  tag(passages: AsyncIterable<Iterable<P>>, file: string): AsyncIterable<string>;
}

/** Chooses before the model is read, so that an error of usage comes at once. */
export async function chooseOutput(
  flags: TagFlags,
  stdout: Streams['stdout'],
): Promise<OutputChoice> {
  const { nBest, uncertain } = flags;
  if (nBest !== undefined) {
    return { kind: 'alternatives', count: nBest, format: chooseListFormat(flags, 'n-best') };
  }
  if (uncertain !== undefined) {
    return { kind: 'uncertain', count: uncertain, format: chooseListFormat(flags, 'uncertain') };
  }
  return { kind: 'texts', format: await chooseFormat(flags, stdout) };
}

export interface OutputContext<P extends Passage> {
  readonly model: ChosenModel;
  readonly input: InputFormat<P>;
  readonly flags: TagFlags;
  /** The files that a format writes for a file of the input. */
  pathsOf(name: string): FilePaths | undefined;
  warn(text: string): void;
}

export async function createOutput<P extends Passage>(
  choice: OutputChoice,
  context: OutputContext<P>,
): Promise<Output<P>> {
  const { tagger } = context.model;
  const { tokenize } = context.input;
  switch (choice.kind) {
    case 'alternatives': {
      const options = { ...choice, tagger, tokenize };
      return { frame: {}, tag: (passages) => tagAlternatives(passages, options) };
    }
    case 'uncertain': {
      const found = createUncertainSentences(tagger, choice.count, tokenize);
      return { frame: { end: () => found.render(choice.format) }, tag: found.add };
    }
    case 'texts':
      return createTextOutput(choice.format, context);
  }
}

async function createTextOutput<P extends Passage>(
  choice: FormatChoice,
  { model: { tagger, path }, input, flags, pathsOf, warn }: OutputContext<P>,
): Promise<Output<P>> {
  const { types } = tagger.labels;
  const refine = createRefine(flags, types);
  const modelName = basename(path, '.safetensors');
  const format = await loadFormat(choice, input.conll, { types, modelName, pathsOf, warn });
  const confidences = flags.minConfidence !== undefined || hasConfidences(choice.name);
  const tagTexts = createTextTagger(tagger, input.tokenize, { confidences });
  const isNamed = flags.files.length > 1;
  return {
    frame: format,
    tag: (passages, file) =>
      tagPassages(passages, { tagTexts, refine, format }, isNamed ? file : undefined),
  };
}

/**
 * What the flags change about the entities that the model finds.
 *
 * @param types that an entity can have
 */
function createRefine({ minConfidence, only }: TagFlags, types: readonly string[]): Refine {
  if (only) checkOnly(only, types);
  return inOrder([
    ...(minConfidence === undefined ? [] : [keepConfident(minConfidence)]),
    ...(only ? [keepTypes(only)] : []),
  ]);
}
