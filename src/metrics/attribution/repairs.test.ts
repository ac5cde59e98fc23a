import { analyse } from '../analyse';
import { changeFailRate } from '../changeFailRate';
import { Change, Commit, Deployment, Incident } from '../../events';
import { deploymentReworkRate } from '../deploymentReworkRate';
import {
  givenChange,
  givenCommit,
  givenDeployment,
  givenEvents,
  givenIncident,
  givenLine,
  givenOwnership,
  minute,
} from '../givenEvents';
import { Rules } from '../rules';

const line = givenLine('c1', 'c2', 'c3', 'c4');

interface Case {
  deployments: readonly Deployment[];
  changes?: readonly Change[];
  commits?: readonly Commit[];
  incidents?: readonly Incident[];
}

/** Repairs as `repair repaired`, with the rule. */
function repairs({ commits = line, ...events }: Case, rules: Partial<Rules> = {}): string[] {
  return analyse(givenEvents({ commits, ...events }), givenOwnership(rules)).deployments.flatMap((fact) =>
    fact.repairs.map(({ rule, of }) => `${rule}: ${fact.deployment.id} repaired ${of?.id ?? 'something older'}`)
  );
}

function deployed(...shas: readonly string[]): Deployment[] {
  return shas.map((sha, index) => givenDeployment(`d${index + 1}`, sha, (index + 1) * 10));
}

describe('rollback', () => {
  it.each<[string, string[], Partial<Rules>, string[]]>([
    ['v1 v2 v3 v1 blames the first after the target', ['c1', 'c2', 'c3', 'c1'], {}, ['rollback: d4 repaired d2']],
    [
      'or by choice the latest before the rollback',
      ['c1', 'c2', 'c3', 'c1'],
      { rollbackBlames: 'latestBeforeRollback' },
      ['rollback: d4 repaired d3'],
    ],
    ['v1 v1 is a repeat', ['c1', 'c1'], {}, []],
    ['v1 v2 v2 is a repeat', ['c1', 'c2', 'c2'], {}, []],
    ['the latest deployment of the target counts', ['c1', 'c1', 'c2', 'c1'], {}, ['rollback: d4 repaired d3']],
    ['a commit that never was deployed itself is no target', ['c1', 'c3', 'c2'], {}, []],
    [
      'going forward again is one by the letter',
      ['c1', 'c2', 'c1', 'c2'],
      {},
      ['rollback: d3 repaired d2', 'rollback: d4 repaired d3'],
    ],
  ])('%s', (_, shas, rules, expected) => {
    expect(repairs({ deployments: deployed(...shas) }, rules)).toEqual(expected);
  });

  it('is looked for in each environment by itself', () => {
    const deployments = [
      givenDeployment('eu1', 'c1', 1, { environment: 'prod-eu' }),
      givenDeployment('us2', 'c2', 2, { environment: 'prod-us' }),
      givenDeployment('us1', 'c1', 3, { environment: 'prod-us' }),
    ];
    expect(repairs({ deployments })).toEqual([]);
  });
});

