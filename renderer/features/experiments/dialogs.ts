import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** What lies over the station; `new` and `devices` can be asked for from anywhere. */
type ExperimentsDialog = 'none' | 'new' | 'devices';

const open = createStore<{ readonly dialog: ExperimentsDialog }>(() => ({ dialog: 'none' }));

export function showDialog(dialog: ExperimentsDialog): void {
  open.setState({ dialog });
}

export function useDialog(): ExperimentsDialog {
  return useStore(open, (state) => state.dialog);
}
