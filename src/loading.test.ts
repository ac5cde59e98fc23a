import { Language, speak } from './words';

// Grafana's own start is not what is looked at: it would speak English again.
jest.mock('./viewersLanguage', () => ({ viewersLanguage: () => new Promise(() => undefined) }));

it('says nothing while it loads, because translations arrive after that', async () => {
  const said: string[] = [];
  const listening: Language = {
    locale: 'en-US',
    translate: (id) => {
      said.push(id);
      return id;
    },
    instant: String,
  };
  speak(listening);
  await import('./module');
  speak(null);
  expect(said).toEqual([]);
});
