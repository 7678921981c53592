// The interface of a fuzz target: one kind of input, and the code that reads it.
import type { Random } from '../../src/tensors/random.js';

export interface FuzzTarget {
  /** In lower case, with hyphens: the name for --only. */
  readonly name: string;
  /** Valid inputs, small and each of another form, from which the others are made. */
  seedInputs(): Promise<readonly Uint8Array[]>;
  /**
   * A damaged or unusual variant of an input. It depends on nothing but the arguments, so that an
   * execution can be repeated.
   */
  mutate(input: Uint8Array, random: Random): Uint8Array;
  /**
   * Reads an input as the program does. Expected errors (`isExpected`) may be thrown; any other
   * error is a finding, and so is a result that contradicts the input.
   *
   * @param folder an empty folder for files, the same for all executions; a file may be overwritten
   */
  run(input: Uint8Array, folder: string): Promise<void>;
}
