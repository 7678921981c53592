// Calls of kernels, written down in shared memory by one thread and made by another:
//
//   kernel, number of arguments, arguments ...        float64, for each call
//
// Kernels are numbered by their names in order, which are the same in all threads.
import type { Kernels } from '../kernels/kernels.js';

type Kernel = (...args: number[]) => unknown;

// Kernels whose results the caller would need.
const WITH_RESULTS = [
  'dot',
  'sumOfSquares',
  'findNotFinite',
  'quantizeRow',
  'crfLoss',
  'softmaxLoss',
  'countLines',
  'indexLines',
  'findLine',
];
// Kernels that only compute a size.
const isSize = (name: string) => name.endsWith('Bytes');

export interface CallRecorder {
  /** Write their calls down instead of making them. */
  readonly kernels: Kernels;
  /** Numbers written since the last time; the next call is written at the beginning. */
  take(): number;
}

/**
 * @param list where calls are written
 * @param flush is called when the list is full; returns when the other thread has made the calls
 */
export function recordCalls(
  kernels: Kernels,
  list: Float64Array,
  flush: (length: number) => void,
): CallRecorder {
  let length = 0;
  const take = () => {
    const taken = length;
    length = 0;
    return taken;
  };
  const write = (kernel: number, args: readonly number[]) => {
    if (length + 2 + args.length > list.length) flush(take());
    list[length++] = kernel;
    list[length++] = args.length;
    for (const argument of args) list[length++] = argument;
  };
  const recorders = namesOf(kernels).map((name, index): [string, Kernel] => {
    if (isSize(name)) return [name, kernels[name]];
    if (!WITH_RESULTS.includes(name)) return [name, (...args) => write(index, args)];
    const refuse = () => {
      throw new Error(`another thread runs ${name}, whose result is needed`);
    };
    return [name, refuse];
  });
  return { kernels: Object.fromEntries(recorders) as unknown as Kernels, take };
}

/** Makes the first calls of a list, as many as take up `length` numbers. */
export function createCallPlayer(kernels: Kernels, list: Float64Array): (length: number) => void {
  const byNumber = namesOf(kernels).map((name) => kernels[name] as Kernel);
  return (length) => {
    for (let at = 0; at < length; ) {
      const begin = at + 2;
      const end = begin + list[at + 1];
      byNumber[list[at]](...list.subarray(begin, end));
      at = end;
    }
  };
}

type KernelName = Exclude<keyof Kernels, 'integer'>;

function namesOf(kernels: Kernels): KernelName[] {
  const names = Object.keys(kernels) as KernelName[];
  return names.filter((name) => typeof kernels[name] === 'function').sort();
}
