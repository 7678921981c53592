// V8's sampling profiler, which records the call stack many times a millisecond.
import { type Profiler as Protocol, Session } from 'node:inspector';

export type Profile = Protocol.Profile;

export interface Profiler {
  start(): void;
  /** Call stacks since the start. */
  stop(): Profile;
}

// Short enough for thousands of samples of an epoch, long enough to slow it by only a few percent.
const SAMPLING_MICROSECONDS = 100;

export function createProfiler(): Profiler {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
  return {
    start: () => session.post('Profiler.start'),
    stop: () => {
      let profile: Profile | undefined;
      // A session with its own thread answers before `post` returns.
      session.post('Profiler.stop', (error, answer) => {
        if (error) throw error;
        profile = answer.profile;
      });
      if (profile === undefined) throw new Error('the profiler gave no answer');
      return profile;
    },
  };
}
