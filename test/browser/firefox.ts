// Firefox as a distribution packs it, without a driver: its page asks the test for functions to run,
// and posts what they return.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Answers } from './serve-files.js';

const NAMES = ['firefox-esr', 'firefox'];

// Nothing but the page of the test is loaded.
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'http://127.0.0.1:9/',
  'toolkit.telemetry.enabled': false,
};

/** The environment variable FIREFOX, or the first browser on the path; undefined if there is none. */
export function findFirefox({ FIREFOX, PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  const places = ['/usr/bin', ...PATH.split(delimiter)];
  const candidates = FIREFOX
    ? [FIREFOX]
    : NAMES.flatMap((name) => places.map((place) => join(place, name)));
  return candidates.find((path) => existsSync(path));
}

/** The page with an endless loop of jobs. */
const PAGE = `<!doctype html><html lang="en"><title>Teddy</title><link rel="icon" href="data:,">
<script type="module">
  for (;;) {
    const answer = {};
    try {
      answer.value = await (0, eval)(await (await fetch('job')).text());
    } catch (error) {
      answer.error = String(error);
    }
    await fetch('answer', { method: 'POST', body: JSON.stringify(answer) });
  }
</script>`;

interface Job {
  readonly script: string;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

type Run<Given, Result> = (given: Given) => Result | Promise<Result>;

/** The page, which has at most one job at a time. */
export interface FirefoxPage {
  readonly answers: Answers;
  open(path: string, address: string): void;
  /** @param run may use nothing but what it is given and the globals of the page */
  evaluate<Given, Result>(run: Run<Given, Result>, given: Given): Promise<Result>;
  close(): Promise<void>;
}

export function createFirefoxPage(): FirefoxPage {
  let job: Job | undefined;
  let handOut: ((script: string) => void) | undefined;
  let browser: ChildProcess | undefined;
  const answers: Answers = {
    'firefox.html': (_, respond) => respond(PAGE, 'text/html'),
    job: (_, respond) => {
      handOut = respond;
      if (job) respond(job.script);
    },
    answer: (body, respond) => {
      const { value, error } = JSON.parse(body);
      const done = job;
      job = undefined;
      handOut = undefined;
      respond('');
      if (error === undefined) done?.resolve(value);
      else done?.reject(new Error(error));
    },
  };
  return {
    answers,
    open: (path, address) => {
      const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
      const lines = Object.entries(PREFERENCES).map(
        ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
      );
      writeFileSync(join(profile, 'user.js'), lines.join(''));
      const args = ['--headless', '--no-remote', '--profile', profile, `${address}firefox.html`];
      browser = spawn(path, args, { stdio: 'ignore' });
      browser.on('exit', () => job?.reject(new Error('Firefox has ended')));
    },
    evaluate: async <Given, Result>(run: Run<Given, Result>, given: Given) => {
      const script = `(${run})(${JSON.stringify(given)})`;
      const value = await new Promise<unknown>((resolve, reject) => {
        job = { script, resolve, reject };
        handOut?.(script);
      });
      return value as Result;
    },
    close: async () => {
      if (!browser || browser.exitCode !== null) return;
      const ended = new Promise((resolve) => browser?.once('exit', resolve));
      browser.kill();
      await ended;
    },
  };
}
