// A growing list of 32-bit numbers in one typed array.

const INITIAL_LENGTH = 1024;

export class IntList {
  /** The numbers, and room for more. */
  values = new Int32Array(INITIAL_LENGTH);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const longer = new Int32Array(this.length * 2);
      longer.set(this.values);
      this.values = longer;
    }
    this.values[this.length++] = value;
  }
}
