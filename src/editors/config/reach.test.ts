import { SourceId } from '../../datasource';
import { defaultSettings } from '../../query';
import { DraftStanding, Reach, reachOf, Standing } from './reach';

const saved: Standing = {
  settings: { ...defaultSettings, feedUrl: 'https://example.com/a' },
  secrets: { githubToken: true, pagerdutyToken: true },
};

describe('reachOf', () => {
  it.each<[string, SourceId, Partial<DraftStanding>, Partial<Standing>, Reach]>([
    ['what is saved with a token', 'github', {}, {}, 'ready'],
    [
      'other organisations than the saved ones',
      'github',
      { settings: { ...saved.settings, organizations: ['x'] } },
      {},
      'ready',
    ],
    ['an upstream that is off', 'pagerduty', { settings: { ...saved.settings, pagerdutyEnabled: false } }, {}, 'off'],
    ['no feed', 'feed', { settings: { ...saved.settings, feedUrl: '' } }, {}, 'off'],
    ['a feed without a token', 'feed', {}, {}, 'ready'],
    ['no token', 'github', { secrets: {} }, { secrets: {} }, 'noToken'],
    ['a typed token', 'github', { secrets: {}, typed: { githubToken: 'x' } }, { secrets: {} }, 'unsavedToken'],
    ['a token that was reset', 'github', { secrets: { githubToken: false } }, {}, 'unsavedToken'],
    [
      'another address',
      'github',
      { settings: { ...saved.settings, githubUrl: 'https://x.example' } },
      {},
      'unsavedAddress',
    ],
    ['another region', 'pagerduty', { settings: { ...saved.settings, pagerdutyRegion: 'eu' } }, {}, 'unsavedAddress'],
    [
      'a wrong address',
      'github',
      { settings: { ...saved.settings, githubUrl: 'x' }, problem: (field) => (field === 'githubUrl' ? 'wrong' : null) },
      {},
      'invalid',
    ],
  ])('of %s', (_, source, draft, before, reach) => {
    const was = { ...saved, ...before };
    expect(reachOf(source, was, { ...was, typed: {}, problem: () => null, ...draft })).toBe(reach);
  });
});
