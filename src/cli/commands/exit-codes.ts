// What the exit codes mean unless a command says otherwise.
export const exitCodes = { 0: 'done', 1: 'unusable input', 2: 'wrong usage' };