describe('revert', () => {
  const original = givenChange(2, 'c2', 15, { title: 'Faster checkout' });
  const revert = (more: Partial<Change>) => givenChange(3, 'c3', 25, { title: 'Take it back', ...more });
  const deployments = deployed('c1', 'c2', 'c3');
  const repaired = ['revert: d3 repaired d2'];

  it.each<[string, Partial<Change>, string[]]>([
    ['title', { title: 'Revert "Faster checkout"' }, repaired],
    ['title with its own number', { title: 'Revert "Faster checkout" (#3)' }, repaired],
    ['title with the number of the original', { title: 'Revert "Faster checkout (#2)"' }, repaired],
    ['body', { body: 'Too slow.\n\nReverts #2' }, repaired],
    ['body with the repository', { body: 'Reverts acme/pay#2' }, repaired],
    ['body with a link', { body: 'Reverts https://github.com/acme/pay/pull/2' }, repaired],
    ['branch', { branch: 'revert-2-faster-checkout' }, repaired],
    ['something older by number', { body: 'Reverts #1' }, ['revert: d3 repaired something older']],
    ['something older by title', { title: 'Revert "Long ago"' }, ['revert: d3 repaired something older']],
    ['another repository', { body: 'Reverts acme/web#2' }, []],
    ['the word within a sentence', { body: 'Nobody reverts #2 lightly.' }, []],
    ['a changelog that a bot quotes', { authorIsBot: true, body: 'Reverts #2' }, []],
    ['itself', { body: 'Reverts #3' }, []],
    ['nothing', {}, []],
  ])('by %s', (_, more, expected) => {
    expect(repairs({ deployments, changes: [original, revert(more)] })).toEqual(expected);
  });

  const sha = (digit: string) => digit.repeat(40);
  const hex = [
    givenCommit(sha('1'), [], 1),
    givenCommit(sha('2'), [sha('1')], 2, 'Faster checkout'),
    givenCommit(sha('3'), [sha('2')], 3, `Undo\n\nThis reverts commit ${sha('2')}.`),
  ];

  it('by the message of a commit, with a pull request or without', () => {
    const ofHex = deployed(sha('1'), sha('2'), sha('3'));
    const changes = [givenChange(2, sha('2'), 15), givenChange(3, sha('3'), 25)];
    expect(repairs({ deployments: ofHex, commits: hex, changes })).toEqual(repaired);
    expect(repairs({ deployments: ofHex, commits: hex })).toEqual(repaired);
    expect(repairs({ deployments: ofHex, commits: hex }, { changeUnit: 'commit' })).toEqual(repaired);
  });

  it('blames nobody when both shipped together, or when the revert is not deployed', () => {
    const changes = [original, revert({ body: 'Reverts #2' })];
    expect(repairs({ deployments: deployed('c1', 'c3'), changes })).toEqual([]);
    expect(repairs({ deployments: deployed('c1', 'c2'), changes })).toEqual([]);
  });

  it('blames the first known deployment for what it contains', () => {
    const changes = [original, revert({ body: 'Reverts #2' })];
    expect(repairs({ deployments: deployed('c2', 'c3'), changes })).toEqual(['revert: d2 repaired d1']);
  });

  it('of a revert is planned work shipped again; the revert of that is a revert', () => {
    const again = givenChange(4, 'c4', 35, { title: 'Revert "Revert "Faster checkout""', body: 'Reverts #3' });
    const changes = [original, revert({ title: 'Revert "Faster checkout"', body: 'Reverts #2' }), again];
    const four = deployed('c1', 'c2', 'c3', 'c4');
    expect(repairs({ deployments: four, changes })).toEqual(repaired);
    const commits = givenLine('c1', 'c2', 'c3', 'c4', 'c5');
    const finally_ = givenChange(5, 'c5', 45, { title: `Revert "${again.title}"`, body: 'Reverts #4' });
    expect(
      repairs({ deployments: deployed('c1', 'c2', 'c3', 'c4', 'c5'), commits, changes: [...changes, finally_] })
    ).toEqual([...repaired, 'revert: d5 repaired d4']);
    expect(repairs({ deployments: four, changes: [givenChange(4, 'c4', 35, { title: 'Reapply "Old"' })] })).toEqual([]);
  });
});

