// Kernels by what they do, for the colors of a timeline.
import { WAIT } from './record-kernels.js';

export interface KernelGroup {
  readonly name: string;
  readonly color: string;
  readonly kernels: RegExp;
}

// Distinguishable with color blindness (Okabe & Ito 2008).
export const kernelGroups: readonly KernelGroup[] = [
  { name: 'matrix products', color: '#0072b2', kernels: /^(multiply|pack|transpose)/ },
  { name: 'cells', color: '#56b4e9', kernels: /^(lstm|gru|peephole|sigmoid|tanh)/ },
  { name: 'characters', color: '#e69f00', kernels: /^(convolution|maximumOfRows)/ },
  { name: 'CRF, loss', color: '#cc79a7', kernels: /^(crf|softmax|exp$)/ },
  { name: 'dropout, columns', color: '#f0e442', kernels: /^(dropout|.*Columns$)/ },
  { name: 'gradient norm', color: '#000000', kernels: /^sumOfSquares/ },
  { name: 'optimizer, average', color: '#d55e00', kernels: /Update$/ },
  { name: 'rows copied, added, filled', color: '#009e73', kernels: /./ },
];

export const WAITING: Pick<KernelGroup, 'name' | 'color'> = { name: 'waiting', color: '#dddddd' };

export function groupOf(kernel: string): Pick<KernelGroup, 'name' | 'color'> {
  if (kernel === WAIT) return WAITING;
  const group = kernelGroups.find(({ kernels }) => kernels.test(kernel));
  return group ?? kernelGroups[kernelGroups.length - 1];
}
