import { Change, Instant, Origin } from '../../events';
import { Common } from './common';
import { InstantFields, TimedRecord } from './instants';
import { keepUrl } from './links';

const instants = new InstantFields(
  'firstCommitAt',
  'firstCommittedAt',
  'createdAt',
  'readyAt',
  'firstReviewAt',
  'approvedAt',
  'mergedAt'
);

export class HeldChange extends TimedRecord implements Change {
  readonly id: string;
  readonly repository: string;
  readonly number: number | null;
  readonly title: string;
  declare readonly url: string | null;
  readonly author: string | null;
  readonly authorIsBot: boolean;
  readonly labels: readonly string[];
  readonly branch: string | null;
  readonly baseBranch: string | null;
  readonly body: string | null;
  declare readonly firstCommitAt: Instant | null;
  declare readonly firstCommittedAt: Instant | null;
  declare readonly createdAt: Instant;
  declare readonly readyAt: Instant | null;
  declare readonly firstReviewAt: Instant | null;
  declare readonly approvedAt: Instant | null;
  declare readonly mergedAt: Instant;
  readonly mergeSha: string | null;
  readonly headSha: string | null;
  readonly additions: number | null;
  readonly deletions: number | null;
  readonly origin: Origin;

  constructor(one: Change, { texts, columns }: Common) {
    super(instants.place(one, columns));
    this.id = one.id;
    this.repository = texts.one(one.repository);
    this.number = one.number;
    this.title = one.title;
    keepUrl(this, one.url, texts);
    this.author = texts.orNull(one.author);
    this.authorIsBot = one.authorIsBot;
    this.labels = texts.alike(one.labels);
    this.branch = one.branch;
    this.baseBranch = texts.orNull(one.baseBranch);
    this.body = one.body;
    this.mergeSha = texts.orNull(one.mergeSha);
    this.headSha = one.headSha;
    this.additions = one.additions;
    this.deletions = one.deletions;
    this.origin = texts.one(one.origin);
  }
}
