import type { APIRequestContext } from '@playwright/test';

/**
 * The data source of provisioning/datasources/datasources.yml in front of the simulators of docker-compose.yaml, and
 * short-lived copies of it that have something wrong.
 */
export const simulated = { uid: 'dora-simulated', fileName: 'datasources.yml' };

export interface Broken {
  readonly uid: string;
  remove(): Promise<void>;
}

interface Provisioned {
  readonly type: string;
  readonly jsonData: object;
  readonly secureJsonData?: object;
}

/** A copy with other secrets; it is Grafana that stores them, as it does for anybody. */
export async function createBroken(
  request: APIRequestContext,
  provisioned: Provisioned,
  secrets: Readonly<Record<string, string>>
): Promise<Broken> {
  const uid = `dora-broken-${Date.now()}-${Math.floor(Math.random() * 1e6)}`;
  const answer = await request.post('/api/datasources', {
    data: {
      uid,
      name: uid,
      type: provisioned.type,
      access: 'proxy',
      jsonData: provisioned.jsonData,
      secureJsonData: { ...provisioned.secureJsonData, ...secrets },
    },
  });
  if (!answer.ok()) {
    throw new Error(`Grafana did not create the data source: ${answer.status()} ${await answer.text()}`);
  }
  return {
    uid,
    remove: async () => {
      await request.delete(`/api/datasources/uid/${uid}`);
    },
  };
}
