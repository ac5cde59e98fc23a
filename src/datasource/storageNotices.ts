import { Notice } from '../engine';

/**
 * What keeps events from being kept, as a notice for one panel: all of them suffer alike, and it changes no number. The
 * panel that is told first keeps it, through every refresh.
 */
export function storageNotices(trouble: () => string | null): (panel: string) => readonly Notice[] {
  let told: string | null = null;
  return (panel) => {
    const text = trouble();
    if (text === null) {
      return [];
    }
    told ??= panel;
    return told === panel ? [{ severity: 'info', text }] : [];
  };
}
