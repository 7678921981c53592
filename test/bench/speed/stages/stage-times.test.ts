import { expect, test } from '@jest/globals';
import type { Profile } from '../../../../bench/speed/stages/profiler.js';
import { stageTimes } from '../../../../bench/speed/stages/stage-times.js';

const stages = [
  { name: 'recurrence', places: ['layers/recurrence', 'layers/cells/'] },
  { name: 'projections', places: ['layers/direction'] },
];

/** A node of a call tree; the names of files stand for functions. */
function node(id: number, place: string, ...children: number[]) {
  const url = place.startsWith('src/') ? `file:///home/me/dist/${place}.js` : place;
  const callFrame = { functionName: place, scriptId: '1', url, lineNumber: 0, columnNumber: 0 };
  return { id, callFrame, children };
}

/** Samples as [node, microseconds until the next sample]. */
function profileOf(nodes: Profile['nodes'], ...samples: (readonly [number, number])[]): Profile {
  return {
    nodes,
    startTime: 0,
    endTime: 0,
    samples: samples.map(([id]) => id),
    timeDeltas: [7, ...samples.map(([, elapsed]) => elapsed)].slice(0, samples.length),
  };
}

const nodes = [
  node(1, '(root)', 2, 9, 10, 11),
  node(2, 'file:///home/me/dist/bench/speed/stages/stages.js', 3),
  node(3, 'src/training/epoch', 4),
  node(4, 'src/layers/direction', 5, 6),
  node(5, 'src/tensors/matrix', 8),
  node(6, 'src/layers/recurrence', 7),
  node(7, 'src/layers/cells/lstm', 12),
  node(8, 'wasm://wasm/1'),
  node(9, '(garbage collector)'),
  node(10, '(program)'),
  node(11, 'node:inspector'),
  node(12, 'wasm://wasm/1'),
];

test('a kernel belongs to the innermost stage that called it', () => {
  const times = stageTimes(profileOf(nodes, [8, 10], [12, 20], [6, 5], [1, 0]), stages);
  expect(Object.fromEntries(times)).toEqual({
    recurrence: 25,
    projections: 10,
    'garbage collection': 0,
    remainder: 0,
  });
});

test('code without a stage is the remainder, and the measurement is not counted', () => {
  const samples = [
    [3, 10],
    [10, 2],
    [9, 4],
    [11, 50],
    [2, 60],
    [1, 0],
  ] as const;
  const times = stageTimes(profileOf(nodes, ...samples), stages);
  expect(times.get('remainder')).toBe(12);
  expect(times.get('garbage collection')).toBe(4);
  expect([...times.values()].reduce((sum, time) => sum + time)).toBe(16);
});

test('the first stage that claims a file has it', () => {
  const both = [
    { name: 'lstm', places: ['layers/cells/lstm'] },
    { name: 'cells', places: ['layers/cells/'] },
  ];
  expect(stageTimes(profileOf(nodes, [12, 3], [1, 0]), both).get('lstm')).toBe(3);
});
