import { Instant } from '../../src/events';
import { Agenda } from './agenda';
import { Dice } from './dice';
import { GitGraph } from './gitGraph';
import { Delivery, nodeId, SimDeployment, SimRelease, SimTag, StatusState } from './model';
import { Pipelines } from './pipelines';
import { Habits, RepositoryProfile } from './profiles';
import { minute, second, wholeSecond } from './workingTime';

interface Parts {
  readonly dice: Dice;
  readonly agenda: Agenda;
  readonly git: GitGraph;
  readonly pipelines: Pipelines;
  readonly profile: RepositoryProfile;
  readonly owner: string;
  readonly base: number;
  readonly habitsAt: (at: Instant) => Habits;
  /** Pull request by the commit that brought it to the default branch. */
  readonly numbers: ReadonlyMap<string, number>;
}

type Status = SimDeployment['statuses'][number];
type MutableDeployment = Omit<SimDeployment, 'statuses'> & { readonly statuses: Status[] };
export type Delivered = (at: Instant, production: readonly Delivery[]) => void;

/** One repository's way to production: one delivery at a time, staging first, then each production environment. */
export class DeliveryLine {
  readonly deployments: MutableDeployment[] = [];
  readonly releases: SimRelease[] = [];
  readonly tags: SimTag[] = [];
  readonly deliveries: Delivery[] = [];
  /** Nothing but repairs is delivered while a failure is being dealt with. */
  isFrozen = false;
  private isBusy = false;
  private isWaiting = false;
  private readonly known = new Map<string, Set<string>>();
  private readonly standing = new Map<string, MutableDeployment>();
  private version = { minor: 0, patch: 0 };

  constructor(
    private readonly parts: Parts,
    private readonly onDelivered: Delivered
  ) {}

  /** The default branch is to be delivered as soon as possible. */
  request(at: Instant): void {
    const { tip } = this.parts.git;
    if (this.isFrozen || this.isBusy || tip === null) {
      this.isWaiting = true;
      return;
    }
    this.isWaiting = false;
    const last = this.deliveries[this.deliveries.length - 1];
    if (last?.sha !== tip) {
      this.start(at, tip, 'Deploy', this.onDelivered);
    }
  }

  /** A merge that is a deployment by itself. */
  merged(at: Instant, sha: string, number: number): readonly Delivery[] {
    return [this.record(String(number), 'production', sha, at)];
  }

  repair(at: Instant, sha: string | null, description: string, done: Delivered): void {
    const target = sha ?? this.parts.git.tip;
    if (target !== null) {
      this.start(at, target, description, done);
    }
  }

  /** The sha that stood in production before the last delivery. */
  predecessor(): string | null {
    const [environment] = this.parts.profile.production;
    const shas = this.deliveries.filter((one) => one.environment === environment).map(({ sha }) => sha);
    return shas.length < 2 || shas[shas.length - 2] === shas[shas.length - 1] ? null : shas[shas.length - 2];
  }

  thaw(at: Instant): void {
    this.isFrozen = false;
    if (this.isWaiting && !this.isBusy) {
      this.request(at);
    }
  }

  private start(at: Instant, sha: string, description: string, done: Delivered): void {
    const { production, hasStaging } = this.parts.profile;
    const isRollback = description.startsWith('Roll');
    const environments = [...(hasStaging && !isRollback ? ['staging'] : []), ...production];
    const reached: Delivery[] = [];
    this.isBusy = true;
    const next = (index: number, from: Instant): void => {
      if (index === environments.length) {
        this.isBusy = false;
        done(
          from,
          reached.filter(({ environment }) => production.includes(environment))
        );
        if (this.isWaiting && !this.isFrozen) {
          this.request(from);
        }
        return;
      }
      this.deploy(from, sha, environments[index], description, (finishedAt, delivery) => {
        reached.push(delivery);
        const isLast = index === environments.length - 1;
        this.parts.agenda.plan(isLast ? finishedAt : finishedAt + this.parts.dice.whole(1, 9) * minute, (then) =>
          next(index + 1, then)
        );
      });
    };
    next(0, wholeSecond(at));
  }

