/** The imported series that a mask belongs to; the stored facts of a series fit. */
export interface SegSource {
  readonly pseudonym: string;
  readonly sex: string | undefined;
  /** ISO date. */
  readonly scannedOn: string | undefined;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly frameOfReferenceUid: string | undefined;
  readonly sopClassUid: string;
  /** One per slice of the mask's grid, and the 1-based frame within it. */
  readonly sopInstanceUids: readonly string[];
  readonly frameNumbers: readonly number[];
  readonly thicknessMm: number | undefined;
}

export interface SegDescription {
  /** New for every file written. */
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  /** The same for all versions of one lesion's mask. */
  readonly trackingUid: string;
  readonly trackingId: string;
  readonly label: string;
  /** AUTOMATIC as the program made it, SEMIAUTOMATIC once a person has corrected it. */
  readonly algorithmType: 'AUTOMATIC' | 'SEMIAUTOMATIC';
  readonly algorithmName: string;
  /** Who vouches for the content; a code, not a name. */
  readonly creator: string;
  readonly writtenAt: Date;
  readonly softwareVersion: string;
}
