// What the exit codes mean unless a command says otherwise.
export const exitCodes = { 0: 'done', 1: 'unusable input', 2: 'wrong usage' };

/** Those of commands that train. */
export const trainingExitCodes = {
  ...exitCodes,
  1: 'unusable files or divergence',
  129: 'SIGHUP',
  130: 'Ctrl-C',
  143: 'SIGTERM',
};
