import { ScopedVars, TimeRange, TypedVariableModel } from '@grafana/data';
import { interpolateList } from '../query';
import { QueryEngine } from './engine';
import { expandVariables, Templates } from './interpolation';
import { FoundNames, isSeen, namesOf, namesSeen } from './names';
import { whyNothingListed } from './noNames';
import { timeZoneOf } from './runTarget';
import { NameChoice } from './storedQuery';

/** What a picker offers. */
export interface Suggestions {
  /** Dashboard variables that may stand for names: `$team`. */
  readonly variables: readonly string[];
  readonly names: readonly string[];
  /** Why names are missing, or why there are none, in a sentence; a picker takes any text all the same. */
  readonly problem: string | null;
}

/** Where names are wanted: the dashboard's time range and variables. */
export interface NameRequest {
  readonly range?: TimeRange;
  readonly scopedVars?: ScopedVars;
  readonly timezone?: string;
}

/** The names that pickers, variables and ad hoc filters offer. */
export class NameSource {
  constructor(
    private readonly engine: QueryEngine,
    private readonly templates: () => Templates,
    private readonly now: () => number
  ) {}

  /** Never rejects. */
  async suggest(choice: NameChoice, request: NameRequest): Promise<Suggestions> {
    const variables = this.templates()
      .getVariables()
      .filter(standsForNames)
      .map(({ name }) => `$${name}`);
    try {
      const { names, why } = await this.find(choice, request, new AbortController().signal);
      return { variables, names, problem: why };
    } catch (error) {
      return { variables, names: [], problem: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Rejects with a sentence when nothing can be listed. */
  async list(choice: NameChoice, request: NameRequest, signal: AbortSignal): Promise<readonly string[]> {
    return (await this.find(choice, request, signal)).names;
  }

  private async find(choice: NameChoice, request: NameRequest, signal: AbortSignal): Promise<FoundNames> {
    const { range, scopedVars = {}, timezone } = request;
    const { kind } = choice;
    const filled = (texts: readonly string[]) =>
      interpolateList(texts, (text) => expandVariables(text, scopedVars, this.templates()));
    const scope = { teams: filled(choice.teams), repositories: filled(choice.repositories) };
    if (isSeen(kind)) {
      const span = range === undefined ? {} : { from: range.from.valueOf(), to: range.to.valueOf() };
      const context = { ...span, timeZone: timeZoneOf(timezone), now: this.now() };
      return namesSeen(this.engine, kind, scope, context, signal);
    }
    const known = await this.engine.directory(signal);
    const names = namesOf(known, kind, { kind, ...scope });
    const failures = known.problems.filter((problem) => problem.scope === null);
    if (names.length === 0 && failures.length > 0) {
      throw new Error(failures.map(({ message }) => message).join(' '));
    }
    return { names, why: names.length === 0 ? whyNothingListed(kind, scope) : null };
  }
}

const standingForNames: ReadonlySet<TypedVariableModel['type']> = new Set(['query', 'custom', 'textbox', 'constant']);

/** A data source or an interval is no name. */
function standsForNames({ type }: TypedVariableModel): boolean {
  return standingForNames.has(type);
}
