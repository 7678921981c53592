import { expect, test } from '@jest/globals';
import type { Entity } from '../../src/entities/entity.js';
import { DenyList } from '../../src/lists/deny-list.js';
import { Gazetteer } from '../../src/lists/gazetteer.js';
import type { DenyEntry, GazetteerEntry } from '../../src/lists/list-entry.js';
import {
  type GazetteerWins,
  gazetteerWins,
  refineByLists,
} from '../../src/lists/refine-by-lists.js';
import { untagged } from './naive-lists.js';

const text = 'Anna Berg sued the New York Times Square Hotel in Paris.';

/** An entity of the text, by its words. */
function entity(label: string, words: string, rest: Partial<Entity> = {}): Entity {
  const start = text.indexOf(words);
  return { label, text: words, start, end: start + words.length, ...rest };
}

interface Given {
  readonly model?: readonly Entity[];
  readonly names?: readonly GazetteerEntry[];
  readonly denied?: readonly DenyEntry[];
  readonly wins?: GazetteerWins;
}

function refined({ model = [], names, denied, wins = 'always' }: Given): readonly Entity[] {
  const gazetteer = names && new Gazetteer(false);
  for (const entry of names ?? []) gazetteer!.add(entry);
  const deny = denied && new DenyList(false);
  for (const entry of denied ?? []) deny!.add(entry);
  return refineByLists({ gazetteer, wins, deny })(untagged(text, model)).entities;
}

const paper = { text: 'New York Times', label: 'ORG', id: 'Q9684' };
const city = { text: 'New York', label: 'LOC', id: 'Q60' };
const square = entity('LOC', 'Times Square', { confidence: 0.6 });
const anna = entity('PER', 'Anna Berg', { confidence: 0.9 });
const paris = entity('LOC', 'Paris', { confidence: 0.49 });

test.each(gazetteerWins)(
  'names that overlap nothing are added in order, with --gazetteer-wins %s',
  (wins) => {
    expect(refined({ model: [anna, paris], names: [paper], wins })).toEqual([
      anna,
      entity('ORG', 'New York Times', { id: 'Q9684' }),
      paris,
    ]);
  },
);

test('always: a name replaces all entities that it overlaps', () => {
  const model = [anna, entity('LOC', 'New York'), square, paris];
  expect(refined({ model, names: [paper, city] })).toEqual([
    anna,
    entity('ORG', 'New York Times', { id: 'Q9684' }),
    paris,
  ]);
  expect(refined({ model: [square], names: [{ text: 'Square', label: 'X' }] })).toEqual([
    entity('X', 'Square'),
  ]);
});

test('never: names are sought only between the entities of the model', () => {
  expect(refined({ model: [square], names: [paper, city], wins: 'never' })).toEqual([
    entity('LOC', 'New York', { id: 'Q60' }),
    square,
  ]);
  expect(refined({ model: [square], names: [paper], wins: 'never' })).toEqual([square]);
});

test.each([
  [0.49, 'ORG'],
  [0.5, 'LOC'],
  [undefined, 'LOC'],
])('when-unsure: against a confidence of %p, the type is %s', (confidence, expected) => {
  const model = [anna, entity('LOC', 'New York Times', { confidence })];
  const [, found] = refined({ model, names: [paper], wins: 'when-unsure' });
  expect(found.label).toBe(expected);
});

test('when-unsure: a name that overlaps a sure entity yields, whatever else it overlaps', () => {
  const model = [entity('LOC', 'New York', { confidence: 0.1 }), square];
  expect(refined({ model, names: [paper], wins: 'when-unsure' })).toEqual(model);
});

test.each(gazetteerWins)(
  'what both found has the confidence and the id, with --gazetteer-wins %s',
  (wins) => {
    for (const confidence of [0.2, 0.9]) {
      const model = [entity('ORG', 'New York Times', { confidence })];
      expect(refined({ model, names: [paper], wins })).toEqual([
        entity('ORG', 'New York Times', { confidence, id: 'Q9684' }),
      ]);
    }
  },
);

test('an entity keeps the id that it has, and gets none from a name of another type', () => {
  const known = entity('ORG', 'New York Times', { id: 'mine' });
  const other = entity('LOC', 'New York Times');
  expect(refined({ model: [known], names: [paper], wins: 'never' })).toEqual([known]);
  expect(refined({ model: [other], names: [paper], wins: 'never' })).toEqual([other]);
});

test('denied entities are dropped, of the model and of the gazetteer', () => {
  const denied = [{ text: 'Paris' }, { text: 'New York Times', label: 'ORG' }];
  expect(refined({ model: [anna, paris], names: [paper], denied })).toEqual([anna]);
  expect(refined({ model: [anna, paris], denied: [] })).toEqual([anna, paris]);
});

test('a denied entity of the model makes room for a name', () => {
  const model = [entity('LOC', 'New York Times', { confidence: 0.99 })];
  const denied = [{ text: 'New York Times', label: 'LOC' }];
  expect(refined({ model, names: [paper], denied, wins: 'never' })).toEqual([
    entity('ORG', 'New York Times', { id: 'Q9684' }),
  ]);
});

test('sentences that a name goes across are joined, and no others', () => {
  const gazetteer = new Gazetteer(false);
  for (const text of ['Yahoo! Inc.', 'Go! Stop! Go!']) gazetteer.add({ text, label: 'ORG' });
  const refine = refineByLists({ gazetteer, wins: 'always' });
  const sentencesOf = (text: string) =>
    refine(untagged(text)).sentences.map((tokens) => tokens.map((token) => token.text).join(' '));
  expect(untagged('I use Yahoo! Inc. did it.').sentences).toHaveLength(2);
  expect(sentencesOf('I use Yahoo! Inc. did it. Not me.')).toEqual([
    'I use Yahoo ! Inc. did it .',
    'Not me .',
  ]);
  expect(sentencesOf('So. Go! Stop! Go! So.')).toEqual(['So .', 'Go ! Stop ! Go !', 'So .']);
  expect(sentencesOf('So. Stop! So.')).toEqual(['So .', 'Stop !', 'So .']);
});

test('without lists, nothing changes', () => {
  const tagged = untagged(text, [anna]);
  expect(refineByLists({ wins: 'always' })(tagged)).toBe(tagged);
});
