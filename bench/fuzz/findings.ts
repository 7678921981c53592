// Findings: each offending input is stored, one for each kind of error.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Findings {
  /** Stores the input, unless an earlier finding is of the same kind. */
  add(finding: Finding): void;
  readonly count: number;
}

export interface Finding {
  readonly target: string;
  readonly seed: number;
  readonly number: number;
  readonly input: Uint8Array;
  readonly description: string;
}

/** @param print receives lines about each new kind */
export function createFindings(folder: string, print: (lines: string) => void): Findings {
  const kinds = new Set<string>();
  let count = 0;
  return {
    add: ({ target, seed, number, input, description }) => {
      count++;
      const kind = kindOf(target, description);
      if (kinds.has(kind)) return;
      kinds.add(kind);
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${target}-${seed}-${number}`);
      writeFileSync(path, input);
      print(
        `${target}: execution ${number}: ${description}\n` +
          `repeat with: npm run fuzz -- --only ${target} --input ${path}\n`,
      );
    },
    get count() {
      return count;
    },
  };
}

/** Errors of one kind come from one place, whatever numbers and texts their messages have. */
function kindOf(target: string, description: string): string {
  const [first, ...stack] = description.split('\n');
  const place = stack.find((line) => /^\s+at /.test(line)) ?? '';
  return `${target} ${first.slice(0, 60).replace(/\d+|"[^"]*"?/g, '?')} ${place}`;
}
