// The gradient of any function by trying: the judge of every backward pass here.

// Truncation grows as h⁴ and rounding as ε / h, so the best step is near the fifth root of ε =
// 2⁻⁵². The two points of the plain difference would leave a relative error near 1e-6 if a gradient
// is small compared with its loss.
const step = Number.EPSILON ** (1 / 5);

/**
 * The gradient of `f` with respect to `x` by central differences over four points.
 *
 *   ∂f/∂x[k] ≈ (8 (f(x[k] + h) - f(x[k] - h)) - (f(x[k] + 2h) - f(x[k] - 2h))) / 12h
 *
 * @param f reads `x` again at each call
 * @param x changed while `f` runs, restored after
 */
export function finiteDifferences(f: () => number, x: Float64Array): Float64Array {
  const gradient = new Float64Array(x.length);
  for (let k = 0; k < x.length; k++) {
    const value = x[k];
    const h = step * Math.max(1, Math.abs(value));
    const fAt = (point: number) => {
      x[k] = point;
      return f();
    };
    const near = fAt(value + h) - fAt(value - h);
    const far = fAt(value + 2 * h) - fAt(value - 2 * h);
    gradient[k] = (8 * near - far) / (12 * h);
    x[k] = value;
  }
  return gradient;
}
