/**
 * Where to find things in the editors, for unit and browser tests. Fields are found by their id; a query's ids carry
 * its refId, because a panel shows several at once.
 */
export const selectors = {
  config: {
    field: (name: string) => `dora-config-${name}`,
    team: (index: number, name: string) => `dora-config-team-${index}-${name}`,
    override: (index: number, name: string) => `dora-config-override-${index}-${name}`,
    addTeam: 'dora-config-add-team',
    experiment: (index: number, name: string) => `dora-config-experiment-${index}-${name}`,
    addExperiment: 'dora-config-add-experiment',
    addOverride: 'dora-config-add-override',
    requestedRuling: (name: string) => `dora-config-requested-ruling-${name}`,
    addRequestedRuling: 'dora-config-add-requested-ruling',
    rulingToProvision: 'dora-config-ruling-to-provision',
    storedData: 'dora-config-stored-data',
    clearStoredData: 'dora-config-clear-stored-data',
    connection: (source: string) => `dora-config-connection-${source}`,
    lookForTeams: 'dora-config-look-for-teams',
    acceptAllTeams: 'dora-config-accept-all-teams',
    suggestion: (team: string) => `dora-config-suggestion-${team}`,
    preview: 'dora-config-preview',
    exportSettings: 'dora-config-export',
    readImport: 'dora-config-read-import',
    takeImport: 'dora-config-take-import',
  },
  query: {
    field: (refId: string, name: string) => `dora-query-${refId}-${name}`,
    sentence: (refId: string) => `dora-query-${refId}-sentence`,
    examples: (refId: string) => `dora-query-${refId}-examples`,
    newerVersion: 'dora-query-newer-version',
  },
  variable: {
    field: (name: string) => `dora-variable-${name}`,
    sentence: 'dora-variable-sentence',
    nothing: 'dora-variable-nothing',
  },
} as const;
