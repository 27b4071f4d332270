import type { Anatomy } from './anatomy.ts';
import { fieldRow, type DistanceField } from './distance-field.ts';
import { organs } from './organs.ts';
import type { NoiseTile } from './texture.ts';

/** Attenuation in HU of the tissues that a scan of the chest shows. */
export const tissueHu = {
  air: -1000,
  fat: -105,
  mediastinalFat: -92,
  muscle: 52,
  skin: 20,
  bloodPlain: 42,
  liver: 58,
  spleen: 50,
  marrow: 180,
  cortex: 620,
} as const;

/** HU that iodine adds to the heart and vessels, the liver and the spleen. */
export const enhancementHu = { blood: 170, liver: 35, spleen: 55 } as const;

/** What the body painter needs to know besides the shapes. */
export interface BodyPaint {
  readonly anatomy: Anatomy;
  readonly field: DistanceField;
  /** Half the width of an edge in mm. */
  readonly edgeMm: number;
  readonly contrast: boolean;
  /** Fine and coarse parenchymal mottling, periodic, of one size. */
  readonly mottle: { readonly fine: NoiseTile; readonly coarse: NoiseTile };
}

/** Fills the volume with air, fat, muscle, organs and lung parenchyma; edges are blurred by the PSF. */
export function paintBody(hu: Int16Array, paint: BodyPaint): void {
  const { field } = paint;
  const [nx, ny, nz] = field.geometry.dimensions;
  const row = new Float64Array(field.nodes[0] * organs.length);
  hu.fill(tissueHu.air);
  for (let k = 0; k < nz; k += 1) {
    for (let j = 0; j < ny; j += 1) {
      fieldRow(field, [j, k], row);
      paintRow(hu.subarray(nx * (j + ny * k), nx * (j + 1 + ny * k)), row, [j, k], paint);
    }
  }
}

function paintRow(
  hu: Int16Array,
  row: Float64Array,
  [j, k]: readonly [number, number],
  { anatomy, field, edgeMm, contrast, mottle }: BodyPaint,
): void {
  const { step, geometry } = field;
  const count = organs.length;
  const blood = tissueHu.bloodPlain + (contrast ? enhancementHu.blood : 0);
  const liver = tissueHu.liver + (contrast ? enhancementHu.liver : 0);
  const spleen = tissueHu.spleen + (contrast ? enhancementHu.spleen : 0);
  const y = geometry.originMm[1] + j * geometry.spacingMm[1];
  const parenchyma = anatomy.lungHu + anatomy.dependentHuPerMm * y;
  const per = 0.5 / edgeMm;
  const { size } = mottle.fine;
  const wrap = size - 1;
  const tileRow = size * ((j & wrap) + size * (k & wrap));
  const fine = mottle.fine.data;
  const coarse = mottle.coarse.data;
  const lucent = 2.4 - 10 * anatomy.emphysema;

  for (let i = 0; i < hu.length; i += 1) {
    const node = (i >> 2) * count;
    const t = (i & 3) / step;
    const skin = row[node] + t * (row[node + count] - row[node]);
    if (skin >= edgeMm) continue;
    const grain = fine[tileRow + (i & wrap)];
    const slow = coarse[tileRow + (i & wrap)];
    const lung = row[node + 6] + t * (row[node + 6 + count] - row[node + 6]);
    const inLung = cover(lung, per);
    let value = 0;
    if (inLung < 1) {
      const at = (organ: number): number =>
        row[node + organ] + t * (row[node + organ + count] - row[node + organ]);
      const chest = at(2);
      // Fat planes between muscles follow the slow texture, so that muscle is not one grey mass.
      const muscle =
        tissueHu.muscle - (slow > 0.9 && chest > 5 ? 100 * Math.min(1, slow - 0.9) : 0);
      value = tissueHu.fat + (muscle - tissueHu.fat) * cover(at(1), per);
      value += (tissueHu.mediastinalFat - value) * cover(chest, per);
      value += (liver - value) * cover(at(4), per);
      value += (spleen - value) * cover(at(5), per);
      value += (blood - value) * cover(at(3), per);
      if (skin > -2) value = tissueHu.skin;
    }
    if (inLung > 0) {
      let texture = anatomy.mottleHu * (0.55 * grain + 0.8 * slow);
      if (anatomy.emphysema > 0 && slow + 0.4 * grain > lucent) texture -= 70;
      value += (parenchyma + texture - value) * inLung;
    }
    hu[i] = skin > -edgeMm ? tissueHu.air + (value - tissueHu.air) * cover(skin, per) : value;
  }
}

/** Share of a voxel that lies inside a surface at signed distance `d`; `per` = 0.5 / edge. */
function cover(d: number, per: number): number {
  const share = 0.5 - d * per;
  return share <= 0 ? 0 : share >= 1 ? 1 : share;
}