  private deploy(
    at: Instant,
    sha: string,
    environment: string,
    description: string,
    done: (finishedAt: Instant, delivery: Delivery) => void
  ): void {
    const { dice, agenda, habitsAt, profile } = this.parts;
    const isBroken = description === 'Deploy' && dice.chance(habitsAt(at).brokenPipelines);
    if (profile.deployedBy === 'workflow') {
      this.runWorkflow(at, sha, description, isBroken, done);
    } else if (profile.deployedBy === 'releases') {
      this.publish(at, sha, description, done);
    } else {
      const deployment = this.create(at, sha, environment, description);
      const finishedAt = at + Math.round(dice.duration(environment === 'staging' ? 100 : 220, 0.35) + 20) * second;
      const set = (when: Instant, state: StatusState) =>
        deployment.statuses.push({ state, createdAt: when, logUrl: `https://ci.example.com/${deployment.id}` });
      set(at + 2 * second, 'QUEUED');
      set(at + 12 * second, 'IN_PROGRESS');
      agenda.plan(finishedAt, () => {
        if (isBroken) {
          set(finishedAt, dice.chance(0.8) ? 'FAILURE' : 'ERROR');
          agenda.plan(finishedAt + dice.whole(15, 60) * minute, (then) =>
            this.deploy(then, sha, environment, description, done)
          );
          return;
        }
        set(finishedAt, 'SUCCESS');
        this.standing.get(environment)?.statuses.push({ state: 'INACTIVE', createdAt: finishedAt, logUrl: '' });
        this.standing.set(environment, deployment);
        done(finishedAt, this.record(deployment.nodeId, environment, sha, finishedAt));
      });
    }
  }

  private create(at: Instant, sha: string, environment: string, description: string): MutableDeployment {
    const id = this.parts.base * 10_000 + this.deployments.length + 1;
    const deployment: MutableDeployment = {
      id,
      nodeId: nodeId('DE', id),
      environment,
      sha,
      ref: description === 'Deploy' ? 'main' : null,
      task: 'deploy',
      description,
      payload: { service: this.parts.profile.service },
      creator: 'deploy-bot',
      createdAt: at,
      statuses: [],
    };
    this.deployments.push(deployment);
    return deployment;
  }

  /** A broken run is run again: the same run, a second attempt. */
  private runWorkflow(
    at: Instant,
    sha: string,
    description: string,
    isBroken: boolean,
    done: (finishedAt: Instant, delivery: Delivery) => void
  ): void {
    const { pipelines, agenda } = this.parts;
    const run = pipelines.add({
      workflow: 'Deploy to production',
      title: description === 'Deploy' ? `Deploy ${sha.slice(0, 7)}` : description,
      event: description.startsWith('Roll') ? 'workflow_dispatch' : 'push',
      branch: 'main',
      sha,
      actor: 'deploy-bot',
      createdAt: at,
      conclusions: isBroken ? ['failure', 'success'] : ['success'],
    });
    const finishedAt = run.attempts[run.attempts.length - 1].finishedAt ?? at;
    agenda.plan(finishedAt, () => done(finishedAt, this.record(String(run.id), 'production', sha, finishedAt)));
  }

  /** A release candidate first, then the release; repairs are released at once. */
  private publish(
    at: Instant,
    sha: string,
    description: string,
    done: (finishedAt: Instant, delivery: Delivery) => void
  ): void {
    const { dice, agenda } = this.parts;
    const isRepair = description !== 'Deploy';
    this.version = isRepair
      ? { ...this.version, patch: this.version.patch + 1 }
      : { minor: this.version.minor + 1, patch: 0 };
    const tag = `v2.${this.version.minor}.${this.version.patch}`;
    if (!isRepair) {
      this.release(at, at + 5 * minute, `${tag}-rc.1`, sha, true);
    }
    const publishedAt = at + (isRepair ? dice.whole(5, 20) * minute : dice.whole(90, 240) * minute);
    agenda.plan(publishedAt, () => {
      const release = this.release(publishedAt - minute, publishedAt, tag, sha, false);
      done(publishedAt, this.record(release.nodeId, 'production', sha, publishedAt));
    });
  }

  private release(
    createdAt: Instant,
    publishedAt: Instant,
    tag: string,
    sha: string,
    isPrerelease: boolean
  ): SimRelease {
    const id = this.parts.base * 10_000 + this.releases.length + 1;
    const annotation = { sha: this.parts.dice.hex(40), tagger: 'deploy-bot', at: createdAt };
    this.tags.push({ name: tag, sha, annotation: this.parts.dice.chance(0.5) ? annotation : null });
    const release: SimRelease = {
      id,
      nodeId: nodeId('RE', id),
      tag,
      name: tag,
      isDraft: false,
      isPrerelease,
      createdAt,
      publishedAt,
      author: 'deploy-bot',
      sha,
    };
    this.releases.push(release);
    return release;
  }

  private record(id: string, environment: string, sha: string, finishedAt: Instant): Delivery {
    const before = this.known.get(environment);
    const known = before ?? new Set<string>();
    const commits = this.parts.git.unknownTo(known, sha);
    commits.forEach((commit) => known.add(commit));
    this.known.set(environment, known);
    const changes = commits.flatMap((commit) => this.parts.numbers.get(commit) ?? []).sort((a, b) => a - b);
    const { profile, owner } = this.parts;
    const repository = `${owner}/${profile.name}`;
    const isFirst = before === undefined;
    const by = profile.deployedBy;
    const delivery: Delivery = { id, by, repository, environment, sha, finishedAt, isFirst, changes, commits };
    this.deliveries.push(delivery);
    return delivery;
  }
}
