// The fully connected layer: every row of the input through one matrix.

export interface LinearParameters {
  /** (outputs, inputs), as PyTorch's nn.Linear keeps it. */
  readonly weight: Float64Array;
  /** (outputs) */
  readonly bias: Float64Array;
}

/**
 * y = x Wᵀ + b, for every row.
 *
 * @param inputs (rows, inputs)
 * @returns output (rows, outputs), and the gradients as sums over the rows
 */
export function linear(inputs: Float64Array, { weight, bias }: LinearParameters) {
  const outputCount = bias.length;
  const inputCount = weight.length / outputCount;
  const rows = inputs.length / inputCount;

  // y[r, o] = b[o] + Σᵢ W[o, i] x[r, i]
  const output = new Float64Array(rows * outputCount);
  for (let r = 0; r < rows; r++) {
    for (let o = 0; o < outputCount; o++) {
      let sum = bias[o];
      for (let i = 0; i < inputCount; i++) {
        sum += weight[o * inputCount + i] * inputs[r * inputCount + i];
      }
      output[r * outputCount + o] = sum;
    }
  }

  // dx[r, i] = Σₒ dy[r, o] W[o, i]    dW[o, i] = Σᵣ dy[r, o] x[r, i]    db[o] = Σᵣ dy[r, o]
  const backward = (dOutput: Float64Array) => {
    const dInputs = new Float64Array(inputs.length);
    const dWeight = new Float64Array(weight.length);
    const dBias = new Float64Array(bias.length);
    for (let r = 0; r < rows; r++) {
      for (let o = 0; o < outputCount; o++) {
        const d = dOutput[r * outputCount + o];
        dBias[o] += d;
        for (let i = 0; i < inputCount; i++) {
          dInputs[r * inputCount + i] += d * weight[o * inputCount + i];
          dWeight[o * inputCount + i] += d * inputs[r * inputCount + i];
        }
      }
    }
    return { dInputs, dWeight, dBias };
  };

  return { output, backward };
}
