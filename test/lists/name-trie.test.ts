import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NameTrie } from '../../src/lists/name-trie.js';

const names = fc.array(fc.array(fc.nat(2), { minLength: 1, maxLength: 6 }), { maxLength: 40 });

/** The value of the name of these atoms, by steps and tails. */
function findValue(trie: NameTrie, root: number, atoms: readonly number[]): number {
  let node = root;
  for (const [index, atom] of atoms.entries()) {
    const { length } = atoms;
    if (trie.followTail(node, Int32Array.from(atoms), index, length) === length) {
      return trie.tailValueAt(node);
    }
    node = trie.step(node, atom);
    if (node < 0) return -1;
  }
  return trie.valueAt(node);
}

test('a name has the value that it was first added with, however names share their atoms', () => {
  fc.assert(
    fc.property(names, names, (added, others) => {
      const trie = new NameTrie();
      const [root, otherRoot] = [trie.addRoot(), trie.addRoot()];
      const values = new Map<string, number>();
      for (const [value, atoms] of added.entries()) {
        const before = values.get(atoms.join()) ?? -1;
        // Of an array that is longer than the name, as its user has it.
        expect(trie.add(root, Int32Array.from([...atoms, 0, 1]), atoms.length, value)).toBe(before);
        if (before < 0) values.set(atoms.join(), value);
      }
      for (const atoms of [...added, ...others]) {
        expect(findValue(trie, root, atoms)).toBe(values.get(atoms.join()) ?? -1);
        expect(findValue(trie, otherRoot, atoms)).toBe(-1);
      }
    }),
  );
});

test('names of a million atoms that differ only in the last one are added', () => {
  // With a comparison of the rest at each atom, this would take hours.
  const trie = new NameTrie();
  const root = trie.addRoot();
  const atoms = new Int32Array(1_000_000).fill(7);
  expect(trie.add(root, atoms, atoms.length, 1)).toBe(-1);
  atoms[atoms.length - 1] = 8;
  expect(trie.add(root, atoms, atoms.length, 2)).toBe(-1);
  expect(trie.add(root, atoms, atoms.length, 3)).toBe(2);
});
