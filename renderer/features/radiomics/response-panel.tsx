import { describeFilter } from '#contract/filter-sentences.ts';
import { Select } from '@mantine/core';
import { useState } from 'react';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useOverlayLook } from '../../ui/overlay-look.tsx';
import { Section } from '../../ui/section.tsx';
import { ResponseControls } from './response-controls.tsx';
import { ResponseLegend } from './response-legend.tsx';
import { ResponsePane } from './response-pane.tsx';
import styles from './response-panel.module.css';
import { largestSlice, nearestSlice } from './response-slice.ts';
import { useResponse } from './use-response.ts';

interface Props {
  readonly caseId: string;
  readonly maskId: string;
  /** Images of the preset, and the one that is looked at. */
  readonly images: readonly string[];
  readonly image: string;
  readonly onImage: (image: string) => void;
}

/** A slice through the tumour with the response of the image that the chosen feature belongs to. */
export function ResponsePanel({ caseId, maskId, images, image, onImage }: Props) {
  const { value: view, error, reload } = useResponse({ caseId, maskId, image });
  const [chosen, setChosen] = useState<number | null>(null);
  const { look, setLook, opacity } = useOverlayLook({ visible: true, opacity: 0.7 });
  const current = view?.image.image === image && error === null;

  const slice = view ? nearestSlice(view.plane, chosen ?? largestSlice(view.areas)) : 0;
  const goTo = (wanted: number) => {
    if (view) setChosen(nearestSlice(view.plane, wanted));
  };
  useKeys({
    ArrowLeft: () => goTo(slice - (view?.plane.forward ?? 1)),
    ArrowRight: () => goTo(slice + (view?.plane.forward ?? 1)),
  });

  return (
    <Section
      title="What the filter sees"
      actions={
        <Select
          aria-label="Image over the slice"
          data={images}
          value={image}
          onChange={(wanted) => onImage(wanted ?? image)}
          allowDeselect={false}
          w={184}
        />
      }
      note={
        <span className={styles.sentence}>
          {view && current
            ? describeFilter(view.image.filter, view.image.geometry.direction)
            : 'The CT around the tumour as the features see it.'}
        </span>
      }
    >
      <div className={styles.stage}>
        <ResponsePane
          view={view}
          slice={slice}
          opacity={current ? opacity : 0}
          waiting={!current && error === null ? image : null}
          onSlice={goTo}
        />
        {error && (
          <div className={styles.failed}>
            <ErrorNote error={error} retry={reload} />
          </div>
        )}
      </div>
      <ResponseLegend view={current ? view : null} />
      <ResponseControls
        look={look}
        onLook={setLook}
        slices={view?.plane.depth ?? 1}
        slice={slice}
        onSlice={goTo}
      />
    </Section>
  );
}
