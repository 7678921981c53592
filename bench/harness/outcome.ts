// Outcomes of finished runs.

/** Figures by name. */
export type Outcome = Readonly<Record<string, number>>;

/** The outcome of a run, or undefined if the run is not finished. */
export type Outcomes<AnyRun> = (run: AnyRun) => Outcome | undefined;

/** The key of a run, equal for equal runs. */
export function keyOf(run: unknown): string {
  return JSON.stringify(run);
}

/** Equal runs once each. */
export function distinctRuns<AnyRun>(runs: readonly AnyRun[]): AnyRun[] {
  return [...new Map(runs.map((run) => [keyOf(run), run])).values()];
}

/** One figure of each finished run. */
export function outcomeFigures<AnyRun>(
  runs: readonly AnyRun[],
  outcomes: Outcomes<AnyRun>,
  name: string,
): number[] {
  return runs.flatMap((run) => outcomes(run)?.[name] ?? []);
}
