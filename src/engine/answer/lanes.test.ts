import { incidentLanes } from './lanes';

describe('incidentLanes', () => {
  const incident = {
    id: 'P1',
    title: 'Checkout is slow',
    service: 'pay',
    team: null,
    urgency: null,
    priority: null,
    url: null,
    createdAt: 20,
    acknowledgedAt: null,
    resolvedAt: 30,
    timeToRestore: 10,
    deployment: null,
    rule: null,
    confidence: null,
    evidence: null,
    because: null,
  };
  const over = { from: 0, to: 100 };

  it('say nothing of the time before what has been read, and show what is known of it', () => {
    const before = { ...incident, id: 'P0', createdAt: 5, resolvedAt: 10 };
    const lanes = incidentLanes([incident, before], over, () => ({ from: 15, to: Number.POSITIVE_INFINITY }));
    expect(lanes).toEqual([
      {
        group: { service: 'pay' },
        spells: [
          { from: 0, to: 5, state: null },
          { from: 5, to: 10, state: 'open' },
          { from: 10, to: 15, state: null },
          { from: 15, to: 20, state: 'quiet' },
          { from: 20, to: 30, state: 'open' },
          { from: 30, to: 100, state: 'quiet' },
        ],
      },
    ]);
  });

  it('are in order of the services, what is on none last', () => {
    const everything = () => ({ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY });
    const rows = [{ ...incident, service: null }, incident, { ...incident, service: 'app' }];
    expect(incidentLanes(rows, over, everything).map(({ group }) => group.service)).toEqual(['app', 'pay', null]);
  });
});
