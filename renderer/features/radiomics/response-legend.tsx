import { cssGradient } from '../../ui/colour-map.ts';
import { featureNumber, unitSign } from '../../ui/feature-text.ts';
import styles from './response-panel.module.css';
import type { ResponseView } from './response-slice.ts';

/** The colours with the values at their ends and middle; a grey bar while there is nothing. */
export function ResponseLegend({ view }: { readonly view: ResponseView | null }) {
  if (!view) {
    return (
      <div className={styles.legend} aria-hidden>
        <div className={styles.bar} />
      </div>
    );
  }
  const { scale, image } = view;
  const values = [scale.low, (scale.low + scale.high) / 2, scale.high];
  const unit = unitSign(image.unit);
  const [low, middle, high] = values.map((value) => signed(value, image.signed));
  return (
    <div
      className={styles.legend}
      role="img"
      aria-label={`Colours of ${image.image} from ${low} to ${high} ${unit}`}
      title="1st to 99th percentile inside the tumour; values beyond have the colour of that end"
    >
      <div className={styles.bar} style={{ background: cssGradient(scale.map) }} />
      <div className={styles.values}>
        <span>{low}</span>
        <span>
          {middle} {unit}
        </span>
        <span>{high}</span>
      </div>
    </div>
  );
}

/** Three digits say enough of a colour; where the sign matters, it is always there. */
function signed(value: number, withSign: boolean): string {
  const text = featureNumber(Number(value.toPrecision(3))).replace('-', '−');
  return withSign && value > 0 ? `+${text}` : text;
}
