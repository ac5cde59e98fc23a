import { languages } from '../../src/plugin.json';
import { pluginSources, readLocale } from '../../scripts/locales/files';
import { placeholdersOf, spokenTexts, wordingsIn } from '../../scripts/locales/texts';
import { unspokenTexts } from '../../scripts/locales/unspoken';

const { texts, faults } = spokenTexts(pluginSources());

describe('what the code says', () => {
  it('can be translated as it is written', () => {
    expect(faults).toEqual([]);
  });

  // What is told in English alone, and why.
  const onlyEnglish = [
    'src/sources/github/fragments.ts', // GraphQL
    'src/sources/github/answers.ts', // What a bad record looks like, for whoever mends it.
    'src/frames/listColumns.ts', // Names of frames and columns are contracts.
    'src/frames/experimentColumns.ts', // Likewise.
    'src/metrics/levels/tables.ts', // The reports, as printed.
    'src/metrics/givenEvents.ts', // Events that tests are given.
    'src/editors/config/TransferSection.tsx', // YAML as an example.
  ];

  it('is said, wherever it is shown', () => {
    const unspoken = pluginSources()
      .filter(([path]) => !onlyEnglish.includes(path))
      .flatMap(([path, source]) => unspokenTexts(path, source).map((text) => `${path}:${text}`));
    expect(unspoken).toEqual([]);
  });

  it('is what en-US holds; otherwise run `npm run locales`', () => {
    expect(Object.fromEntries(readLocale('en-US'))).toEqual(Object.fromEntries(texts));
  });
});

describe.each(languages.filter((language) => language !== 'en-US'))('%s', (language) => {
  const expected = wordingsIn(language, texts);
  const said = readLocale(language);
  const pairs = [...expected].map(([id, english]) => ({ id, english, translated: said.get(id) ?? '' }));

  it('says everything, and nothing that nobody asks for', () => {
    expect([...said.keys()].sort()).toEqual([...expected.keys()].sort());
  });

  it('has a wording for each', () => {
    expect(pairs.filter(({ translated }) => translated.trim() === '')).toEqual([]);
  });

  it('has the same values in its texts', () => {
    // "1 change" may say its number or not.
    const placeholders = (id: string, text: string) =>
      placeholdersOf(text).filter((name) => !(id.endsWith('_one') && name === 'count'));
    const different = pairs.filter(
      ({ id, english, translated }) => `${placeholders(id, translated)}` !== `${placeholders(id, english)}`
    );
    expect(different).toEqual([]);
  });

  it('has left no sentence in English', () => {
    const isSentence = (text: string) => text.replace(/\{\{\w+\}\}/g, '').split(/\s+/).length > 4;
    expect(pairs.filter(({ english, translated }) => isSentence(english) && english === translated)).toEqual([]);
  });

  it('ends as the English ends and keeps no space at the edges', () => {
    const end = (text: string) => /[.:?!…]$/.exec(text)?.[0] ?? '';
    expect(pairs.filter(({ english, translated }) => end(english) !== end(translated))).toEqual([]);
    expect(pairs.filter(({ translated }) => translated !== translated.trim())).toEqual([]);
  });
});

describe('a text that is shown without being said is found', () => {
  it.each([
    ['in JSX', 'const a = () => <p>Nothing is here.</p>;', ['1: Nothing is here.']],
    ['in an attribute', 'const a = () => <F label="Name" id="of no interest" />;', ['1: Name']],
    ['in a property', 'const a = { message: `${b} was not read` };', ['1: … was not read']],
    ['on either side of a choice', 'const a = { title: b ? "One thing" : say("c.d", "D") };', ['1: One thing']],
    [
      'but not a said one, an id, a product or an address',
      'const a = () => <F label={say("a.b", "B c")} title="GitHub" placeholder="https://x.y" />;',
      [],
    ],
  ])('%s', (_case, code, expected) => {
    expect(unspokenTexts('planted.tsx', code)).toEqual(expected);
  });
});

describe('the reading of texts', () => {
  const read = (code: string) => spokenTexts([['planted.tsx', code]]);

  it('finds texts and wordings by number, joined over lines too', () => {
    const code = `const a = () => say('room.b', 'One ' + 'two.', { b });
      const c = () => sayCount('room.c', { one: '1 thing', other: '{{count}} things' }, 3);`;
    expect(read(code).faults).toEqual([]);
    expect([...read(code).texts]).toEqual([
      ['room.b', 'One two.'],
      ['room.c_one', '1 thing'],
      ['room.c_other', '{{count}} things'],
    ]);
  });

  it.each([
    ['an id that is put together', 'const a = () => say(`room.${b}`, "B");', 'must be literals'],
    ['a text that is put together', 'const a = () => say("room.b", `B ${c}`);', 'must be literals'],
    ['a wording that is missing', 'const a = () => sayCount("room.b", { other: "b" }, 2);', 'must be literals'],
    ['an id that i18next would read otherwise', 'const a = () => say("room:b", "B");', 'is not an id'],
    ['two texts under one id', 'const a = () => say("r.b", "B") + say("r.b", "C");', 'is said elsewhere as "B"'],
    ['an id below a text', 'const a = () => say("r.b", "B") + say("r.b.c", "C");', 'r.b is a text and holds r.b.c'],
    ['a text at load time', 'const a = { b: say("r.b", "B") };', 'is said while the module loads'],
  ])('refuses %s', (_case, code, fault) => {
    expect(read(code).faults).toEqual([expect.stringContaining(fault)]);
  });

  it('asks a language for as many wordings as it has plural forms', () => {
    // CLDR: Polish has one, few, many, other; Japanese has other alone.
    const english = new Map([
      ['a.b', 'B'],
      ['a.c_one', '1'],
      ['a.c_other', '{{count}}'],
    ]);
    expect([...wordingsIn('pl-PL', english).keys()].sort()).toEqual([
      'a.b',
      'a.c_few',
      'a.c_many',
      'a.c_one',
      'a.c_other',
    ]);
    expect([...wordingsIn('ja-JP', english).keys()]).toEqual(['a.b', 'a.c_other']);
  });
});
