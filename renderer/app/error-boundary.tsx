import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';

interface Props {
  readonly children: ReactNode;
  /** A new value, e.g. another place, is another try. */
  readonly resetOn?: string;
}

/**
 * Keeps a defect of one screen from taking the window down. The engine holds every edit, so that
 * reading the page again loses nothing.
 */
export class ErrorBoundary extends Component<Props, { readonly failedAt: string | null }> {
  override state = { failedAt: null as string | null };

  static getDerivedStateFromError() {
    return { failedAt: 'unknown' };
  }

  override componentDidCatch(error: unknown): void {
    // The console is this machine's own; the stack holds names of our code, not data.
    console.error(error);
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failedAt !== null && before.resetOn !== this.props.resetOn)
      this.setState({ failedAt: null });
  }

  override render(): ReactNode {
    if (this.state.failedAt === null) return this.props.children;
    return (
      <div role="alert">
        <EmptyState
          icon={IconAlertTriangle}
          title="This screen failed"
          action={<Button onClick={() => window.location.reload()}>Load the page again</Button>}
        >
          Nothing that was saved is lost. Load the page again; if it fails here once more, report
          what you did just before.
        </EmptyState>
      </div>
    );
  }
}
