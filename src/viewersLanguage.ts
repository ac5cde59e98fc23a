import { dateTimeFormat, systemDateFormats } from '@grafana/data';
import { initPluginTranslations, t } from '@grafana/i18n';
import { Counted, filledIn, Language } from './words';

/**
 * The viewer's language, with the texts that Grafana loaded for the plugin before the plugin itself (from 12.1 on, named in
 * plugin.json, `locales/<locale>/<plugin id>.json`). A text that is missing there is said in English, as from Grafana 13.1 on
 * every text of an English viewer is: nothing is loaded for them, the code's own words count.
 *
 * A text is looked up once for each form that a number gives it: one answer says thousands, and Grafana's way of looking up
 * and filling in takes a hundred times as long as filling in.
 */
export async function viewersLanguage(pluginId: string): Promise<Language> {
  const { language } = await initPluginTranslations(pluginId);
  const forms = new Intl.PluralRules(language);
  const known = new Map<string, string>();
  return {
    locale: language,
    translate(id, english, values, count) {
      // Translators may have a wording of their own for none.
      const form = count === undefined ? '' : count === 0 ? 'none' : forms.select(count);
      const key = `${id} ${form}`;
      const text = known.get(key) ?? lookedUp(id, english, count);
      known.set(key, text);
      return filledIn(text, values);
    },
    instant: (at) => dateTimeFormat(at, { format: systemDateFormats.fullDate }),
  };
}

/** As it is written, placeholders and all. */
function lookedUp(id: string, english: string | Counted, count: number | undefined): string {
  const asItIs = { skipInterpolation: true };
  return typeof english === 'string'
    ? t(id, english, asItIs)
    : t(id, english.other, {
        ...asItIs,
        count,
        defaultValue_one: english.one,
        defaultValue_other: english.other,
      });
}
