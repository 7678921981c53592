// The part of the interface of web workers that is used here and that @types/node does not declare.
interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
}

declare class Worker implements WorkerScope {
  constructor(module: URL, options: { readonly type: 'module' });
  onmessage: WorkerScope['onmessage'];
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  terminate(): void;
}

/** The worker that this code runs in. */
declare const self: WorkerScope;
/** Absent in workers. */
declare const document: object | undefined;
