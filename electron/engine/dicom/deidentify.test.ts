import { expect, test } from 'vitest';
import { ctSlice, folderOf, stackOf } from '../../testing/synthetic-ct.ts';
import { deidentifyDataset } from './deidentify-dataset.ts';
import { deidentifier, patientKeyOf } from './deidentifier.ts';
import { deidentifySeries } from './deidentify-series.ts';
import { type DicomDataset, readPart10, writePart10 } from './part10.ts';
import { scanSources } from './scan-sources.ts';

const secret = Uint8Array.from({ length: 32 }, (_, n) => n);
const by = deidentifier(secret);
const other = deidentifier(Uint8Array.from({ length: 32 }, (_, n) => n + 1));

test('the same library gives the same replacements, another library others', () => {
  expect(by.pseudonymFor('a')).toBe(deidentifier(secret).pseudonymFor('a'));
  expect(by.pseudonymFor('a')).toMatch(/^NW-[0-9A-HJKMNP-TV-Z]{10}$/);
  expect(by.pseudonymFor('a')).not.toBe(by.pseudonymFor('b'));
  expect(by.pseudonymFor('a')).not.toBe(other.pseudonymFor('a'));
  expect(by.mapUid('1.2.3')).not.toBe(other.mapUid('1.2.3'));
});

test('UIDs are of the UUID form and at most 64 characters', () => {
  const uid = by.mapUid('1.2.3.4');
  expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
  const hex = BigInt(uid.slice(5)).toString(16).padStart(32, '0');
  expect(hex[12]).toBe('8');
  expect('89ab').toContain(hex[16]);
});

test('a patient keeps the days between dates, across leap days and years', () => {
  const [first, second] = ['20231231', '20240301'].map((date) => by.shiftDate('a', date) ?? '');
  const days = (date: string) =>
    Date.parse(date.replace(/^(....)(..)(..)$/, '$1-$2-$3')) / 86_400_000;
  expect(days(second) - days(first)).toBe(61);
  expect(days(first) - days('20231231')).toBe(by.dateOffsetDays('a'));
  expect(by.dateOffsetDays('a')).toBeLessThanOrEqual(-366);
  expect(by.dateOffsetDays('a')).toBeGreaterThanOrEqual(-3652);
  expect(by.shiftDate('a', '2024.03.01')).toBe(second);
  expect(by.shiftDate('a', 'May 2024')).toBeUndefined();
});

test('patients without an ID do not become one patient', () => {
  const nobody = {
    id: '',
    issuer: '',
    name: '',
    birthDate: undefined,
    sex: undefined,
    ageYears: undefined,
  };
  expect(patientKeyOf(nobody, '1.1')).not.toBe(patientKeyOf(nobody, '1.2'));
  expect(patientKeyOf({ ...nobody, id: '7', issuer: 'A' }, '1.1')).not.toBe(
    patientKeyOf({ ...nobody, id: '7', issuer: 'B' }, '1.1'),
  );
});

test('stored facts hold nothing of the patient; the key row leads back', async () => {
  const files = stackOf(3).map(({ z }) =>
    ctSlice({ z, elements: { ContrastBolusAgent: 'for Mrs Muster', PatientAge: undefined } }),
  );
  const { series } = await scanSources([folderOf(files)]);
  const { facts, key } = deidentifySeries(series[0], by);

  expect(JSON.stringify(facts)).not.toMatch(/Muster|Erika|P-17|1960|20240109|2024-01-09|1\.2\.3/);
  expect(facts).toMatchObject({ sex: 'F', ageYears: 63, sopClassUid: '1.2.840.10008.5.1.4.1.1.2' });
  expect(facts.scannedOn).toMatch(/^20(1[3-9]|2[0-3])-\d\d-\d\d$/);
  expect(facts.sopInstanceUids).toEqual(
    series[0].slices.map(({ sopInstanceUid }) => by.mapUid(sopInstanceUid)),
  );
  expect(key).toEqual({
    pseudonym: facts.pseudonym,
    patientId: 'P-17',
    issuer: '',
    name: 'Muster^Erika',
    dateOffsetDays: key.dateOffsetDays,
  });
});

/** A data set with the patient at every depth, as real ones have. */
function nested(): DicomDataset {
  const item = {
    '00080018': { vr: 'UI', Value: ['1.2.3.4.1000000'] },
    '00080020': { vr: 'DA', Value: ['20240109'] },
    '0008002A': { vr: 'DT', Value: ['20240109101112.5'] },
    '00081155': { vr: 'UI', Value: ['1.2.3.77'] },
    '00081150': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.2'] },
    '00080104': { vr: 'LO', Value: ['Lung'] },
    '00081030': { vr: 'LO', Value: ['Erika Muster, follow-up'] },
    '00091001': { vr: 'LO', Value: ['Muster private'] },
    '00100010': { vr: 'PN', Value: ['Muster^Erika'] },
    '00101010': { vr: 'AS', Value: ['093Y'] },
    '00280010': { vr: 'US', Value: [512] },
    '00400275': { vr: 'SQ', Value: [{ '00401001': { vr: 'SH', Value: ['P-17'] } }] },
    '60003000': { vr: 'OW', Value: [new ArrayBuffer(2)] },
  };
  const deep = { ...item, '00081115': { vr: 'SQ', Value: [item] } };
  return {
    ...item,
    '00081140': { vr: 'SQ', Value: [deep] },
    '00100020': { vr: 'LO', Value: ['P-17'] },
  };
}

test('a whole data set is cleaned at every nesting level', () => {
  const clean = deidentifyDataset(nested(), 'patient', by);
  expect(JSON.stringify(clean)).not.toMatch(/Muster|P-17|20240109|1\.2\.3\.|follow-up|private/);

  const [deep] = clean['00081140'].Value as DicomDataset[];
  const [deepest] = (deep['00081115'].Value ?? []) as DicomDataset[];
  for (const level of [clean, deep, deepest]) {
    expect(Object.keys(level)).not.toContain('00091001');
    expect(Object.keys(level)).not.toContain('60003000');
    expect(level['00280010'].Value).toEqual([512]);
    expect(level['00080104'].Value).toEqual(['Lung']);
    expect(level['00081150'].Value).toEqual(['1.2.840.10008.5.1.4.1.1.2']);
    expect(level['00081155'].Value).toEqual([by.mapUid('1.2.3.77')]);
    expect(level['00101010'].Value).toEqual(['090Y']);
    expect(level['0008002A'].Value).toEqual([`${by.shiftDate('patient', '20240109')}101112.5`]);
  }
  expect(clean['00100020'].Value).toEqual([by.pseudonymFor('patient')]);
  expect(clean['00120062'].Value).toEqual(['YES']);
});

test('a cleaned file can be written and still holds its pixels', () => {
  const original = readPart10(ctSlice({ z: 5 }));
  const clean = deidentifyDataset(original, 'patient', by);
  const uid = by.mapUid(String(original['00080018'].Value?.[0]));
  const meta = { sopClassUid: '1.2.840.10008.5.1.4.1.1.2', sopInstanceUid: uid };
  const file = writePart10(clean, meta);
  expect(Buffer.from(file).toString('latin1')).not.toMatch(/Muster|P-17|1\.2\.3\.4|20240109/);
  const [pixels] = readPart10(file)['7FE00010'].Value as ArrayBuffer[];
  expect(new Int16Array(pixels).every((stored) => stored === 5)).toBe(true);
});
