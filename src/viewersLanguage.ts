import { dateTimeFormat, systemDateFormats } from '@grafana/data';
import { initPluginTranslations, t } from '@grafana/i18n';
import { Language } from './words';

/**
 * The viewer's language, with the texts that Grafana loaded for the plugin before the plugin itself (from 12.1 on, named in
 * plugin.json, `locales/<locale>/<plugin id>.json`). A text that is missing there is said in English, as from Grafana 13.1 on
 * every text of an English viewer is: nothing is loaded for them, the code's own words count.
 */
export async function viewersLanguage(pluginId: string): Promise<Language> {
  const { language } = await initPluginTranslations(pluginId);
  return {
    locale: language,
    translate(id, english, values, count) {
      // React escapes what it draws; values in tooltips and notices must not arrive as `&amp;`.
      const asTheyAre = { replace: values, interpolation: { escapeValue: false } };
      return typeof english === 'string'
        ? t(id, english, asTheyAre)
        : t(id, english.other, {
            ...asTheyAre,
            count,
            defaultValue_one: english.one,
            defaultValue_other: english.other,
          });
    },
    instant: (at) => dateTimeFormat(at, { format: systemDateFormats.fullDate }),
  };
}
