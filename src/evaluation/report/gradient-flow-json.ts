// The reach of gradients as a value for JSON.
import { type GradientCurve, type GradientFlow, tenthAt } from '../gradient-flow.js';

export interface GradientCurveJson extends GradientCurve {
  /** The first k at which no more than a tenth is left; null where more reaches all the way. */
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
