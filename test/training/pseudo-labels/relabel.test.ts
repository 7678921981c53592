import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLabels } from '../../../src/model/vocabulary/labels.js';
import { createPseudoSentences } from '../../../src/training/pseudo-labels/pseudo-sentences.js';
import { relabel } from '../../../src/training/pseudo-labels/relabel.js';

test('the entities stay the same with further types', () => {
  const types = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { minLength: 1 });
  fc.assert(
    fc.property(types, types, fc.array(fc.nat(99), { minLength: 1 }), (known, more, numbers) => {
      const from = [...known].sort();
      const to = [...new Set([...known, ...more])].sort();
      const { tags, decode } = createLabels(from);
      const labelIds = numbers.map((number) => number % tags.length);
      const sentences = createPseudoSentences();
      sentences.add(new Array(labelIds.length).fill('a'), labelIds);
      const relabeled = relabel(sentences, from, to);
      const found = relabeled.get(0);
      expect(found.tokens).toHaveLength(labelIds.length);
      expect(createLabels(to).decode(found.labelIds)).toEqual(decode(labelIds));
      expect([relabeled.count, relabeled.tokenCount]).toEqual([1, labelIds.length]);
    }),
  );
});
