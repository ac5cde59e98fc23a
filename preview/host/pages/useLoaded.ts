import { useEffect, useState } from 'react';
import { queryError } from '../services/queryError';

type Loaded<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'there'; readonly value: Value };

/** Something a page waits for; asked anew when `key` changes. */
export function useLoaded<Value>(key: string, load: () => Promise<Value>): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: 'loading' });
  useEffect(() => {
    let wanted = true;
    const tell = (next: Loaded<Value>) => wanted && setLoaded(next);
    load().then(
      (value) => tell({ state: 'there', value }),
      (error: unknown) => tell({ state: 'failed', message: messageOf(error) })
    );
    return () => {
      wanted = false;
    };
    // Only the key says that something else is wanted.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return loaded;
}

/** What an error says to a person. */
export function messageOf(error: unknown): string {
  return queryError(error).message ?? 'Unknown error';
}
