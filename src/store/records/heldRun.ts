import { Instant, Job, Run } from '../../events';
import { Common } from './common';
import { InstantFields, TimedRecord } from './instants';
import { keepUrl } from './links';
import { none } from './sharedTexts';

const instants = new InstantFields('createdAt', 'startedAt', 'finishedAt');

export class HeldRun extends TimedRecord implements Run {
  readonly id: string;
  readonly repository: string;
  readonly workflow: string;
  readonly branch: string | null;
  readonly sha: string;
  readonly event: string | null;
  readonly attempt: number;
  readonly conclusion: string | null;
  declare readonly createdAt: Instant;
  declare readonly startedAt: Instant | null;
  declare readonly finishedAt: Instant | null;
  declare readonly url: string | null;
  readonly jobs: readonly Job[];

  constructor(one: Run, { texts, columns }: Common) {
    super(instants.place(one, columns));
    this.id = one.id;
    this.repository = texts.one(one.repository);
    this.workflow = texts.one(one.workflow);
    this.branch = texts.orNull(one.branch);
    this.sha = texts.one(one.sha);
    this.event = texts.orNull(one.event);
    this.attempt = one.attempt;
    this.conclusion = texts.orNull(one.conclusion);
    keepUrl(this, one.url, texts);
    this.jobs = one.jobs.length === 0 ? none : one.jobs;
  }
}
