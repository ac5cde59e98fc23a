import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Browser, chromium } from 'playwright-core';

/** Headless, without a sandbox (tests run as root in containers), and without the calls home that Chromium makes. */
const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--metrics-recording-only',
];

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const advice =
  'The browser tests need Chromium. Install Chromium or Chrome (Debian: apt-get install chromium), ' +
  'or set CHROMIUM to the path of one.';

/**
 * The first browser that starts: the one named by CHROMIUM, the machine's, the one that ships inside @sparticuz/chromium,
 * and as root on Debian what apt-get installs. Nothing is downloaded but by apt-get. Rejects with what to install.
 * `wanted`: flags of Chromium besides the usual ones.
 */
export async function launchBrowser(wanted: readonly string[] = []): Promise<Browser> {
  const reasons: string[] = [];
  const attempt = async (path: string, extra: readonly string[] = []): Promise<Browser | null> => {
    try {
      return await chromium.launch({ executablePath: path, args: [...flags, ...wanted, ...extra] });
    } catch (error) {
      const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
      reasons.push(`${path}: ${line}`);
      return null;
    }
  };
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    const browser = await attempt(named);
    if (browser === null) {
      throw new Error(`The browser named by CHROMIUM does not start. ${reasons.join(' ')}`);
    }
    return browser;
  }
  for (const path of await present(installed)) {
    const browser = await attempt(path);
    if (browser !== null) {
      return browser;
    }
  }
  const packaged = (await attemptPackaged(attempt, reasons)) ?? (await afterAptGet(attempt, reasons));
  if (packaged === null) {
    throw new Error(`${advice}${reasons.length > 0 ? ` Tried: ${reasons.join('; ')}` : ''}`);
  }
  return packaged;
}

type Attempt = (path: string, extra?: readonly string[]) => Promise<Browser | null>;

/** The packaged one is made for places that start one process only; there it ends with the first context that is closed. */
const inOneProcess: readonly string[] = ['--single-process', '--no-zygote'];

async function attemptPackaged(attempt: Attempt, reasons: string[]): Promise<Browser | null> {
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const path = await packaged.executablePath();
    const extra = packaged.args.filter((flag) => !flag.startsWith('--headless'));
    const inProcesses = extra.filter((flag) => !inOneProcess.includes(flag));
    return (await attempt(path, inProcesses)) ?? (await attempt(path, extra));
  } catch (error) {
    reasons.push(`@sparticuz/chromium: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** As root on a bare Debian the packaged browser lacks its libraries; Debian's own brings them. */
async function afterAptGet(attempt: Attempt, reasons: string[]): Promise<Browser | null> {
  if (process.getuid?.() !== 0 || (await present(['/usr/bin/apt-get'])).length === 0) {
    return null;
  }
  const run = promisify(execFile);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    process.stdout.write("No browser starts here: installing Debian's chromium (apt-get) …\n");
    await run('apt-get', ['update', '-q'], { env });
    await run('apt-get', ['install', '-yq', '--no-install-recommends', 'chromium'], { env, maxBuffer: 50_000_000 });
  } catch (error) {
    reasons.push(`apt-get: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    return null;
  }
  return attempt('/usr/bin/chromium');
}

async function present(paths: readonly string[]): Promise<readonly string[]> {
  const checks = paths.map((path) =>
    access(path, constants.X_OK).then(
      () => [path],
      () => []
    )
  );
  return (await Promise.all(checks)).flat();
}
