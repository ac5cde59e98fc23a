import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setFaults, setStage, Stage } from '../browser/harness';
import { dashboardScenes } from './dashboardScenes';
import { editorScenes } from './editorScenes';
import { galleryHtml } from './gallery';
import { Picture, Scene, Theme, themes, widths } from './scene';
import { takeWholePage } from './wholePage';

/** `npm run pictures`, once the plugin and the preview's page are built. `--only PART`: names that hold it. `--readme`: also those of the catalog. */

const root = join(__dirname, '../..');
const folder = join(root, 'artifacts/pictures');
const write = (text: string) => process.stdout.write(text);

async function take(argv: readonly string[]): Promise<void> {
  const only = argv.includes('--only') ? (argv[argv.indexOf('--only') + 1] ?? '') : '';
  const all = [...editorScenes(), ...(await dashboardScenes(root))];
  const scenes = all.filter(({ name }) => name.includes(only));
  if (scenes.length === 0) {
    throw new Error(`No picture's name holds "${only}". There are: ${all.map(({ name }) => name).join(', ')}.`);
  }
  if (only === '') {
    await rm(folder, { recursive: true, force: true });
  }
  await mkdir(folder, { recursive: true });
  const stage = await setStage();
  const pictures: Picture[] = [];
  const missed: string[] = [];
  try {
    for (const scene of scenes) {
      for (const theme of themes) {
        try {
          pictures.push(...(await takeScene(stage, scene, theme)));
        } catch (error) {
          missed.push(
            `${scene.name} (${theme}): ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
          );
        }
      }
      write(`${scene.name}\n`);
    }
  } finally {
    await stage.close();
  }
  await writeFile(join(folder, 'index.html'), galleryHtml(pictures));
  write(`${pictures.length} pictures: ${join(folder, 'index.html')}\n`);
  if (argv.includes('--readme')) {
    await refreshCatalog(pictures);
  }
  if (missed.length > 0) {
    throw new Error(`Not taken:\n${missed.join('\n')}`);
  }
}

async function takeScene(stage: Stage, scene: Scene, theme: Theme): Promise<readonly Picture[]> {
  await scene.before?.(stage);
  const [widest] = widths;
  const path = `${scene.path}${scene.path.includes('?') ? '&' : '?'}theme=${theme}`;
  const { page, context } = await stage.open(path, {
    width: widest,
    height: scene.height,
    ...(scene.watch && { watch: scene.watch }),
  });
  try {
    await scene.ready(page);
    // What the pointer rests on would look chosen.
    await page.mouse.move(0, 0);
    const pictures: Picture[] = [];
    for (const width of widths) {
      const file = `${scene.name}-${theme}-${width}.png`;
      await takeWholePage(page, { width, height: scene.height }, join(folder, file), () => scene.settled(page));
      pictures.push({ scene, theme, width, file });
    }
    return pictures;
  } finally {
    await context.close();
    const { githubUrl, pagerdutyUrl } = stage.upstreams.settings;
    await setFaults(githubUrl, []);
    await setFaults(pagerdutyUrl, []);
  }
}

/** The catalog's pictures are those of the dashboards of the same name, full, dark and wide. */
async function refreshCatalog(pictures: readonly Picture[]): Promise<void> {
  const { info }: { readonly info: { readonly screenshots: ReadonlyArray<{ readonly path: string }> } } = JSON.parse(
    await readFile(join(root, 'src/plugin.json'), 'utf8')
  );
  for (const { path } of info.screenshots) {
    const name = `dashboard-${basename(path, '.png')}-full`;
    const found = pictures.find((one) => one.scene.name === name && one.theme === 'dark' && one.width === widths[0]);
    if (found === undefined) {
      throw new Error(`src/plugin.json names ${path}, of which no picture was taken (${name}).`);
    }
    await copyFile(join(folder, found.file), join(root, 'src', path));
    write(`src/${path}\n`);
  }
}

take(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
