import { Commit, Instant } from '../../events';
import { Common } from './common';
import { InstantFields, TimedRecord } from './instants';

const instants = new InstantFields('authoredAt', 'committedAt');

const descent = Symbol('descent');

const parents: PropertyDescriptor = {
  configurable: true,
  enumerable: true,
  get(this: { readonly [descent]: string | readonly string[] }): readonly string[] {
    const held = this[descent];
    return typeof held === 'string' ? [held] : held;
  },
};

/** Most commits have one parent, which needs no list until somebody asks: a list would be two objects more for each. */
export class HeldCommit extends TimedRecord implements Commit {
  readonly repository: string;
  readonly sha: string;
  declare readonly parents: readonly string[];
  declare readonly authoredAt: Instant | null;
  declare readonly committedAt: Instant | null;
  readonly message: string;
  readonly author: string | null;

  constructor(one: Commit, { texts, columns }: Common) {
    super(instants.place(one, columns));
    const held = texts.list(one.parents);
    Object.defineProperty(this, descent, { value: held.length === 1 ? held[0] : held });
    Object.defineProperty(this, 'parents', parents);
    this.repository = texts.one(one.repository);
    this.sha = texts.one(one.sha);
    this.message = one.message;
    this.author = texts.orNull(one.author);
  }
}
