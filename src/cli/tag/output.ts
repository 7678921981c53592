// What `tagger tag` makes of passages: tagged text, alternatives, or a list of uncertain sentences.
import { basename } from 'node:path';
import {
  createSentenceTokenizer,
  createTextTagger,
  type SentenceTokenizer,
} from '../../model/tag-text.js';
import type { TagFlags } from '../commands/commands.js';
import type { Frame } from '../formats/format.js';
import type { Passage } from '../formats/passage.js';
import { type FilePaths, formatOf } from '../formats/table/formats.js';
import type { ChosenModel } from '../model/chosen-model.js';
import type { Messages } from '../terminal/messages.js';
import type { Streams } from '../terminal/streams.js';
import { tagAlternatives } from './alternatives.js';
import {
  chooseFormat,
  chooseListFormat,
  type FormatChoice,
  type ListFormat,
  loadFormat,
} from './choose-format.js';
import { nameOf } from './input-bytes.js';
import type { InputFormat } from './input-formats.js';
import { createRedaction } from './redaction.js';
import { createRefinement } from './refinement.js';
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
   * @param file as on the command line, "-" for standard input
   */
  tag(passages: AsyncIterable<Iterable<P>>, file: string): AsyncIterable<string>;
  /** Whether errors must not quote the text. */
  readonly hidesText: boolean;
  /** Called at the end, even after an error. */
  finish(): Promise<void>;
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
  /** Whether there is a single input, which needs no name. */
  readonly isOnly: boolean;
  /** The files that a format writes for a file of the input. */
  pathsOf(name: string): FilePaths | undefined;
  readonly messages: Messages;
}

export async function createOutput<P extends Passage>(
  choice: OutputChoice,
  context: OutputContext<P>,
): Promise<Output<P>> {
  const { isOnly } = context;
  const { tagger } = context.model;
  const tokenize = tokenizerOf(context);
  switch (choice.kind) {
    case 'alternatives': {
      const options = { ...choice, tagger, tokenize };
      return {
        ...plain,
        frame: {},
        tag: (passages, file) => tagAlternatives(passages, options, isOnly ? undefined : file),
      };
    }
    case 'uncertain': {
      const found = createUncertainSentences(tagger, choice.count, tokenize);
      const frame = { end: () => found.render(choice.format) };
      return { ...plain, frame, tag: found.add };
    }
    case 'texts':
      return createTextOutput(choice.format, context);
  }
}

/** Text that is not in tokens already is cut as the model's corpus was cut. */
function tokenizerOf<P extends Passage>({ input, model }: OutputContext<P>): SentenceTokenizer {
  return input.tokenize ?? createSentenceTokenizer(model.tagger.content);
}

const plain = { hidesText: false, finish: async () => {} };

async function createTextOutput<P extends Passage>(
  choice: FormatChoice,
  context: OutputContext<P>,
): Promise<Output<P>> {
  const { model, input, flags, pathsOf, isOnly, messages } = context;
  const { tagger, path } = model;
  const redaction = await createRedaction(flags);
  const modelTypes = tagger.labels.types;
  const refinement = await createRefinement(flags, { modelTypes, redaction, messages });
  const { refine, types, readsConfidences } = refinement;
  const modelName = basename(path, '.safetensors');
  const { redactText } = redaction;
  const options = { types, modelName, pathsOf, redactText, warn: messages.warn };
  const ownFormat = choice.name === 'jsonl' ? input.jsonl?.(choice.offsets) : undefined;
  const format = ownFormat ?? (await loadFormat(choice, input.conll, options));
  const confidences = readsConfidences || formatOf(choice.name).showsConfidences === true;
  const { minConfidence } = flags;
  const tagTexts = createTextTagger(tagger, input.tokenize, { confidences, minConfidence });
  const callLength = flags.lineBuffered ? 0 : undefined;
  const steps = { tagTexts, refine, format, callLength };
  return {
    frame: format,
    hidesText: choice.name === 'redact',
    finish: redaction.writeMapping,
    tag: (passages, file) =>
      tagPassages(passages, steps, { name: nameOf(file), file: isOnly ? undefined : file }),
  };
}
