import { Instant, Run } from '../../events';
import { asObject, Errand, list, number, optionalInstant, optionalText, text } from '../transport';
import { Ask, decoded } from './ask';
import { countedPage } from './countedPages';
import { Github } from './github';
import { Params } from './rest';
import { decodeRun } from './runRecords';

/** A workflow of a repository as the REST API lists it, disabled ones included. */
export interface Workflow {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  /** When it was last renamed, moved, or switched on or off; null: not told. */
  readonly updatedAt: Instant | null;
}

/** Rows of a page of a list of runs. */
const pageRows = 100;
/** So many runs of a workflow are looked at to see whether they bear its name. */
const sampled = 10;
/** Those GitHub runs of its own accord (Dependabot, Pages) have no file; each of their runs has a name of its own. */
const isDynamic = ({ path }: Workflow) => path.startsWith('dynamic/');

/** `path`: of the repository. */
export async function* workflowsOf(github: Github, path: string, at: string, errand: Errand): AsyncGenerator<Workflow> {
  const count = (body: unknown) => list(asObject(body, at), 'workflows', at).length;
  for await (const body of github.rest.pages(`${path}/actions/workflows`, {}, count, errand)) {
    for (const item of list(asObject(body, at), 'workflows', at)) {
      const record = asObject(item, at);
      yield {
        id: number(record, 'id', at),
        name: text(record, 'name', at),
        path: optionalText(record, 'path', at) ?? '',
        updatedAt: optionalInstant(record, 'updated_at', at),
      };
    }
  }
}

/** A search for runs that is too long to be read for the sake of a few of them. */
export interface RunSearch {
  /** Of the search, `created` included. */
  readonly params: Params;
  /** Since when runs are searched. */
  readonly from: Instant;
  /** How many there are. */
  readonly total: number;
}

/**
 * Reads the runs of single workflows instead of those of all, where that asks for less and misses nothing. What counts is
 * the name a run has, so a workflow is left out only when it has been called something else all the time: it is so called
 * now, it has not been changed since, and the runs that are looked at say the same. Runs of a workflow that is no longer
 * listed show in the count.
 */
export class Workflows {
  private all: Promise<readonly Workflow[]> | null = null;
  /** Another stretch of the same list will hardly be different. */
  private isVain = false;

  /** `path`: of the repository. `isNamed`: whether runs of this name are wanted. */
  constructor(
    private readonly github: Github,
    private readonly ask: Ask,
    private readonly path: string,
    private readonly isNamed: (workflow: string) => boolean
  ) {}

  /** Lists of runs that hold every wanted one between them; null: only the list of all does, or is as good. */
  async lists(search: RunSearch): Promise<readonly string[] | null> {
    const { total } = search;
    const pages = Math.ceil(total / pageRows);
    if (this.isVain) {
      return null;
    }
    const errand = this.ask.errand(search.from);
    this.all ??= everyOne(workflowsOf(this.github, this.path, `workflows of ${this.ask.need.scope}`, errand));
    const all = await this.all;
    // Each is asked about by itself, and what is left has to be read as well.
    if (all.length >= pages / 2) {
      return null;
    }
    const runs = await Promise.all(all.map((workflow) => this.runsOf(workflow, search, errand)));
    const sum = runs.reduce((known, { count }) => known + count, 0);
    const wanted = runs.filter(({ isWanted, count }) => isWanted && count > 0);
    const calls = wanted.reduce((known, { count }) => known + Math.ceil(count / pageRows), 0);
    if (sum < total || calls > pages / 2) {
      this.isVain = true;
      return null;
    }
    return wanted.map((one) => one.path);
  }

  private async runsOf(workflow: Workflow, { params, from }: RunSearch, errand: Errand) {
    const at = `workflow runs of ${this.ask.need.scope}`;
    const place = `${this.path}/actions/workflows/${workflow.id}/runs`;
    const { body } = await this.github.rest.get(place, { ...params, per_page: sampled }, errand);
    const { total: count, records } = countedPage(body, 'workflow_runs', at);
    const sample = records.flatMap((record) => decoded(this.ask, () => decodeRun(record, this.ask.need.scope)));
    const bearsIts = (run: Run) => run.workflow === workflow.name;
    const isUnchanged = workflow.updatedAt !== null && workflow.updatedAt < from;
    const isOther = !this.isNamed(workflow.name) && isUnchanged && !isDynamic(workflow) && sample.every(bearsIts);
    return { path: place, count, isWanted: !isOther };
  }
}

async function everyOne<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}
