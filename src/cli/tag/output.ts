// What `tagger tag` makes of passages: tagged text, alternatives, or a list of uncertain sentences.
import { inOrder } from '../../entities/entity.js';
import { keepConfident } from '../../entities/keep-confident.js';
import { createTextTagger } from '../../model/tag-text.js';
import type { Tagger } from '../../model/tagger.js';
import type { TagFlags } from '../commands/commands.js';
import type { Passage } from '../formats/passage.js';
import type { Streams } from '../terminal/streams.js';
import { tagAlternatives } from './alternatives.js';
import {
  chooseFormat,
  chooseListFormat,
  type FormatName,
  hasConfidences,
  type ListFormat,
  loadFormat,
} from './choose-format.js';
import type { InputFormat } from './input-formats.js';
import { tagPassages } from './tag-passages.js';
import { createUncertainSentences } from './uncertain.js';

/** What is printed, and in which format. */
export type OutputChoice =
  | { readonly kind: 'texts'; readonly format: FormatName }
  | {
      readonly kind: 'alternatives' | 'uncertain';
      readonly count: number;
      readonly format: ListFormat;
    };

export interface Output<P extends Passage> {
  /**
   * Yields what can be printed at once.
   *
   * @param file the name of the input
   */
  tag(passages: AsyncIterable<Iterable<P>>, file: string): AsyncIterable<string>;
  /** What can only be printed after all input. */
  end(): string;
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

export async function createOutput<P extends Passage>(
  choice: OutputChoice,
  tagger: Tagger,
  input: InputFormat<P>,
  { files, minConfidence }: Pick<TagFlags, 'files' | 'minConfidence'>,
): Promise<Output<P>> {
  const { tokenize } = input;
  if (choice.kind === 'alternatives') {
    const options = { ...choice, tagger, tokenize };
    return { tag: (passages) => tagAlternatives(passages, options), end: () => '' };
  }
  if (choice.kind === 'uncertain') {
    const found = createUncertainSentences(tagger, choice.count, tokenize);
    return { tag: found.add, end: () => found.render(choice.format) };
  }
  const confidences = minConfidence !== undefined || hasConfidences(choice.format);
  const steps = {
    tagTexts: createTextTagger(tagger, tokenize, { confidences }),
    refine: inOrder(minConfidence === undefined ? [] : [keepConfident(minConfidence)]),
    format: await loadFormat(choice.format, input.conll, tagger.labels.types),
  };
  const isNamed = files.length > 1;
  return {
    tag: (passages, file) => tagPassages(passages, steps, isNamed ? file : undefined),
    end: () => '',
  };
}
