import type { Deidentifier } from './deidentifier.ts';
import {
  emptiedTags,
  isClearedGroup,
  keptText,
  profileCodes,
  removedTags,
  standardUids,
  textVrs,
} from './deidentification-profile.ts';
import type { DicomDataset, DicomElement } from './part10.ts';

const tag = {
  patientName: '00100010',
  patientId: '00100020',
  patientAge: '00101010',
} as const;

/**
 * A copy of a data set without what identifies the patient, at every nesting level: see
 * `deidentification-profile.ts` for what happens to which element.
 *
 * @param patientKey The patient, as `patientKeyOf` tells patients apart.
 */
export function deidentifyDataset(
  dataset: DicomDataset,
  patientKey: string,
  by: Deidentifier,
): DicomDataset {
  const pseudonym = by.pseudonymFor(patientKey);
  return {
    ...cleaned(dataset, patientKey, by),
    [tag.patientName]: { vr: 'PN', Value: [{ Alphabetic: pseudonym }] },
    [tag.patientId]: { vr: 'LO', Value: [pseudonym] },
    ...profileCodes(),
  };
}

function cleaned(dataset: DicomDataset, patientKey: string, by: Deidentifier): DicomDataset {
  const out: DicomDataset = {};
  for (const [name, element] of Object.entries(dataset)) {
    const kept = cleanedElement(name, element, { patientKey, by });
    if (kept) out[name] = kept;
  }
  return out;
}

interface Patient {
  readonly patientKey: string;
  readonly by: Deidentifier;
}

/** The element as it may stay, or `undefined` when it may not. */
function cleanedElement(
  name: string,
  { vr, Value = [] }: DicomElement,
  { patientKey, by }: Patient,
): DicomElement | undefined {
  if (isClearedGroup(name) || removedTags.has(name)) return undefined;
  if (emptiedTags.has(name) || vr === 'PN') return { vr, Value: [] };
  if (name === tag.patientAge) return { vr, Value: Value.map(cappedAge) };
  if (textVrs.has(vr)) return keptText.has(name) ? { vr, Value } : undefined;
  const texts = Value.filter((value) => typeof value === 'string');
  switch (vr) {
    case 'SQ':
      return { vr, Value: Value.map((item) => cleaned(item as DicomDataset, patientKey, by)) };
    case 'UI':
      return { vr, Value: texts.map((uid) => (standardUids.test(uid) ? uid : by.mapUid(uid))) };
    case 'DA':
      return { vr, Value: texts.flatMap((date) => by.shiftDate(patientKey, date) ?? []) };
    case 'DT':
      return { vr, Value: texts.flatMap((time) => shiftedDateTime(time, patientKey, by) ?? []) };
    default:
      return { vr, Value };
  }
}

/** The date within a date and time moves, the time of day stays. A bare year or month is dropped. */
function shiftedDateTime(time: string, patientKey: string, by: Deidentifier): string | undefined {
  const date = by.shiftDate(patientKey, time.slice(0, 8));
  return date && date + time.slice(8);
}

/** Ages above 89 become 90 years. */
function cappedAge(age: unknown): unknown {
  const [, years] = /^(\d{3})Y$/.exec(String(age)) ?? [];
  return Number(years) > 89 ? '090Y' : age;
}
