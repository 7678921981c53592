// Passages through the tagger: many short ones at once, rendered in their order.
import type { Refine } from '../../entities/entity.js';
import type { TextTagger } from '../../model/tag-text.js';
import type { Format } from '../formats/format.js';
import type { Passage } from '../formats/passage.js';
import { createRenderer, type PassageOrigin } from './stream/render-records.js';

// UTF-16 units that the tagger is given at once: enough for full batches, few enough that their
// tokens need little memory.
const CALL_LENGTH = 1 << 15;

export interface TagSteps<P extends Passage> {
  readonly tagTexts: TextTagger;
  /** What changes the entities of each passage before it is rendered. */
  readonly refine: Refine;
  readonly format: Format<P>;
  /** The length at which a call of the tagger begins; 0 for a call for each passage. */
  readonly callLength?: number;
}

/** Yields the rendered passages of one call of the tagger after the other. */
export async function* tagPassages<P extends Passage>(
  chunks: AsyncIterable<Iterable<P>>,
  { tagTexts, refine, format, callLength }: TagSteps<P>,
  origin: PassageOrigin = { name: 'standard input' },
): AsyncGenerator<string> {
  const renderer = createRenderer(format, origin);
  // What is rendered already comes out even if the next passage fails.
  let rendered = '';
  try {
    for await (const chunk of chunks) {
      for (const passages of inCalls(chunk, callLength)) {
        const { texts, continues } = textsOf(passages);
        const taggedTexts = tagTexts(texts, continues);
        for (const [index, passage] of passages.entries()) {
          const text = renderer.render(refine(taggedTexts[index]), passage);
          if (typeof text === 'string') rendered += text;
          else {
            yield rendered;
            rendered = '';
            yield* text;
          }
        }
        yield rendered;
        rendered = '';
      }
    }
  } catch (error) {
    yield rendered;
    yield* renderer.close();
    throw error;
  }
  yield* renderer.close();
}

/** Their texts, and which of them belong to the document of the one before. */
export function textsOf(passages: readonly Passage[]) {
  return {
    texts: passages.map(({ text }) => text),
    continues: passages.map((_, index) => passages[index - 1]?.documentGoesOn === true),
  };
}

/** Splits passages between documents into lists, one for each call of the tagger. */
export function* inCalls<P extends Passage>(
  passages: Iterable<P>,
  callLength = CALL_LENGTH,
): Generator<P[]> {
  let call: P[] = [];
  let length = 0;
  for (const passage of passages) {
    call.push(passage);
    length += passage.text.length;
    if (length < callLength || passage.documentGoesOn) continue;
    yield call;
    call = [];
    length = 0;
  }
  if (call.length > 0) yield call;
}
