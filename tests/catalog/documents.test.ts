import { parseDocument } from 'yaml';
import { exists, fieldsOf, filesUnder, isBuilt, jsonOf, textOf } from './project';

const built = isBuilt();
const readmes = ['README.md', 'src/README.md', ...(built ? ['dist/README.md'] : [])];
const licenses = ['LICENSE', ...(built ? ['dist/LICENSE'] : [])];
const changelogs = ['CHANGELOG.md', ...(built ? ['dist/CHANGELOG.md'] : [])];

describe.each(readmes)('%s', (path) => {
  it('says something', () => {
    expect(textOf(path).trim().length).toBeGreaterThan(500);
  });

  it('has no HTML comments, which the catalog refuses', () => {
    expect(textOf(path)).not.toContain('<!--');
  });

  it('has no words of the template and none of the jargon the catalog refuses', () => {
    expect(textOf(path)).not.toMatch(/\b(yarn|nodejs|TODO|lorem ipsum)\b/i);
    expect(textOf(path)).not.toMatch(/Grafana data source plugin template|This template is a starting point/i);
    expect(textOf(path)).not.toMatch(/%(VERSION|TODAY|PLUGIN_ID)%/);
  });
});

describe.each(licenses)('%s', (path) => {
  it('is Apache-2.0 with a year and an owner in place of the placeholders', () => {
    expect(textOf(path)).toContain('Apache License');
    expect(textOf(path)).toMatch(/Copyright \d{4} \S+/);
    expect(textOf(path)).not.toMatch(/\{yyyy\}|\{name of copyright owner\}|\[yyyy\]|\[name of copyright owner\]/);
  });
});

it.each(changelogs)('%s has an entry for the version of package.json', (path) => {
  const version = String(fieldsOf(jsonOf('package.json'), 'package.json').version);
  expect(textOf(path)).toContain(`## ${version}`);
});

describe('the toolchain', () => {
  it('is what create-plugin set up', () => {
    expect(textOf('.config/webpack/webpack.config.ts')).toContain('@grafana/create-plugin');
  });

  it('calls no script of the retired toolkit', () => {
    const scripts = Object.values(fieldsOf(fieldsOf(jsonOf('package.json'), 'package.json').scripts, 'scripts'));
    expect(scripts.filter((script) => String(script).includes('grafana-toolkit'))).toEqual([]);
  });
});

describe('the workflows', () => {
  const workflows = filesUnder('.github').filter((path) => path.endsWith('.yml'));
  const scripts = Object.keys(fieldsOf(fieldsOf(jsonOf('package.json'), 'package.json').scripts, 'scripts'));

  it.each(workflows)('%s is YAML without a mistake', (path) => {
    const document = parseDocument(textOf(path), { strict: true });
    expect([...document.errors, ...document.warnings]).toEqual([]);
  });

  it.each(workflows.filter((path) => path.includes('/workflows/')))('%s may only read unless a job says so', (path) => {
    expect(parseDocument(textOf(path)).toJS()).toMatchObject({ permissions: { contents: 'read' } });
  });

  it.each(workflows)('%s runs only scripts that package.json has', (path) => {
    const called = [...textOf(path).matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]);
    expect(called.filter((script) => !scripts.includes(script))).toEqual([]);
  });

  it('needs only jobs that there are', () => {
    const jobs = fieldsOf(fieldsOf(parseDocument(textOf('.github/workflows/ci.yml')).toJS(), 'ci.yml').jobs, 'jobs');
    const needed = Object.values(jobs).flatMap((job) => fieldsOf(job, 'job').needs ?? []);
    expect(needed.length).toBeGreaterThan(0);
    expect(needed.filter((name) => !Object.keys(jobs).includes(String(name)))).toEqual([]);
    expect(exists('playwright.config.ts')).toBe(true);
  });
});
