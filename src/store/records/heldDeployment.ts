import { Deployment, DeploymentStatus, Instant, Origin } from '../../events';
import { InstantFields, TimedRecord } from './instants';
import { Common } from './common';

const instants = new InstantFields('createdAt', 'startedAt', 'finishedAt');

export class HeldDeployment extends TimedRecord implements Deployment {
  readonly id: string;
  readonly repository: string;
  readonly environment: string;
  readonly sha: string;
  readonly status: DeploymentStatus;
  declare readonly createdAt: Instant;
  declare readonly startedAt: Instant | null;
  declare readonly finishedAt: Instant | null;
  readonly url: string | null;
  readonly service: string | null;
  readonly ref: string | null;
  readonly origin: Origin;

  constructor(one: Deployment, { texts, columns }: Common) {
    super(instants.place(one, columns));
    this.id = one.id;
    this.repository = texts.one(one.repository);
    this.environment = texts.one(one.environment);
    this.sha = texts.one(one.sha);
    this.status = texts.one(one.status);
    this.url = one.url;
    this.service = texts.orNull(one.service);
    this.ref = texts.orNull(one.ref);
    this.origin = texts.one(one.origin);
  }
}
