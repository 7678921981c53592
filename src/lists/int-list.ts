// A growing list of 32-bit numbers in one typed array.

const INITIAL_LENGTH = 1024;

export class IntList {
  /** The numbers, and room for more. */
  values = new Int32Array(INITIAL_LENGTH);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(this.length + 1);
    this.values[this.length++] = value;
  }

  /** Makes room for this many numbers without changing the length. */
  reserve(count: number): void {
    if (count <= this.values.length) return;
    const longer = new Int32Array(Math.max(count, this.values.length * 2));
    longer.set(this.values.subarray(0, this.length));
    this.values = longer;
  }
}
