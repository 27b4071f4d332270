import type { ExportKind } from '#contract/procedures/risk.ts';
import { Menu } from '@mantine/core';
import { IconFileSpreadsheet, IconTable, type TablerIcon } from '@tabler/icons-react';

type FeatureKind = Extract<ExportKind, `features-${string}`>;

const formats: readonly {
  readonly kind: FeatureKind;
  readonly name: string;
  readonly icon: TablerIcon;
}[] = [
  { kind: 'features-xlsx', name: 'Excel workbook (XLSX)', icon: IconFileSpreadsheet },
  { kind: 'features-csv', name: 'CSV, decimal points', icon: IconTable },
  {
    kind: 'features-csv-semicolon',
    name: 'CSV, decimal commas and semicolons',
    icon: IconTable,
  },
  { kind: 'features-parquet', name: 'Parquet', icon: IconTable },
];

/** The files a table of features can be taken along as, each an entry of a menu. */
export function FeatureFormats({
  disabled = false,
  onChoose,
}: {
  readonly disabled?: boolean;
  readonly onChoose: (kind: FeatureKind) => void;
}) {
  return formats.map(({ kind, name, icon: Icon }) => (
    <Menu.Item
      key={kind}
      disabled={disabled}
      leftSection={<Icon size={16} stroke={1.5} />}
      onClick={() => onChoose(kind)}
    >
      {name}
    </Menu.Item>
  ));
}
