// Prints a part of the speed measurements. A part is a program of its own, so that the heap and the
// compiled code of one part do not influence another.
import { parseArgs } from 'node:util';
import type { RunScale } from '../harness/scale.js';

/** Prints Markdown, block by block as it is measured. */
export async function printPart(
  measure: (scale: RunScale) => AsyncIterable<string>,
): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  for await (const block of measure(values.quick ? 'quick' : 'full')) console.log(`${block}\n`);
}
