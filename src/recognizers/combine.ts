// Two lists of entities as one, without overlaps. Whatever one of the lists covers stays covered, so
// that no part of a name comes to light where another kind of entity begins.
import type { Entity } from '../entities/entity.js';

/**
 * An upper entity stands, and a lower one that overlaps it keeps what is outside, as pieces of its
 * type. But an upper entity is dropped if it is only a part of a lower one.
 *
 * @param lower in order, without overlaps
 * @param upper the same
 */
export function combine(
  text: string,
  lower: readonly Entity[],
  upper: readonly Entity[],
): Entity[] {
  const standing = withoutParts(upper, lower);
  const combined: Entity[] = [];
  let next = 0;
  let covered = 0;
  for (const entity of lower) {
    while (next < standing.length && standing[next].start < entity.end) {
      const before = standing[next++];
      combined.push(...pieceOf(text, entity, Math.max(entity.start, covered), before.start));
      combined.push(before);
      covered = before.end;
    }
    combined.push(...pieceOf(text, entity, Math.max(entity.start, covered), entity.end));
  }
  return combined.concat(standing.slice(next));
}

/** The entities that are not a part of a longer one among the others. */
function withoutParts(entities: readonly Entity[], others: readonly Entity[]): Entity[] {
  let next = 0;
  return entities.filter(({ start, end }) => {
    while (next < others.length && others[next].end < end) next++;
    const other = others[next];
    const isPart = other !== undefined && other.start <= start;
    return !isPart || other.end - other.start === end - start;
  });
}

/**
 * The entity from one place to another, without the marks and spaces around it. Nothing if only
 * those are left. A piece has no other property of the entity: its probability was that of the
 * whole.
 */
function pieceOf(text: string, entity: Entity, from: number, to: number): Entity[] {
  if (from >= to) return [];
  if (from === entity.start && to === entity.end) return [entity];
  const piece = text.slice(from, to);
  const start = piece.search(/[\p{L}\p{N}]/u);
  if (start < 0) return [];
  const length = piece.search(/[^\p{L}\p{N}]*$/u) - start;
  return [entityAt(text, entity.label, from + start, from + start + length)];
}

export const entityAt = (text: string, label: string, start: number, end: number): Entity => ({
  label,
  text: text.slice(start, end),
  start,
  end,
});
