// The width that gives one network as many recurrent parameters as another.
import { LARGEST_WIDTH, type NetworkConfig } from '../../src/model/network/config.js';
import { parameterShapes } from '../../src/model/network/parameter-shapes.js';

export function encoderParameterCount(config: NetworkConfig): number {
  return parameterShapes(config, { labelCount: 0, characterCount: 0 })
    .filter(({ name }) => name.startsWith('encoder.'))
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

/**
 * The config at the width whose encoder has closest to `wanted` parameters, the narrower of two
 * equally close.
 */
export function withEncoderParameters(config: NetworkConfig, wanted: number): NetworkConfig {
  const count = (hidden: number) => encoderParameterCount({ ...config, hidden });
  // The count grows with the width, so binary search finds the first width with enough parameters.
  let [low, high] = [1, LARGEST_WIDTH];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (count(middle) >= wanted) high = middle;
    else low = middle + 1;
  }
  const isBelowCloser = low > 1 && wanted - count(low - 1) <= count(low) - wanted;
  return { ...config, hidden: isBelowCloser ? low - 1 : low };
}