describe('hotfix', () => {
  const deployments = deployed('c1', 'c2', 'c3');

  it.each<[string, Partial<Change>, boolean]>([
    ['label', { labels: ['ui', 'Hotfix'] }, true],
    ['branch', { branch: 'hotfix/login' }, true],
    ['title', { title: 'Hotfix: login' }, true],
    ['incident as a word', { title: 'Mend incident 12' }, true],
    ['incidental', { title: 'An incidental change' }, false],
    ['none', {}, false],
  ])('by %s', (_, change, expected) => {
    const found = repairs({ deployments, changes: [givenChange(3, 'c3', 25, change)] });
    expect(found).toEqual(expected ? ['hotfix: d3 repaired d2'] : []);
  });

  it('by the tag or branch it was made from', () => {
    const tagged = [...deployed('c1', 'c2'), givenDeployment('d3', 'c3', 30, { ref: 'v1.0.1-hotfix' })];
    expect(repairs({ deployments: tagged })).toEqual(['hotfix: d3 repaired d2']);
    expect(repairs({ deployments: [tagged[2]] })).toEqual(['hotfix: d3 repaired something older']);
  });

  it('follows the pattern of the rules; an invalid one finds nothing', () => {
    const changes = [givenChange(3, 'c3', 25, { branch: 'urgent/login', title: 'Hotfix' })];
    expect(repairs({ deployments, changes }, { hotfixPattern: '^urgent/' })).toEqual(['hotfix: d3 repaired d2']);
    expect(repairs({ deployments, changes }, { hotfixPattern: '(' })).toEqual([]);
  });
});

describe('rework', () => {
  const changes = [givenChange(3, 'c3', 25, { labels: ['hotfix'] })];
  const rework = (incidents: readonly Incident[], rules: Partial<Rules>, attribution: 'strict' | 'inclusive') => {
    const ownership = givenOwnership(rules);
    const events = givenEvents({ deployments: deployed('c1', 'c2', 'c3'), commits: line, changes, incidents });
    return deploymentReworkRate(analyse(events, ownership), attribution, ownership).items.map(
      ({ observation }) => observation.value
    );
  };
  const near = [givenIncident('P1', 25, null, { service: 'pay' })];

  it('is every repair in the survey’s wording', () => {
    expect(rework([], { reworkWording: 'userFacingBug' }, 'strict')).toEqual([0, 0, 1]);
  });

  it.each([
    ['none without an incident', [], 'inclusive', [0, 0, 0]],
    ['one after an incident nearby', near, 'inclusive', [0, 0, 1]],
    ['none by proximity in strict', near, 'strict', [0, 0, 0]],
    ['one after a stated incident', [givenIncident('P1', 25, null, { deployment: 'd2' })], 'strict', [0, 0, 1]],
    [
      'none when the incident came later',
      [givenIncident('P1', 31, null, { deployment: 'd2' })],
      'inclusive',
      [0, 0, 0],
    ],
    [
      'none for an incident of an earlier one',
      [givenIncident('P1', 15, null, { deployment: 'd1' })],
      'inclusive',
      [0, 0, 0],
    ],
  ] as const)('in the guide’s wording: %s', (_, incidents, attribution, expected) => {
    expect(rework(incidents, { reworkWording: 'incident' }, attribution)).toEqual(expected);
  });

  it('follows an incident that was linked to a deployment between the cause and the rollback', () => {
    const ownership = givenOwnership({ reworkWording: 'incident' });
    const events = givenEvents({
      deployments: deployed('c1', 'c2', 'c3', 'c1'),
      incidents: [givenIncident('P1', 35, null, { service: 'pay' })],
    });
    const delivery = analyse(events, ownership);
    // The rollback blames d2, proximity d3.
    expect(delivery.incidents[0].link?.deployment.id).toBe('d3');
    const values = deploymentReworkRate(delivery, 'inclusive', ownership).items.map(
      ({ observation }) => observation.value
    );
    expect(values).toEqual([0, 0, 0, 1]);
  });
});

describe('failed pipelines', () => {
  const deployments = [
    givenDeployment('d1', 'c1', 10),
    givenDeployment('bad', 'c2', 20, { status: 'failure' }),
    givenDeployment('d2', 'c2', 30),
  ];

  it.each([
    [false, [0, 0]],
    [true, [0, 1, 0]],
  ])('counted by choice, in numerator and denominator: %s', (countFailedPipelines, expected) => {
    const ownership = givenOwnership({ countFailedPipelines });
    const { items } = changeFailRate(analyse(givenEvents({ deployments }), ownership), 'strict', ownership);
    expect(items.map(({ observation }) => observation.value)).toEqual(expected);
    expect(items[items.length - 1].observation.at).toBe(30 * minute);
  });
});
