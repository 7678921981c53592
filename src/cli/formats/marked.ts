// The text as it came, but for its entities.
import type { Entity } from '../../model/tag-text.js';
import type { Line } from './format.js';

/** The line with each entity replaced by what `mark` makes of it; everything else, the line's end too, stays. */
export function renderMarked(
  { text, end }: Line,
  entities: readonly Entity[],
  mark: (entity: Entity) => string,
): string {
  let marked = '';
  let place = 0;
  for (const entity of entities) {
    marked += text.slice(place, entity.start) + mark(entity);
    place = entity.end;
  }
  return marked + text.slice(place) + end;
}
