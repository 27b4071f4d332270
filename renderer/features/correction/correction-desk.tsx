/** The correction desk of one case: the axial slice, its tools, history and measures. */
export function CorrectionDesk({ caseId }: { readonly caseId: string }) {
  return (
    <p role="status" data-case={caseId}>
      Opening the case…
    </p>
  );
}
