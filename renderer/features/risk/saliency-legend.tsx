import { cssGradient } from '../../ui/colour-map.ts';
import styles from './risk-page.module.css';
import { saliencyColours } from './saliency-picture.ts';
import type { SaliencyState } from './use-saliency.ts';

/** The colours, and what the heat map is and is not. It keeps its place while the map is made. */
export function SaliencyLegend({ saliency }: { readonly saliency: SaliencyState }) {
  if (saliency.status === 'hidden' || saliency.status === 'failed') return null;
  if (saliency.status === 'ready' && !saliency.map.found) {
    return (
      <p className={styles.explained}>
        Heat map: nothing in the image raised the network&rsquo;s logit for pN+.
      </p>
    );
  }
  return (
    <div>
      <div
        className={styles.heat}
        role="img"
        aria-label="Colours of the heat map, from less to more"
      >
        <span>less</span>
        <span className={styles.heatBar} style={{ background: cssGradient(saliencyColours) }} />
        <span>more</span>
      </div>
      <p className={styles.explained}>
        Heat map: the region that raised the network&rsquo;s logit for pN+ (Grad-CAM, about 16 mm
        coarse). No outline and no proof, and the radiomics features have no part in it.
      </p>
    </div>
  );
}
