// A text without its names.
import type { Entity } from '../entities/entity.js';
import { escapeLookAlikes, type Pseudonyms, plainStandIn } from './stand-ins.js';

/**
 * @param entities in order, without overlaps
 * @param goesOn whether more text may follow at once, from another file
 */
export type RedactText = (text: string, entities: readonly Entity[], goesOn: boolean) => string;

/** Each entity is replaced by its type: [PER]. */
export const redactPlainly: RedactText = (text, entities) =>
  redact(text, entities, (kept) => kept, plainStandIn);

/** Each entity is replaced by its numbered stand-in: [PER_1]. */
export function createPseudonymizer(pseudonyms: Pseudonyms): RedactText {
  return (text, entities, goesOn) => {
    const hidden = goesOn ? withOpenEnd(text, entities) : entities;
    return redact(text, hidden, escapeLookAlikes, (label, name) =>
      pseudonyms.standInOf({ label, text: name }),
    );
  };
}

/** The beginning of a look-alike at the end of a text is hidden, since its rest may follow. */
function withOpenEnd(text: string, entities: readonly Entity[]): readonly Entity[] {
  const found = /\[\\*[^[\]\\\s]*$/.exec(text);
  const isFree = found && found.index >= (entities.at(-1)?.end ?? 0);
  if (!isFree) return entities;
  return [...entities, { label: 'TEXT', text: found[0], start: found.index, end: text.length }];
}

function redact(
  text: string,
  entities: readonly Entity[],
  keep: (text: string) => string,
  standInOf: (label: string, name: string) => string,
): string {
  let redacted = '';
  let place = 0;
  for (const { label, start, end } of entities) {
    // The source, which may have line ends and tags that the entity's text does not have.
    redacted += keep(text.slice(place, start)) + standInOf(label, text.slice(start, end));
    place = end;
  }
  return redacted + keep(text.slice(place));
}
