// A part of the speed measurements: a program of its own, so that no part runs in what another left of the heap and of the
// compiler's guesses. It prints Markdown, block by block as they are measured.
import { parseArgs } from 'node:util';
import type { Scale } from '../harness/run.js';

export async function printPart(measure: (scale: Scale) => AsyncIterable<string>): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  for await (const block of measure(values.quick ? 'quick' : 'full')) console.log(`${block}\n`);
}
