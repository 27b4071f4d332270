import { Button, Select, TextInput } from '@mantine/core';
import { IconCopy, IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { Kbd } from '../../ui/kbd.tsx';
import { noFilter, type FeatureFilter, type FeatureRow } from './feature-rows.ts';
import styles from './features-page.module.css';

interface Props {
  readonly rows: readonly FeatureRow[];
  readonly shown: number;
  readonly filter: FeatureFilter;
  readonly onFilter: (filter: FeatureFilter) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onCopy: () => void;
}

/** Finds features by words, image and family, and copies what was found. */
export function FeatureBar({ rows, shown, filter, onFilter, searchRef, onCopy }: Props) {
  const images = [...new Set(rows.map((row) => row.image))];
  const families = [...new Set(rows.map((row) => row.family))];
  return (
    <div className={styles.bar}>
      <TextInput
        ref={searchRef}
        type="search"
        aria-label="Search features"
        placeholder="Name, IBSI code, meaning"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd keys="/" />}
        w={240}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onFilter({ ...filter, text: '' });
        }}
      />
      <Select
        aria-label="Image"
        placeholder="All images"
        data={images}
        value={filter.image}
        onChange={(image) => onFilter({ ...filter, image })}
        clearable
        w={190}
      />
      <Select
        aria-label="Family"
        placeholder="All families"
        data={families}
        value={filter.family}
        onChange={(family) => onFilter({ ...filter, family })}
        clearable
        w={140}
      />
      {shown < rows.length && (
        <Button variant="subtle" onClick={() => onFilter(noFilter)}>
          Show all
        </Button>
      )}
      <span className={styles.spacer} />
      <Button leftSection={<IconCopy size={16} stroke={1.5} />} onClick={onCopy}>
        Copy {shown} rows
      </Button>
    </div>
  );
}
