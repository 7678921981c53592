// When a checkpoint is written, so that it costs little of the time of a training.

export interface CheckpointSchedule {
  /** Whether a checkpoint is to be written after this event. */
  isDue(event: 'batch' | 'epoch'): boolean;
  /** Whether the training has lasted so long that it has checkpoints at all. */
  hasBegun(): boolean;
  /** To be called when a checkpoint has been written, or could not be. */
  noteWritten(elapsedMs: number): void;
}

export interface ScheduleInput {
  /** Time before the first checkpoint. */
  readonly firstMs: number;
  /** Time between two checkpoints within an epoch; 0 for one after each batch. */
  readonly everyMs: number;
}

// Writing takes at most this share of the time.
const COST_FACTOR = 100;

/** @param now a clock in milliseconds */
export function createCheckpointSchedule(
  { firstMs, everyMs }: ScheduleInput,
  now = () => performance.now(),
): CheckpointSchedule {
  const startedAt = now();
  let writtenAt = startedAt;
  let costMs = 0;
  const hasBegun = () => now() - startedAt >= firstMs;
  return {
    hasBegun,
    isDue: (event) => {
      if (!hasBegun()) return false;
      if (everyMs === 0) return true;
      const sinceMs = now() - writtenAt;
      return sinceMs >= COST_FACTOR * costMs && (event === 'epoch' || sinceMs >= everyMs);
    },
    noteWritten: (elapsedMs) => {
      writtenAt = now();
      costMs = elapsedMs;
    },
  };
}
