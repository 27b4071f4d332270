/**
 * Volumes, masks and files travel by plain fetch, never through RPC. Each request carries the
 * sign-in token in this header; failures answer a `WireError` as JSON with status 4xx or 5xx.
 */
export const tokenHeader = 'x-nodewise-token';

/** Paths of everything that travels by fetch; the engine routes exactly these. */
export const bulkPath = {
  /**
   * GET: raw little-endian voxels of a case (`voxelType` in its detail). Honours `Range`, so that
   * one slice can be shown before the rest has come.
   */
  volume: (caseId: string) => `/data/volumes/${caseId}`,
  /** GET: the draft's mask as runs (Uint32, little-endian) on an empty mask of the case. */
  draftMask: (draftId: string) => `/data/drafts/${draftId}/mask`,
  /**
   * POST: runs (Uint32, little-endian) of flipped voxels; answers a `StepReply`. `after` is the
   * cursor the edit was made at; `step` continues that step instead of adding one.
   */
  draftSteps: (draftId: string, edit: { after: number; name: string; step?: number }) =>
    `/data/drafts/${draftId}/steps?after=${edit.after}&name=${encodeURIComponent(edit.name)}` +
    (edit.step === undefined ? '' : `&step=${edit.step}`),
  /** GET: runs of the voxels that moving the cursor between two steps flips. */
  draftMove: (draftId: string, from: number, to: number) =>
    `/data/drafts/${draftId}/moves?from=${from}&to=${to}`,
  /** POST: an `Operation` as JSON; answers the runs it would flip and changes nothing. */
  draftOperation: (draftId: string) => `/data/drafts/${draftId}/operations`,
  /** GET: runs of a proposal on an empty mask of the case. */
  proposalRuns: (proposalId: string) => `/data/proposals/${proposalId}/runs`,
  /** GET: a stored mask version as runs on an empty mask of the case. */
  mask: (maskId: string) => `/data/masks/${maskId}`,
  /** GET: one image of the preset around the newest mask of a case, as `packResponse` makes it. */
  filterResponse: (caseId: string, image: string) =>
    `/data/features/${caseId}/images/${encodeURIComponent(image)}`,
  /** GET: the heat map of a case's newest prediction, as `packSaliency` makes it. */
  saliency: (predictionId: string) => `/data/predictions/${predictionId}/saliency`,
  /** GET: the selected weights of a run: plain ONNX, or our file of weights and card. */
  runModel: (runId: string, format: 'onnx' | 'safetensors') =>
    `/data/runs/${runId}/model.${format}`,
  /** POST: one file of an upload; `name` is its path relative to the chosen folder. */
  upload: (uploadId: string, name: string) =>
    `/data/uploads/${uploadId}?name=${encodeURIComponent(name)}`,
  /** GET: a figure of a stored evaluation. */
  figure: (evaluationId: string, name: string, format: 'svg' | 'png' | 'pdf' = 'svg') =>
    `/data/evaluations/${evaluationId}/figures/${name}.${format}`,
  /** GET: a file that an export made. */
  export: (exportId: string, name: string) =>
    `/data/exports/${exportId}/${encodeURIComponent(name)}`,
  /** GET: the last certificate of `ibsi.verify`, as JSON or as a table. */
  ibsiCertificate: (format: 'json' | 'csv') => `/data/ibsi-certificate.${format}`,
} as const;
