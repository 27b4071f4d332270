import { bulkPath } from '#contract/bulk.ts';
import { figureName, type FigureName } from '#contract/evaluation/figures.ts';
import { describeError } from '#contract/sentences.ts';
import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconChartLine, IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useEngine } from '../../../api/engine-context.tsx';
import { useBulk } from '../../../api/use-bulk.ts';
import { saveAs } from '../../../ui/download.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { notifyError } from '../../../ui/notify.tsx';
import { figureWords } from '../results-words.ts';
import styles from './view.module.css';

const formats = ['svg', 'png', 'pdf'] as const;

/** The figures on white, as they are printed, one at a time. */
export function FiguresDesk({ evaluationId }: { readonly evaluationId: string }) {
  const engine = useEngine();
  const [name, setName] = useState<FigureName>('roc-networks');
  const save = async (format: (typeof formats)[number]) => {
    const reply = await engine.bulkFetch(bulkPath.figure(evaluationId, name, format));
    if (!reply.ok) return notifyError(reply.error);
    await saveAs(reply.value, `${name}.${format}`);
  };
  return (
    <div className={styles.sheet}>
      <div className={styles.bar}>
        <SegmentedControl
          aria-label="Figure"
          value={name}
          onChange={(value) => setName(value)}
          data={figureName.options.map((value) => ({ value, label: figureWords[value] }))}
        />
        <span className={styles.spacer} />
        {formats.map((format) => (
          <Button
            key={format}
            leftSection={<IconDownload size={14} stroke={1.5} aria-hidden />}
            aria-label={`Save as ${format.toUpperCase()}`}
            onClick={() => void save(format)}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      </div>
      <Paper key={name} evaluationId={evaluationId} name={name} />
    </div>
  );
}

function Paper({
  evaluationId,
  name,
}: {
  readonly evaluationId: string;
  readonly name: FigureName;
}) {
  const path = bulkPath.figure(evaluationId, name, 'svg');
  const { value: url, error, reload } = useBulk({ path, unpack: svgUrl });
  // The picture is drawn from memory of the browser's, which is given back with the sheet.
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  if (error?.code === 'nothing-to-show') {
    return (
      <EmptyState icon={IconChartLine} title="Not in this evaluation">
        {describeError(error)}
      </EmptyState>
    );
  }
  if (error) return <ErrorNote error={error} retry={reload} />;
  if (!url)
    return <Skeleton className={styles.drawing} radius="md" role="status" aria-label="Drawing" />;
  return (
    <div className={styles.paper}>
      <img src={url} alt={figureWords[name]} />
    </div>
  );
}

function svgUrl(body: ArrayBuffer): string {
  return URL.createObjectURL(new Blob([body], { type: 'image/svg+xml' }));
}
