// Gradient flow as a JSON value.
import { type GradientCurve, type GradientFlow, tenthAt } from '../gradient-flow.js';

export interface GradientCurveJson extends GradientCurve {
  /** The first k at which at most a tenth of the gradient is left; null if there is none. */
  readonly tenthAt: number | null;
}

export interface GradientFlowJson extends GradientFlow {
  readonly average: 'median';
  readonly curves: readonly GradientCurveJson[];
}

export function renderGradientFlowJson(flow: GradientFlow): GradientFlowJson {
  const curves = flow.curves.map((curve) => ({ ...curve, tenthAt: tenthAt(curve) ?? null }));
  return { ...flow, average: 'median', curves };
}
