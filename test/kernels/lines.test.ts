import { expect, test } from '@jest/globals';
import { type GuardedArena, guardedArena, type Region, settings } from './guarded-arena.js';

// Lines around the widths at which the kernel reads: 1, 3, 4, 8 and 16 bytes.
const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 33];
const lines = lengths.map((length) => 'abcdefghijklmnopqrstuvwxyz0123456789'.slice(0, length));

const bytesOf = (text: string) => [...Buffer.from(text)];

function indexIn(arena: GuardedArena, text: Region, lineCount: number) {
  const slotCount = 64;
  const [ends, slots] = [arena.space(lineCount), arena.space(slotCount)];
  const repeated = arena.run([ends, slots], (kernels) =>
    kernels.indexLines(text.byteLength, text.address, ends.address, slotCount, slots.address),
  );
  const find = (word: Region) =>
    arena.run([], (kernels) =>
      kernels.findLine(
        word.byteLength,
        word.address,
        text.address,
        ends.address,
        slotCount,
        slots.address,
      ),
    );
  return { repeated, ends, find };
}

test.each(settings)(
  '$arithmetic countLines counts lines of every length, $byteOffset bytes off',
  ({ arithmetic, byteOffset }) => {
    for (let count = 1; count <= lines.length; count++) {
      const arena = guardedArena(arithmetic, byteOffset);
      const text = arena.bytes(bytesOf(lines.slice(0, count).join('\n')));
      const counted = arena.run([], (kernels) => kernels.countLines(text.byteLength, text.address));
      expect(counted).toBe(count);
    }
  },
);

test.each(settings)(
  '$arithmetic findLine finds every line and no other word, $byteOffset bytes off',
  ({ arithmetic, byteOffset }) => {
    const arena = guardedArena(arithmetic, byteOffset);
    const text = arena.bytes(bytesOf(lines.join('\n')));
    const { repeated, ends, find } = indexIn(arena, text, lines.length);
    expect(repeated).toBe(-1);
    let end = -1;
    expect(ends.integers()).toEqual(lengths.map((length) => (end += length + 1)));
    expect(lines.map((line) => find(arena.bytes(bytesOf(line))))).toEqual(lines.map((_, n) => n));
    const others = lines.flatMap((line) => [`${line}!`, `!${line}`, `${line.slice(0, -1)}!`]);
    expect(others.filter((word) => find(arena.bytes(bytesOf(word))) >= 0)).toEqual([]);
  },
);

test.each(settings)(
  '$arithmetic indexLines stops at the first line that repeats one, $byteOffset bytes off',
  ({ arithmetic, byteOffset }) => {
    for (const [place, line] of lines.entries()) {
      const arena = guardedArena(arithmetic, byteOffset);
      const text = arena.bytes(bytesOf([...lines, line, 'last'].join('\n')));
      expect({ place, ...indexIn(arena, text, lines.length + 2) }).toMatchObject({
        place,
        repeated: lines.length,
      });
    }
  },
);
