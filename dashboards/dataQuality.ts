import { DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { QualityCheck, qualityChecks } from '../src/query';
import { dashboardFrame } from './frame';
import { at, prose } from './panels';
import { checkStat, checkTable, findingTable } from './qualityPanels';

/** Can the numbers be believed: what is linked, what is owned, what may not be read, how old it is, what it has cost. */
export function dataQuality(): DashboardBuilder {
  const dashboard = dashboardFrame({
    uid: 'dora-data-quality',
    title: 'Data quality',
    description:
      'What the DORA numbers rest on: coverage of links, owners, approximations, missing permissions, freshness and cost.',
    revision: 1,
    severalTeams: true,
    allIsEverything: true,
  });

  linkCoverage.forEach(({ check, title, description }, index) => {
    dashboard.withPanel(checkStat(check, title, description, at((index % 2) * 12, Math.floor(index / 2) * 4, 12, 4)));
  });

  dashboard.withRow(new RowBuilder('Checks').gridPos(at(0, 8, 24, 1)));
  dashboard.withPanel(
    checkTable(
      'Every check',
      'Good, look or act, by the thresholds of the documentation; a check without a status only informs. There is no overall score: each check touches other numbers.',
      ofEvents,
      at(0, 9, 24, 33)
    )
  );
  dashboard.withRow(new RowBuilder('What was found').gridPos(at(0, 42, 24, 1)));
  dashboard.withPanel(
    findingTable(
      'Findings',
      'Each repository, service, team, deployment or incident that a check found, with what to do. Click a thing to open it where it comes from.',
      at(0, 43, 24, 16)
    )
  );

  dashboard.withRow(new RowBuilder('The sources').gridPos(at(0, 59, 24, 1)));
  dashboard.withPanel(
    checkTable(
      'Freshness and missing permissions',
      'When each source was last looked at for what is new, what the tokens may not read, and what was not read to its end.',
      reading,
      at(0, 60, 24, 9)
    )
  );
  dashboard.withPanel(
    checkTable(
      'Cost',
      'What this page has asked of the upstreams since it was opened, and what they say is left of the limits that everybody with the same token shares.',
      cost,
      at(0, 69, 24, 13)
    )
  );
  dashboard.withPanel(prose('How to read this', howToRead, at(0, 82, 24, 5)));
  return dashboard;
}

const linkCoverage: ReadonlyArray<{
  readonly check: QualityCheck;
  readonly title: string;
  readonly description: string;
}> = [
  {
    check: 'deploymentsWithChanges',
    title: 'Deployments with changes',
    description: 'Share of the successful production deployments that contain at least one known change.',
  },
  {
    check: 'changesDeployed',
    title: 'Changes with a deployment',
    description: 'Share of the merged changes, older than the usual wait, that are in a production deployment.',
  },
  {
    check: 'incidentsMapped',
    title: 'Incidents with an owner',
    description: 'Share of the incidents on a service that belongs to a team or a repository.',
  },
  {
    check: 'linksLow',
    title: 'Links by proximity alone',
    description: 'Share of the links between incidents and deployments that rest on time alone. Less is better.',
  },
];

/** These stand below, by what they are about. */
const reading: readonly QualityCheck[] = ['freshness', 'permissions', 'reading'];
const cost: readonly QualityCheck[] = ['calls', 'budget'];
const ofEvents = qualityChecks.filter((check) => !reading.includes(check) && !cost.includes(check));

const howToRead = `
- **Act** means: mend this before you believe the numbers it touches. **Look** means: know it when you read them.
- **Nothing to check is no success**: a share over nothing is empty.
- **Services nobody owns** are only looked for without a filter: choose *All* teams.
- **The age** is that of the oldest look an answer rests on; events older than that are read up to then.
`.trim();
