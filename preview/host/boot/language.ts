import { DataSourcePluginMeta } from '@grafana/data';
import { LANGUAGES } from '@grafana/i18n';
import i18next from 'i18next';

const sourceLanguage = 'en-US';

/** Makes the viewer's language that of every text, as Grafana does before it draws anything. Unknown ones are English. */
export async function startLanguage(language: string): Promise<void> {
  const known = LANGUAGES.some(({ code }) => code === language) ? language : sourceLanguage;
  document.documentElement.lang = known;
  await i18next.init({
    lng: known,
    fallbackLng: sourceLanguage,
    supportedLngs: LANGUAGES.map(({ code }) => code),
    // A language counts as there once it has a text; Grafana's own are not in its packages.
    resources: { [known]: { grafana: { language: known } } },
    partialBundledLanguages: true,
    returnEmptyString: false,
  });
}

/**
 * Loads what a plugin says in the viewer's language, before the plugin itself. As in Grafana from 13.1 on nothing is loaded
 * for English, and a plugin without texts in the viewer's language stays English.
 */
export async function loadPluginTexts({ id, translations }: DataSourcePluginMeta): Promise<void> {
  const language = i18next.resolvedLanguage ?? sourceLanguage;
  const path = translations?.[language];
  if (language === sourceLanguage || path === undefined) {
    return;
  }
  const answer = await fetch(`/${path}`);
  if (!answer.ok) {
    throw new Error(`${id} names ${language} among its languages and has no texts in it.`);
  }
  i18next.addResourceBundle(language, id, await answer.json(), true, false);
}
