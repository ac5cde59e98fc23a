import { useState } from 'react';

/** Which cards of a list are open, by position. */
export interface Opened {
  has(index: number): boolean;
  toggle(index: number, isOpen: boolean): void;
  /** As many were added behind these and are to be filled in. */
  added(before: number, count: number): void;
  removed(index: number): void;
}

/** A single one is what one came for; of several the overview is. */
export function useOpened(count: number): Opened {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set(count === 1 ? [0] : []));
  return {
    has: (index) => opened.has(index),
    toggle: (index, isOpen) =>
      setOpened(new Set(isOpen ? [...opened, index] : [...opened].filter((one) => one !== index))),
    added: (before, more) =>
      setOpened(new Set([...opened, ...Array.from({ length: more }, (_, offset) => before + offset)])),
    removed: (index) =>
      setOpened(new Set([...opened].filter((one) => one !== index).map((one) => (one > index ? one - 1 : one)))),
  };
}
