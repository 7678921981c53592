// Numbers of the size of the weights as tensors of a checkpoint.
import type { CheckedFile } from '../../model/file/checked-file.js';
import { type StoredTensor, tensorOfFloat32 } from '../../safetensors/stored-tensor.js';
import { countsOf, type WeightNumbers, type WeightShape } from '../optimization/weight-numbers.js';

export type Tensors = Map<string, StoredTensor>;

export function addNumbers(tensors: Tensors, name: string, { dense, rows }: WeightNumbers): void {
  tensors.set(`${name}.dense`, tensorOfFloat32([dense.length], dense));
  tensors.set(`${name}.rows`, tensorOfFloat32([rows.length], rows));
}

/** Weights of a model, which are finite. */
export function readWeights(file: CheckedFile, name: string, network: WeightShape): WeightNumbers {
  const { dense, rows } = countsOf(network);
  return {
    dense: file.floats(`${name}.dense`, [dense]),
    rows: file.floats(`${name}.rows`, [rows]),
  };
}

/** Numbers of a training, which may diverge. */
export function readNumbers(file: CheckedFile, name: string, network: WeightShape): WeightNumbers {
  const { dense, rows } = countsOf(network);
  return {
    dense: file.anyFloats(`${name}.dense`, [dense]),
    rows: file.anyFloats(`${name}.rows`, [rows]),
  };
}
