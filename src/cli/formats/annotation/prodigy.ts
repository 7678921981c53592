// Tasks for Prodigy's ner.manual: JSON Lines with tokens and spans (https://prodi.gy/docs/api-interfaces#ner_manual).
//
// Offsets are code points, and token_end is the last token of a span. Each passage is a task.
import type { Entity, TaggedText } from '../../../entities/entity.js';
import { createOffsetConverter, withOffsets } from '../../../entities/offsets.js';
import { roundConfidence } from '../confidence.js';
import { type EntityToken, entityTokens } from '../entity-tokens.js';
import type { PassageFormat } from '../format.js';
import { renderJson } from '../json.js';
import { idOf, isBlank, placeOf } from './place.js';

export const prodigyFormat: PassageFormat = {
  unit: 'passage',
  render: (tagged, passage, file) => {
    if (isBlank(tagged.text)) return '';
    const tokens = entityTokens(tagged).flat();
    const task = {
      text: tagged.text,
      tokens: renderTokens(tagged.text, tokens),
      spans: renderSpans(tagged, tokens),
      meta: { ...idOf(passage), ...placeOf(passage, file) },
    };
    return `${renderJson(task)}\n`;
  },
};

function renderTokens(text: string, tokens: readonly EntityToken[]) {
  const convert = createOffsetConverter(text, 'codepoint');
  return tokens.map(({ token }, id) => ({
    text: token.text,
    start: convert(token.start),
    end: convert(token.end),
    id,
    ws: text[token.end] === ' ',
  }));
}

function renderSpans({ text, entities }: TaggedText, tokens: readonly EntityToken[]) {
  const bounds = new Map<Entity, [first: number, last: number]>();
  for (const [index, { entity }] of tokens.entries()) {
    if (entity !== undefined) bounds.set(entity, [bounds.get(entity)?.[0] ?? index, index]);
  }
  const placed = withOffsets(text, entities, 'codepoint');
  return entities.flatMap((entity, index) => {
    const tokenBounds = bounds.get(entity);
    if (tokenBounds === undefined) return [];
    const { start, end } = placed[index];
    const { label, confidence, id } = entity;
    return {
      start,
      end,
      token_start: tokenBounds[0],
      token_end: tokenBounds[1],
      label,
      score: confidence === undefined ? undefined : roundConfidence(confidence),
      id,
    };
  });
}
