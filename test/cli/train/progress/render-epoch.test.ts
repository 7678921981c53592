import { expect, test } from '@jest/globals';
import { renderEpoch } from '../../../../src/cli/train/progress/render-epoch.js';
import type { EpochEvent } from '../../../../src/training/train.js';

function epochOf(change: Partial<EpochEvent>, counts: [number, number, number]): EpochEvent {
  const [correct, gold, predicted] = counts;
  const dev = {
    tokenCount: 100,
    correctTagCount: 90,
    overall: { correct, gold, predicted },
    types: new Map(),
  };
  const summary = { loss: 12.3456, medianGradientNorm: 2.345, largestGradientNorm: 51.2 };
  return {
    kind: 'epoch',
    epoch: 7,
    learningRate: 0.003,
    ...summary,
    stepCount: 50,
    clippedCount: 6,
    weights: 'raw',
    dev,
    best: { epoch: 7, weights: 'raw', dev },
    ...change,
  };
}

const options = { epochs: 30, averaging: 'none' } as const;
const oneLine = { columns: Number.POSITIVE_INFINITY, overflow: 'left out' } as const;

test.each([
  [60, 'epoch  7/30  F1 55.56  best 55.56 (7)   loss 12.346'],
  [80, 'epoch  7/30  F1 55.56  best 55.56 (7)   loss 12.346  27,104 tokens/s'],
  [
    120,
    'epoch  7/30  F1 55.56  best 55.56 (7)   loss 12.346  27,104 tokens/s  P 50.00 R 62.50  rate 3.0e-3',
  ],
  [
    200,
    'epoch  7/30  F1 55.56  best 55.56 (7)   loss 12.346  27,104 tokens/s  P 50.00 R 62.50  rate 3.0e-3  norm 2.3 max  51 clip 12%',
  ],
])('a terminal of %i columns gets the figures that fit it', (columns, line) => {
  const layout = { columns, overflow: 'left out' } as const;
  expect(renderEpoch(epochOf({}, [10, 16, 20]), 27_104.4, options, layout)).toBe(line);
});

test('figures that do not fit follow in further lines if they are wanted', () => {
  const layout = { columns: 80, overflow: 'wrapped' } as const;
  expect(renderEpoch(epochOf({}, [10, 16, 20]), 27_104.4, options, layout)).toBe(
    `epoch  7/30  F1 55.56  best 55.56 (7)   loss 12.346  27,104 tokens/s
             P 50.00 R 62.50  rate 3.0e-3  norm 2.3 max  51 clip 12%`,
  );
});

test.each([
  [0.0512, '5e-2'],
  [0.1234, '0.12'],
  [0, '0'],
  [99.9, '100'],
  [512, '510'],
  [51234, '5e+4'],
  [3e38, '3e+38'],
])('the norm %d is shown as %s', (largestGradientNorm, shown) => {
  const line = renderEpoch(epochOf({ largestGradientNorm }, [1, 1, 1]), 1, options, oneLine);
  expect(line).toContain(` max ${shown.padStart(3)} clip`);
});

const largeEvent = (epoch: number, weights: 'raw' | 'averaged'): EpochEvent => {
  const event = epochOf({ epoch, weights, loss: 123.456, largestGradientNorm: 3e38 }, [3, 3, 3]);
  return { ...event, best: { epoch, weights, dev: event.dev } };
};

test.each(
  [60, 80, 120, 200].flatMap((columns) =>
    [9, 30, 999].flatMap((epochs) =>
      (['left out', 'wrapped'] as const).map((overflow) => ({ columns, epochs, overflow })),
    ),
  ),
)('no line of an epoch is wider than the terminal: %o', ({ columns, epochs, overflow }) => {
  const layout = { columns, overflow };
  for (const weights of ['raw', 'averaged'] as const) {
    const event = largeEvent(epochs, weights);
    const rendered = renderEpoch(event, 1_234_567, { epochs, averaging: 'ema' }, layout);
    const lines = rendered.split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    expect(lines[0]).toMatch(/^epoch .* F1 100.0.* best 100.0 \(\d+\)/);
  }
});

test('the line of an epoch marks the scores of averaged weights, in columns of one width', () => {
  const lines = (['raw', 'averaged'] as const).map((weights) =>
    renderEpoch(
      epochOf({ weights }, [10, 16, 20]),
      1000,
      { epochs: 30, averaging: 'ema' },
      {
        columns: 80,
        overflow: 'left out',
      },
    ),
  );
  expect(lines).toEqual([
    'epoch  7/30  F1 55.56           best 55.56 (7)   loss 12.346  1,000 tokens/s',
    'epoch  7/30  F1 55.56 averaged  best 55.56 (7)   loss 12.346  1,000 tokens/s',
  ]);
});
