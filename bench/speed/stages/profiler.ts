// V8's sampling profiler: where the program is, many times a millisecond, without changing the program.
import { type Profiler as Protocol, Session } from 'node:inspector';

export type Profile = Protocol.Profile;

export interface Profiler {
  start(): void;
  /** Call stacks since the start. */
  stop(): Profile;
}

// Often enough for thousands of samples of a pass over a corpus, rarely enough to slow it by a few percent only.
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
