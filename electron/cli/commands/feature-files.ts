/** `features --image …`: features of files, without a library. */
import { builtInPresets, extractFile } from '#engine/extract-file.ts';
import { UsageError, type Answer, type Given, type Session } from '../command.ts';
import { explainWriting, outOption, requireTableFile } from '../table-file.ts';
import { count } from '../table.ts';

export const fileOptions = {
  image: {
    type: 'string',
    valueHint: 'PATH',
    description: 'NIfTI or NRRD file, or folder of one DICOM CT series',
  },
  mask: {
    type: 'string',
    valueHint: 'PATH',
    description: 'its labels: NIfTI, NRRD (also of 3D Slicer), DICOM SEG or RTSTRUCT',
  },
  preset: {
    type: 'string',
    valueHint: 'NAME',
    description: `${builtInPresets.join(', ')}, or a file: ours (.json), PyRadiomics’ (.yaml)`,
  },
  ...outOption,
  columns: {
    type: 'string',
    valueHint: 'FILE',
    description: 'table to write of what each column is: image, family, feature, IBSI code, unit',
  },
  label: {
    type: 'string',
    valueHint: 'NUMBER',
    description: 'label, segment or structure by its number; needed where there are several',
  },
  roi: { type: 'string', valueHint: 'NAME', description: 'the same by its name' },
} as const;

/** Answers where the options name files; `undefined` where cases of a library are meant. */
export function featuresOfFiles(
  given: Given,
  show: Session['show'] = () => undefined,
): Promise<Answer> | undefined {
  const named = Object.keys(fileOptions).filter((name) => given.option(name) !== undefined);
  if (named.length === 0) return undefined;
  if (given.words.length > 0 || given.flag('all')) {
    throw new UsageError('Name either cases or files, not both.');
  }
  const out = required(given, 'out');
  requireTableFile(out);
  const columns = given.option('columns');
  if (columns !== undefined) requireTableFile(columns, '--columns');
  if (columns === out) throw new UsageError('--out and --columns name the same file.');
  const order = {
    image: required(given, 'image'),
    mask: required(given, 'mask'),
    preset: required(given, 'preset'),
    out,
    columns,
    label: labelOf(given),
    roi: given.option('roi'),
  };
  return answer(order, show);
}

async function answer(
  order: Parameters<typeof extractFile>[0],
  show: Session['show'],
): Promise<Answer> {
  const onScan = ({ files }: { readonly files: number }) => show(`${count(files, 'file')} read`);
  const value = await explainWriting(order.out, () => extractFile(order, undefined, onScan));
  const { features, voxels, file } = value;
  return { value, text: `${features} features of ${voxels} voxels written to ${file}.` };
}

function required(given: Given, name: keyof typeof fileOptions): string {
  const value = given.option(name);
  if (value === undefined) {
    throw new UsageError('Features of files need --image, --mask, --preset and --out.');
  }
  return value;
}

function labelOf(given: Given): number | undefined {
  const text = given.option('label');
  if (text === undefined) return undefined;
  const label = Number(text);
  if (!Number.isInteger(label)) throw new UsageError('--label must be a whole number.');
  return label;
}
