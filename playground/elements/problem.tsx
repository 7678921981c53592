// What went wrong, as a sentence.

export function Problem({ error }: { readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <p class="problem" role="alert">
      {error}
    </p>
  );
}
