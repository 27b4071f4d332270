import type { DataSet } from 'dicom-parser';
import type { Vec3 } from '#native/image/volume.ts';
import { memorySource } from './byte-source.ts';
import { characterSet, items, number, numbers, string, text } from './elements.ts';
import { parseHeader } from './parse-header.ts';
import { RefusalError } from './refusal.ts';

/** One closed outline: its points in the patient (LPS, mm), in drawing order. */
export type Contour = readonly Vec3[];

export interface RtRoi {
  readonly number: number;
  readonly name: string;
  /** Closed planar outlines; open lines and points hold no area and are left out. */
  readonly contours: readonly Contour[];
}

/** A DICOM RT structure set. */
export interface RtStruct {
  readonly frameOfReferenceUid: string | undefined;
  /** The image series that was drawn on. */
  readonly seriesInstanceUid: string | undefined;
  readonly rois: readonly RtRoi[];
}

/** @throws RefusalError when the file is no readable structure set. */
export async function readRtStruct(file: Uint8Array): Promise<RtStruct> {
  const { dataSet } = await parseHeader(memorySource(file));
  if (string(dataSet, 'x00080060') !== 'RTSTRUCT') throw new RefusalError('unreadable');
  const terms = characterSet(dataSet);
  const contours = new Map(
    items(dataSet, 'x30060039').map((item) => [number(item, 'x30060084'), closedContours(item)]),
  );
  const rois = items(dataSet, 'x30060020').map((item) => {
    const roi = number(item, 'x30060022') ?? 0;
    return {
      number: roi,
      name: text(item, 'x30060026', terms) ?? '',
      contours: contours.get(roi) ?? [],
    };
  });
  const [frame] = items(dataSet, 'x30060010');
  return {
    frameOfReferenceUid: frame && string(frame, 'x00200052'),
    seriesInstanceUid: frame && referencedSeries(frame),
    rois,
  };
}

function referencedSeries(frame: DataSet): string | undefined {
  const series = items(frame, 'x30060012').flatMap((study) => items(study, 'x30060014'));
  return series.map((item) => string(item, 'x0020000e'))[0];
}

function closedContours(roi: DataSet): readonly Contour[] {
  return items(roi, 'x30060040').flatMap((item) => {
    if (!(string(item, 'x30060042') ?? '').startsWith('CLOSED_PLANAR')) return [];
    const values = numbers(item, 'x30060050');
    if (values.length === 0 || values.length % 3 !== 0) throw new RefusalError('damaged');
    return [
      Array.from({ length: values.length / 3 }, (_, n): Vec3 => [
        values[3 * n],
        values[3 * n + 1],
        values[3 * n + 2],
      ]),
    ];
  });
}
