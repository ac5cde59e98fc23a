import { IntervalNeed } from '../types';
import { Errand, isAbortError } from '../transport';
import { Github } from './github';
import { recently } from './heads';

/**
 * Which repository goes by the need's name, as seen before it is read: if the name changes hands meanwhile, the next look
 * finds out. A stream that was read before is looked at in the glance that a refresh takes anyway. Null: not known.
 */
export async function identityOf({ heads, clock }: Github, need: IntervalNeed, errand: Errand): Promise<string | null> {
  if (need.identity !== undefined) {
    try {
      return (await heads.current(need.scope, clock.now() - recently, errand)).id;
    } catch (error) {
      // Whatever stands in the way, the reading itself will meet and say.
      if (isAbortError(error)) {
        throw error;
      }
    }
  }
  return heads.last(need.scope)?.id ?? null;
}

/** The need as it is to be read: nothing that is known of another repository of this name is about this one. */
export function ofIdentity(need: IntervalNeed, identity: string | null): IntervalNeed {
  const isAnother = identity !== null && need.identity !== undefined && need.identity !== identity;
  return isAnother ? { ...need, bookmark: undefined, holds: undefined } : need;
}
