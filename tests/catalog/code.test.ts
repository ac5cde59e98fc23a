import { reviewCode, secretsIn } from './codeRules';
import { exists, filesUnder, isTest, pluginId, textOf } from './project';

const sources = filesUnder('src').filter((path) => /\.tsx?$/.test(path) && !isTest(path));

describe('the plugin’s code', () => {
  it('holds nothing the catalog’s review refuses', () => {
    expect(sources.length).toBeGreaterThan(50);
    const findings = sources.flatMap((path) =>
      reviewCode(path, textOf(path), pluginId).map(({ line, what }) => `${path}:${line} ${what}`)
    );
    expect(findings).toEqual([]);
  });

  // The build copies every JSON file below src into the plugin.
  it('has no JSON beside plugin.json, dashboards and locales, for all of it would ship', () => {
    const json = filesUnder('src').filter((path) => path.endsWith('.json'));
    expect(json.filter((path) => !/^src\/(plugin\.json|dashboards\/.*|locales\/.*)$/.test(path))).toEqual([]);
  });

  // The build takes every module.ts beside a src/plugin.json for an entry, wherever in the tree it is.
  it('has exactly one plugin.json below a src folder', () => {
    const found = filesUnder('.').filter((path) => /(^|\/)src\/(.*\/)?plugin\.json$/.test(path));
    expect(found).toEqual(['src/plugin.json']);
    expect(exists('src/module.ts')).toBe(true);
  });
});

it('there is no secret anywhere in the project', () => {
  // The planted ones below are put together from pieces.
  const leaks = filesUnder('.').flatMap((path) => secretsIn(textOf(path)).map((kind) => `${path}: ${kind}`));
  expect(leaks).toEqual([]);
});

describe('the rules themselves', () => {
  const planted: ReadonlyArray<readonly [string, string]> = [
    ['console.warn(1)', 'console.warn'],
    ['const a = window.location.href', 'window.location'],
    ['window.open(url)', 'window.open'],
    ['confirm("sure?")', 'confirm()'],
    ['new Function("a")', 'new Function'],
    ['const a = <div dangerouslySetInnerHTML={b} />', 'dangerouslySetInnerHTML'],
    ['element.innerHTML = b', 'innerHTML'],
    ['import "./style.css"', 'import of ./style.css'],
    ['import { readFileSync } from "node:fs"', 'import of node:fs'],
    ['const token = process.env.TOKEN', 'process.env'],
    ['post("/api/ds/query")', '/api/ds/query'],
    ['const c = "gf-form-inline"', 'gf-form-inline'],
    ['localStorage.setItem("recent", a)', "localStorage with a key that does not carry the plugin's id"],
  ];

  it.each(planted)('%s is found', (code, what) => {
    expect(reviewCode('planted.tsx', `const before = 1;\n${code};\n`, pluginId)).toEqual([{ line: 2, what }]);
  });

  it.each([
    '// console.log, window.location and eval() in a comment',
    'const text = "console.log in a sentence"',
    `localStorage.setItem("${pluginId}.recent", a)`,
    'const location = window.innerWidth',
  ])('%s is not', (code) => {
    expect(reviewCode('planted.tsx', code, pluginId)).toEqual([]);
  });

  it.each([
    ['GitHub token', `ghp_${'a1B2'.repeat(9)}`],
    ['GitHub fine-grained token', `github_pat_${'a'.repeat(22)}_${'b'.repeat(59)}`],
    ['private key', ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ')],
    ['credentials in an address', ['https://me:', 'longpassword', '@example.com'].join('')],
  ])('a %s is found', (kind, text) => {
    expect(secretsIn(`a line\nwith ${text} in it`)).toEqual([kind]);
  });
});
