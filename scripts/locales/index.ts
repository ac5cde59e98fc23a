import { languages } from '../../src/plugin.json';
import { pluginSources, readLocale, writeLocale } from './files';
import { spokenTexts, Texts, wordingsIn } from './texts';

/**
 * `npm run locales` writes src/locales/en-US from what the code says and tells, for every other language of plugin.json,
 * which texts it lacks and which nobody says any more; those it takes out.
 */
const { texts, faults } = spokenTexts(pluginSources());
faults.forEach((fault) => process.stderr.write(`${fault}\n`));
if (faults.length === 0) {
  writeLocale('en-US', texts);
  process.stdout.write(`en-US: ${texts.size} texts\n`);
  languages
    .filter((language) => language !== 'en-US')
    .forEach((language) => settle(language, wordingsIn(language, texts)));
} else {
  process.exitCode = 1;
}

function settle(language: string, english: Texts): void {
  const known = readLocale(language);
  const said = new Map([...known].filter(([id]) => english.has(id)));
  const missing = [...english].filter(([id]) => !known.has(id));
  writeLocale(language, said);
  process.stdout.write(
    `${language}: ${said.size} texts, ${missing.length} missing, ${known.size - said.size} taken out\n`
  );
  missing.forEach(([id, text]) => process.stdout.write(`  ${id}: ${text}\n`));
  if (missing.length > 0) {
    process.exitCode = 1;
  }
}
