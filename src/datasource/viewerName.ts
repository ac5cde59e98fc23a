import { config } from '@grafana/runtime';

/** Who is signed in, as people call them; empty where Grafana does not say. */
export function viewerName(bootData: Partial<typeof config.bootData> | undefined = config.bootData): string {
  const user: Partial<typeof config.bootData.user> | undefined = bootData?.user;
  return user?.isSignedIn === false ? '' : user?.name || user?.login || '';
}
