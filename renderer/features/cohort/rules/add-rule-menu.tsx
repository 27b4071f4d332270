import { factName, type FactName } from '#contract/procedures/cohort.ts';
import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Kbd } from '../../../ui/kbd.tsx';
import { factWords } from '../cohort-words.ts';
import styles from './rules.module.css';

/** Adds a rule about a fact; it only asks for the fact until it is sharpened. */
export function AddRuleMenu({
  opened,
  onOpened,
  onAdd,
}: {
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onAdd: (fact: FactName) => void;
}) {
  return (
    <Menu opened={opened} onChange={onOpened} position="bottom-start" width={220}>
      <Menu.Target>
        <Button
          className={styles.add}
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} stroke={1.5} aria-hidden />}
          rightSection={<Kbd keys="a" />}
        >
          Add a rule
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Label>About</Menu.Label>
        {factName.options.map((fact) => (
          <Menu.Item key={fact} onClick={() => onAdd(fact)}>
            {factWords[fact].name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
