// The machine that a measurement ran on.
import { cpus, loadavg } from 'node:os';
import { version } from 'node:process';

/** As in "2 × AMD EPYC 7763, Node v24.21.0, load 0.3 at the start." */
export function describeMachine(): string {
  const cores = cpus();
  const load = loadavg()[0].toFixed(1);
  return `${cores.length} × ${cores[0].model}, Node ${version}, load ${load} at the start.`;
}
