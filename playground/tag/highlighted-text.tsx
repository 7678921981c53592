// A text with its entities in the colors of their types.
import type { Entity, TaggedText } from '../../src/entities/entity.js';
import { visibleText } from '../../src/evaluation/report/elements/visible-text.js';
import { percent } from '../elements/numbers.js';

// The style has as many colors.
const COLOR_COUNT = 12;

/** @param types of the model; the index of a type decides its color */
export const colorOf = (types: readonly string[], label: string): string =>
  `t${Math.max(0, types.indexOf(label)) % COLOR_COUNT}`;

interface Props {
  readonly lines: readonly TaggedText[];
  readonly types: readonly string[];
}

export function HighlightedText({ lines, types }: Props) {
  return (
    <div class="highlighted">
      {lines.map((line, index) => (
        <p key={index} dir="auto">
          {partsOf(line).map(({ text, entity }) =>
            entity ? (
              <mark key={entity.start} class={colorOf(types, entity.label)}>
                {text}
                <small>
                  {' '}
                  {visibleText(entity.label)}
                  {entity.confidence !== undefined && ` ${percent(entity.confidence)}`}
                </small>
              </mark>
            ) : (
              text
            ),
          )}
        </p>
      ))}
    </div>
  );
}

interface Part {
  readonly text: string;
  readonly entity?: Entity;
}

function partsOf({ text, entities }: TaggedText): Part[] {
  const parts: Part[] = [];
  let place = 0;
  for (const entity of entities) {
    if (entity.start > place) parts.push({ text: visibleText(text.slice(place, entity.start)) });
    parts.push({ text: visibleText(text.slice(entity.start, entity.end)), entity });
    place = entity.end;
  }
  if (place < text.length) parts.push({ text: visibleText(text.slice(place)) });
  return parts;
}
