import { Listing, SourceId } from '../../datasource';
import { anyRepositoryOf, DoraSettings } from '../../query';
import { Offer } from '../fields';
import { say, sayCount } from '../../words';
import { SetupForm } from './form';
import { Reach } from './reach';

/** What each field can offer to choose from. Free text is always possible, so nothing here ever rejects. */
export interface Offers {
  organizations(): Promise<Offer>;
  repositories(): Promise<Offer>;
  githubTeams(): Promise<Offer>;
  environments(): Promise<Offer>;
  workflows(): Promise<Offer>;
  services(): Promise<Offer>;
  pagerdutyTeams(): Promise<Offer>;
  priorities(): Promise<Offer>;
}

export function offersOf({ catalog, settings, reach }: SetupForm): Offers {
  const from = async <Item>(
    source: SourceId,
    list: () => Promise<Listing<Item>>,
    offered: (item: Item) => Offer['names'][number]
  ): Promise<Offer> => {
    const reached = reach(source);
    if (reached !== 'ready') {
      return { names: [], trouble: cannotOffer()[reached] };
    }
    try {
      const { items, problems } = await list();
      const [first] = problems;
      return { names: items.map(offered), trouble: first === undefined ? emptyTrouble(items) : first.message };
    } catch (error) {
      return { names: [], trouble: error instanceof Error ? error.message : String(error) };
    }
  };
  const name = (value: string) => ({ value });
  const repositories = () => catalog.repositories(settings);
  return {
    organizations: () => from('github', () => catalog.organizations(), name),
    repositories: () =>
      from('github', repositories, ({ name: value, archived, topics }) => ({
        value,
        ...(archived
          ? { description: say('config.offers.archived', 'Archived') }
          : topics.length > 0
            ? { description: topics.join(', ') }
            : {}),
      })),
    githubTeams: () =>
      from(
        'github',
        () => catalog.githubTeams(settings),
        (team) => ({ value: team.slug, description: describeTeam(team.name, team.repositories.length) })
      ),
    environments: () => from('github', async () => catalog.environments(await inScope(settings, repositories)), name),
    workflows: () => from('github', async () => catalog.workflows(await inScope(settings, repositories)), name),
    services: () =>
      from(
        'pagerduty',
        () => catalog.services(),
        (service) => ({ value: service.name, ...(service.teams.length > 0 ? { description: service.teams[0] } : {}) })
      ),
    pagerdutyTeams: () => from('pagerduty', () => catalog.pagerdutyTeams(), name),
    priorities: () => from('pagerduty', () => catalog.priorities(), name),
  };
}

/** Names of the repositories that the settings want and that are in use. */
async function inScope(
  settings: DoraSettings,
  list: () => ReturnType<SetupForm['catalog']['repositories']>
): Promise<readonly string[]> {
  const { items } = await list();
  const isWanted = anyRepositoryOf(settings.repositories);
  return items.filter(({ name, archived }) => !archived && isWanted(name)).map(({ name }) => name);
}

function describeTeam(name: string, count: number): string {
  return sayCount(
    'config.offers.team',
    { one: '{{name}}, 1 repository', other: '{{name}}, {{count}} repositories' },
    count,
    { name }
  );
}

function emptyTrouble(items: readonly unknown[]): string | null {
  return items.length === 0
    ? say('config.offers.noneIsVisibleToThe', 'None is visible to the token. Names can be typed nevertheless.')
    : null;
}

const cannotOffer = (): Record<Exclude<Reach, 'ready'>, string> => ({
  off: say(
    'config.offers.nothingIsOfferedWhileIt',
    'Nothing is offered while it is switched off. Names can be typed nevertheless.'
  ),
  invalid: say(
    'config.offers.nothingCanBeOfferedUntil',
    'Nothing can be offered until the address is mended. Names can be typed nevertheless.'
  ),
  noToken: say(
    'config.offers.namesAreOfferedOnceA',
    'Names are offered once a token is saved. Until then they can be typed.'
  ),
  unsavedToken: say(
    'config.offers.namesAreOfferedOnceThe',
    'Names are offered once the token is saved. Until then they can be typed.'
  ),
  unsavedAddress: say(
    'config.offers.namesAreOfferedOnceThe2',
    'Names are offered once the address is saved. Until then they can be typed.'
  ),
});
