import { Picture, themes, widths } from './scene';

/** A page to look through the collection: group by group, a row a scene, a column for each theme and width. */
export function galleryHtml(pictures: readonly Picture[]): string {
  const columns = themes.flatMap((theme) => widths.map((width) => ({ theme, width })));
  const groups = [...new Set(pictures.map(({ scene }) => scene.group))];
  const rowsOf = (group: string) =>
    [...new Set(pictures.filter(({ scene }) => scene.group === group).map(({ scene }) => scene.name))].map((name) => {
      const cells = columns.map(({ theme, width }) => {
        const found = pictures.find((one) => one.scene.name === name && one.theme === theme && one.width === width);
        const label = `${name}, ${theme}, ${width}`;
        return found === undefined
          ? '<td>not taken</td>'
          : `<td><a href="${found.file}"><img src="${found.file}" alt="${label}" loading="lazy"></a></td>`;
      });
      return `<tr><th scope="row">${name}</th>${cells.join('')}</tr>`;
    });
  const heads = columns.map(({ theme, width }) => `<th scope="col">${theme}, ${width}</th>`).join('');
  const tables = groups.map(
    (group) =>
      `<h2>${group}</h2><table><thead><tr><th></th>${heads}</tr></thead><tbody>${rowsOf(group).join('')}</tbody></table>`
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pictures</title>
<style>
  body { font: 14px sans-serif; margin: 24px; background: #ddd; }
  table { border-collapse: collapse; }
  th { text-align: left; vertical-align: top; padding: 8px; }
  td { vertical-align: top; padding: 8px; }
  img { width: 320px; display: block; border: 1px solid #888; }
</style>
<h1>Every editor and dashboard</h1>
${tables.join('\n')}
</html>
`;
}
