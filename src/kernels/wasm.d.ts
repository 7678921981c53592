// A module as esbuild bundles it.
declare module '*.wasm' {
  const bytes: Uint8Array;
  export default bytes;
}
