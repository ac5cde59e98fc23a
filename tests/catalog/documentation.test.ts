import { dirname, join } from 'node:path';
import { metricNames } from '../../src/metrics';
import {
  defaultExperiment,
  defaultSettings,
  defaultTeam,
  plainQuery,
  qualityChecks,
  queryTypes,
} from '../../src/query';
import { exists, filesUnder, textOf } from './project';

/** What somebody writes by hand, in provisioning or in a dashboard as code, has to be found in the documentation. */

/** The words in code type of a page. */
const coded = (path: string) => new Set([...textOf(path).matchAll(/`([^`\n]+)`/g)].map(([, word]) => word));
const missing = (words: readonly string[], path: string) => words.filter((word) => !coded(path).has(word));

describe('the documentation names', () => {
  it('every type and every field of a query', () => {
    const fields = queryTypes.flatMap((type) => Object.keys(plainQuery(type)));
    expect(missing([...queryTypes, ...fields, ...metricNames], 'docs/queries.md')).toEqual([]);
  });

  it('every query of the command line', () => {
    expect(missing(queryTypes, 'docs/cli.md')).toEqual([]);
  });

  it('every check of data quality', () => {
    expect(missing(qualityChecks, 'docs/data-quality.md')).toEqual([]);
  });

  it('every setting, of teams, experiments and rules too', () => {
    const { schemaVersion, teams, experiments, rules, ...settings } = defaultSettings;
    const sections = [defaultTeam, defaultExperiment, rules, settings];
    expect(missing(sections.flatMap(Object.keys), 'docs/settings.md')).toEqual([]);
  });
});

describe('the links of', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...filesUnder('docs')];
  /** As GitHub makes an anchor of a heading. */
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replace(/ /g, '-');
  const anchors = (path: string) => [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading));

  it.each(pages)('%s lead to a file and a heading that exist', (path) => {
    const links = [...textOf(path).matchAll(/\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)/g)];
    const astray = links.filter(([, file, heading]) => {
      const target = file === '' ? path : join(dirname(path), file);
      return !exists(target) || (heading !== '' && !anchors(target).includes(heading));
    });
    expect(astray.map(([link]) => link)).toEqual([]);
  });
});
