import { config, locationService } from '@grafana/runtime';
import { screen } from '@testing-library/react';
import React from 'react';
import { defaultRules } from '../../metrics';
import { defaultSettings, rulingParameters, toProvisioning, writeAddressed } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { violationsIn } from '../testing/violations';
import { Overrides } from './Overrides';
import { showForm } from './testing/shownForm';
import { today } from './today';

beforeAll(giveLayout);
jest.setTimeout(60_000);

const came = (incident: string, deployment: string) =>
  locationService.push(
    `/connections/datasources/edit/x?${rulingParameters.incident}=${writeAddressed(incident)}` +
      `&${rulingParameters.deployment}=${writeAddressed(deployment)}`
  );

const field = (name: string) => document.getElementById(selectors.config.requestedRuling(name));
const signedIn = { ...config.bootData.user, isSignedIn: true, name: 'Ann Example', login: 'ann' };

beforeEach(() => {
  config.bootData.user = signedIn;
});
afterEach(() => locationService.push('/'));

const showOverrides = (given: Parameters<typeof showForm>[1] = {}) =>
  showForm((form) => <Overrides {...form} />, given);

describe('whoever comes to rule on an incident', () => {
  it('finds incident, deployment, name and day filled in, and needs only a reason', async () => {
    came('acme/pay#7', 'd2');
    const { user, changes } = showOverrides();
    expect(['incident', 'deployment', 'author', 'at'].map((name) => field(name))).toEqual([
      expect.objectContaining({ value: 'acme/pay#7' }),
      expect.objectContaining({ value: 'd2' }),
      expect.objectContaining({ value: 'Ann Example' }),
      expect.objectContaining({ value: today() }),
    ]);
    expect(screen.getByText(/The rules lay it to d2\./)).toBeInTheDocument();
    const add = screen.getByTestId(selectors.config.addRequestedRuling);
    expect(field('reason')).toHaveFocus();
    await user.click(add);
    expect(screen.getByText(/author and reason are both shown/)).toBeInTheDocument();
    expect(changes).toEqual([]);
    await user.click(field('reason') ?? add);
    await user.keyboard('A drill');
    await user.tab();
    const deployment = field('deployment');
    await user.clear(deployment ?? add);
    await user.tab();
    await user.click(add);
    const ruling = { incident: 'acme/pay#7', deployment: null, author: 'Ann Example', reason: 'A drill', at: today() };
    expect(changes.map(({ rules }) => rules.overrides)).toEqual([[ruling]]);
    // What was asked for is done: it stands in the list, and nothing is asked for any more.
    expect(field('incident')).toBeNull();
    expect(locationService.getLocation().search).toBe('');
    expect(document.getElementById(selectors.config.override(0, 'at'))).toHaveValue(today());
    const yaml = await toProvisioning({ name: 'DORA', uid: 'x', settings: changes[0], others: {}, secrets: [] });
    expect(yaml).toMatch(new RegExp(`reason: A drill\\s+at: ["']?${today()}`));
  });

  it('is shown the ruling that there is already', () => {
    came('P1', '');
    const overrides = [{ incident: 'P1', deployment: null, author: 'Bob', reason: 'x' }];
    showOverrides({ settings: { rules: { ...defaultRules, overrides } } });
    expect(screen.getByText('There is a ruling on it already, by Bob: change it below.')).toBeInTheDocument();
  });

  it('is told what to write where the settings are provisioned', async () => {
    came('P1', 'd2');
    const { user, changes } = showOverrides({ isReadOnly: true });
    await user.keyboard('A drill');
    await user.tab();
    expect(screen.getByTestId(selectors.config.rulingToProvision)).toHaveTextContent(
      `- {"incident":"P1","deployment":"d2","author":"Ann Example","reason":"A drill","at":"${today()}"}`
    );
    expect(changes).toEqual([]);
  });

  it('meets nothing that axe-core finds wrong', async () => {
    came('P1', 'd2');
    showOverrides({ settings: { rules: { ...defaultRules, overrides: [{ ...ruling('d1') }] } } });
    expect(await violationsIn()).toEqual([]);
  });
});

const ruling = (deployment: string | null) => ({ incident: 'P2', deployment, author: 'Ann', reason: 'x' });

describe('a ruling made on the page', () => {
  it('is by whoever is signed in, today', async () => {
    const { user, changes } = showOverrides();
    await user.click(screen.getByTestId(selectors.config.addOverride));
    await user.type(screen.getByLabelText('Incident'), 'P3');
    await user.tab();
    expect(changes[0].rules.overrides).toEqual([
      { incident: 'P3', deployment: null, author: 'Ann Example', reason: '', at: today() },
    ]);
  });

  it('loses its date when that is emptied', async () => {
    const overrides = [{ ...ruling(null), at: '2026-01-13' }];
    const { user, changes } = showOverrides({ settings: { rules: { ...defaultSettings.rules, overrides } } });
    await user.clear(screen.getByLabelText('When'));
    await user.tab();
    expect(changes[0].rules.overrides).toEqual([ruling(null)]);
  });
});

it('writes a day as the calendar on the wall shows it', () => {
  expect(today(new Date(2026, 2, 1, 0, 30))).toBe('2026-03-01');
});
