import i18next from 'i18next';
import { say, sayCount, speak } from './words';
import { viewersLanguage } from './viewersLanguage';

const id = 'a-plugin';
const changes = { one: '1 change of {{team}}', other: '{{count}} changes of {{team}}' };

/** Grafana's own start and its loading of a plugin's texts. */
async function grafanaSpeaks(language: string, texts?: object): Promise<void> {
  const ownTexts = { [language]: { grafana: { save: 'Save' } } };
  await i18next.init({ lng: language, fallbackLng: 'en-US', resources: ownTexts, returnEmptyString: false });
  if (texts !== undefined) {
    i18next.addResourceBundle(language, id, texts, true, false);
  }
  speak(await viewersLanguage(id));
}

afterEach(() => {
  speak(null);
  i18next.removeResourceBundle('de-DE', id);
});

describe('the viewer’s language', () => {
  it('has the texts that Grafana loaded for the plugin, by number where it matters', async () => {
    await grafanaSpeaks('de-DE', {
      room: {
        hello: 'Guten Tag, {{name}}.',
        changes_one: '1 Änderung',
        changes_other: '{{count}} Änderungen von {{team}}',
      },
    });
    expect(say('room.hello', 'Hello, {{name}}.', { name: 'Ada' })).toBe('Guten Tag, Ada.');
    expect(sayCount('room.changes', changes, 1, { team: 'A' })).toBe('1 Änderung');
    expect(sayCount('room.changes', changes, 12345, { team: 'A' })).toBe('12.345 Änderungen von A');
  });

  it.each([
    ['of an English viewer, for whom nothing is loaded', 'en-US'],
    ['in a language that has no texts', 'de-DE'],
  ])('falls back to the words of the code: %s', async (_case, language) => {
    await grafanaSpeaks(language);
    expect(say('room.hello', 'Hello, {{name}}.', { name: 'Ada' })).toBe('Hello, Ada.');
    expect(sayCount('room.changes', changes, 1, { team: 'A' })).toBe('1 change of A');
    expect(sayCount('room.changes', changes, 3, { team: 'A' })).toBe('3 changes of A');
  });

  it('asks Grafana for a text once for each form that a number gives it', async () => {
    await grafanaSpeaks('pl-PL', {
      room: {
        hello: 'Cześć, {{name}}.',
        changes_one: '{{count}} zmiana',
        changes_few: '{{count}} zmiany',
        changes_many: '{{count}} zmian',
      },
    });
    const asked = jest.fn();
    i18next.services.resourceStore.data = new Proxy(i18next.services.resourceStore.data, {
      get: (data, name, self) => (asked(name), Reflect.get(data, name, self)),
    });
    for (let turn = 0; turn < 3; turn++) {
      expect(say('room.hello', 'Hello, {{name}}.', { name: `Ada ${turn}` })).toBe(`Cześć, Ada ${turn}.`);
      // https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html#pl
      const texts = [1, 2, 5, 22, 25].map((count) => sayCount('room.changes', changes, count, { team: 'A' }));
      expect(texts).toEqual(['1 zmiana', '2 zmiany', '5 zmian', '22 zmiany', '25 zmian']);
      expect(turn === 0 || asked.mock.calls.length === 0).toBe(true);
      asked.mockClear();
    }
  });

  it('takes values as they are: no escaping, no placeholder or reference inside a value is followed', async () => {
    await grafanaSpeaks('de-DE', { room: { hello: 'Guten Tag, {{name}}.' } });
    const name = 'A & B <c> a/b $t(room.hello) {{name}}';
    expect(say('room.hello', 'Hello, {{name}}.', { name })).toBe(`Guten Tag, ${name}.`);
  });
});
