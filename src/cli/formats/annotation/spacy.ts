// Training examples for spaCy: the JSON format of version 2, which `spacy convert` of version 3
// turns into its binary format (https://spacy.io/api/cli#convert).
//
// Each line is a document, each passage one of its paragraphs. White space that is not one space
// after a token is a token of its own, as spaCy's tokenizer has it, so that the text of a document
// is exactly that of the line. Tags are BILUO.
import { typeInTag } from '../../../corpora/tags.js';
import type { TaggedText } from '../../../entities/entity.js';
import { type EntityToken, entityTokens } from '../entity-tokens.js';
import type { PassageFormat } from '../format.js';
import { renderJson } from '../json.js';
import { idOf, placeOf } from './place.js';

export function createSpacyFormat(): PassageFormat {
  let documentCount = 0;
  let isOpen = false;
  return {
    unit: 'passage',
    begin: () => '[',
    render: (tagged, passage, file) => {
      let json = '';
      if (tagged.sentences.some((tokens) => tokens.length > 0)) {
        if (isOpen) json += ',';
        else {
          const head = renderJson({
            id: documentCount,
            ...idOf(passage),
            ...placeOf(passage, file),
          });
          json += `${documentCount === 0 ? '' : ','}\n${head.slice(0, -1)},"paragraphs":[`;
          documentCount++;
        }
        isOpen = true;
        json += renderJson({ raw: tagged.text, sentences: sentencesOf(tagged) });
      }
      if (!isOpen || passage.end === undefined) return json;
      isOpen = false;
      return `${json}]}`;
    },
    // An error may have ended a long line.
    end: () => `${isOpen ? ']}' : ''}\n]\n`,
  };
}

interface SpacyToken {
  readonly id: number;
  readonly orth: string;
  /** What follows the token: a space or nothing. */
  readonly space: '' | ' ';
  readonly ner: string;
}

function sentencesOf(tagged: TaggedText): { tokens: SpacyToken[] }[] {
  const { text } = tagged;
  const sentences = entityTokens(tagged).filter((tokens) => tokens.length > 0);
  const flat = sentences.flat();
  let id = 0;
  let index = 0;
  return sentences.map((parts, sentenceIndex) => {
    const tokens: SpacyToken[] = [];
    const add = (orth: string, rest: string, ner: string) => {
      const space = rest.startsWith(' ') ? ' ' : '';
      tokens.push({ id: id++, orth, space, ner });
      return rest.slice(space.length);
    };
    const first = sentenceIndex === 0 ? text.slice(0, parts[0].token.start) : '';
    if (first !== '') add(first, '', 'O');
    for (const part of parts) {
      const next = flat[++index];
      const gap = text.slice(part.token.end, next?.token.start);
      const rest = add(part.token.text, gap, biluoTagOf(part));
      // The gap within an entity is part of it.
      const isInside = part.entity !== undefined && !part.isLast;
      if (rest !== '') add(rest, '', isInside ? `I-${typeInTag(part.entity.label)}` : 'O');
    }
    return { tokens };
  });
}

function biluoTagOf({ entity, isFirst, isLast }: EntityToken): string {
  if (entity === undefined) return 'O';
  const position = isFirst ? (isLast ? 'U' : 'B') : isLast ? 'L' : 'I';
  return `${position}-${typeInTag(entity.label)}`;
}
