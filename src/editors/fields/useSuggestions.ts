import { FocusEvent, useRef, useState } from 'react';
import { Suggestions } from '../../datasource';

interface Offered {
  readonly suggestions: Suggestions | null;
  readonly isLoading: boolean;
  /** For the element around a picker: names are loaded whenever the focus comes into it. */
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
}

/** Names for a picker, loaded once per visit to it: not at every key, and not before anybody looks. */
export function useSuggestions(suggest: () => Promise<Suggestions>): Offered {
  const [suggestions, setSuggestions] = useState<Suggestions | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const visits = useRef(0);
  const load = async () => {
    const visit = ++visits.current;
    setIsLoading(true);
    const found = await suggest();
    // Of two visits the later one's answer counts, in whatever order they come.
    if (visit === visits.current) {
      setSuggestions(found);
      setIsLoading(false);
    }
  };
  return {
    suggestions,
    isLoading,
    onFocus: ({ currentTarget, relatedTarget }) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) {
        void load();
      }
    },
  };
}
