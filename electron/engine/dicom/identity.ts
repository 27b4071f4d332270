import { dirname } from 'node:path';
import type { DataSet } from 'dicom-parser';
import { string } from './elements.ts';
import { derivedUid } from './uid.ts';

const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';

/** The UIDs that place a file among others. */
export interface Identity {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly studyInstanceUid: string;
  /** Whether any UID was missing and a stand-in took its place. */
  readonly standIn: boolean;
}

/**
 * The UIDs of a CT file. Careless anonymisers blank them; then the files of one folder that agree
 * in patient, series number and description count as one series, under UIDs derived from just these.
 */
export function readIdentity(dataSet: DataSet, path: string): Identity {
  const sop = string(dataSet, 'x00080018') ?? string(dataSet, 'x00020003');
  const series = string(dataSet, 'x0020000e');
  const study = string(dataSet, 'x0020000d');
  const values = (...tags: string[]) => tags.map((tag) => string(dataSet, tag) ?? '').join('\0');
  const studyKey = `${dirname(path)}\0${values('x00100020', 'x00100010')}`;
  return {
    sopClassUid: string(dataSet, 'x00080016') ?? string(dataSet, 'x00020002') ?? ctImageStorage,
    sopInstanceUid: sop ?? derivedUid('instance', path),
    seriesInstanceUid:
      series ?? derivedUid('series', `${studyKey}\0${values('x00200011', 'x0008103e')}`),
    studyInstanceUid: study ?? derivedUid('study', studyKey),
    standIn: sop === undefined || series === undefined || study === undefined,
  };
}
