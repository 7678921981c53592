// Entities of the model and names of the lists together.
import { type Entity, inOrder, type Refine } from '../entities/entity.js';
import { joinSentences } from '../entities/join-sentences.js';
import type { DenyList } from './deny-list.js';
import type { Gazetteer } from './gazetteer.js';

/** When a name of a gazetteer takes the place of entities that it overlaps. */
export type GazetteerWins = 'always' | 'when-unsure' | 'never';

export const gazetteerWins: readonly GazetteerWins[] = ['always', 'when-unsure', 'never'];

/** The model is unsure of an entity that is more probably wrong than right. */
export const SURE = 0.5;

export interface Lists {
  readonly gazetteer?: Gazetteer;
  readonly wins: GazetteerWins;
  readonly deny?: DenyList;
}

/** A denied entity of the model makes room for a name, and a denied name is dropped. */
export function refineByLists({ gazetteer, wins, deny }: Lists): Refine {
  const drop = deny ? [dropDenied(deny)] : [];
  return inOrder(gazetteer ? [...drop, addNames(gazetteer, wins), ...drop] : drop);
}

function dropDenied(deny: DenyList): Refine {
  return (tagged) => {
    if (tagged.entities.length === 0) return tagged;
    const entities = tagged.entities.filter((entity) => !deny.denies(entity));
    return entities.length === tagged.entities.length ? tagged : { ...tagged, entities };
  };
}

function addNames(gazetteer: Gazetteer, wins: GazetteerWins): Refine {
  return (tagged) => {
    const kept = wins === 'always' ? [] : tagged.entities.filter((entity) => isKept(entity, wins));
    const names = gazetteer.find(tagged, kept);
    if (names.length === 0 && kept.length === 0) return tagged;
    const identified = new Map(kept.map((entity) => [entity, withId(entity, gazetteer)]));
    const entities = tagged.entities.map((entity) => identified.get(entity) ?? entity);
    return {
      ...tagged,
      sentences: joinSentences(tagged.sentences, names),
      entities: mergeEntities(entities, names),
    };
  };
}

// An entity without a confidence comes from elsewhere, and nothing speaks against it.
function isKept({ confidence = 1 }: Entity, wins: GazetteerWins): boolean {
  return wins === 'never' || confidence >= SURE;
}

/** The entity with the id that the list has for the same text and type. */
function withId(entity: Entity, gazetteer: Gazetteer): Entity {
  const name = gazetteer.lookUp(entity.text);
  if (name?.id === undefined || name.label !== entity.label) return entity;
  return { id: name.id, ...entity };
}

/** The names, and the entities that overlap none. What both found has the model's confidence. */
function mergeEntities(entities: readonly Entity[], names: readonly Entity[]): Entity[] {
  const merged: Entity[] = [];
  let next = 0;
  for (const entity of entities) {
    while (next < names.length && names[next].end <= entity.start) merged.push(names[next++]);
    const name = names[next];
    if (name === undefined || name.start >= entity.end) merged.push(entity);
    else if (isSame(name, entity)) merged.push({ ...entity, ...names[next++] });
  }
  return [...merged, ...names.slice(next)];
}

const isSame = (a: Entity, b: Entity) =>
  a.start === b.start && a.end === b.end && a.label === b.label;
